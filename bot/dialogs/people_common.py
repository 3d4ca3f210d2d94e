"""What the dialogs about people share: which account is meant, lines that name people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.account import MOST_LISTED, named
from bot.dialogs.codec import encode_reply
from bot.dialogs.common import MENU
from bot.dialogs.flow import Start, Step
from bot.dialogs.model import Phrase, Reply, say
from core.clock import from_ms
from core.records import Effect, Priority
from core.values import Phone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.dialogs.flow import Answer, Move, Turn
    from core.linking import Link
    from core.people import Person

_SHORTEST_TAIL = 3


def meant(turn: Turn, mine: Sequence[Link], target: str) -> Link | None:
    """The account a person means: a button carries its id, people type the end of its number.

    Nothing named means the only one.
    """
    if not turn.typed or not target:
        found = [link for link in mine if str(link.account.id) == target]
    else:
        digits = "".join(c for c in target if c.isdecimal())
        found = [
            link for link in mine if len(digits) >= _SHORTEST_TAIL and link.account.number.endswith(digits)
        ]
    if len(found) == 1:
        return found[0]
    return mine[0] if len(mine) == 1 and not target else None


def pick(entry: str, question: str) -> Step:
    """A step that asks which account, for an entry that takes its id."""

    def ask(turn: Turn) -> Reply:
        mine = turn.desk.list_accounts(turn.store, turn.session)
        choices = tuple(named(entry, link) for link in mine[:MOST_LISTED])
        return Reply((say(question),), choices=(*choices, MENU))

    return Step(ask, _to_menu, passing=True)


def _to_menu(_turn: Turn, _answer: Answer) -> Move:
    return Start("menu")


def person_line(turn: Turn, number: int, person: Person) -> Phrase:
    """One person as others may know them: channel, masked phone, role, since when."""
    return say(
        "people-line",
        number=number,
        channel=person.channel,
        phone=Phone(person.phone),
        role=str(person.role),
        day=turn.desk.today(from_ms(person.since_ms)),
    )


def tell(addresses: Iterable[str], reply: Reply) -> list[Effect]:
    """A notice to other people, as effects of this turn."""
    payload, topic = encode_reply(reply), reply.phrases[0].key
    return [Effect("message", address, payload, Priority.NOTICE, topic=topic) for address in addresses]
