"""A new link is announced to those who were there before; «Это не я» suspends it at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, MENU, done, opens
from bot.dialogs.flow import Dialog, Done, Go, Start, Step
from bot.dialogs.model import Choice, Press, Reply, say
from bot.dialogs.people_common import tell
from bot.dialogs.suspended import suspended_lines
from core.people import came_later, parse_ref
from core.records import Effect
from core.usecases.people import Refusal
from core.values import Masked, Phone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.dialogs.flow import Answer, Move, Turn
    from core.people import Neighbour, Person
    from core.usecases.people import Removed

ALERT = "alert"
"""Kind of the effect that tells staff: logged and counted once its turn is committed."""
_STAFF = "system"
_MOST_OFFERED = 10
_SAID = {
    Refusal.NOT_LINKED: "not-me-not-linked",
    Refusal.GONE: "not-me-gone",
    Refusal.ALREADY: "not-me-already",
}


def announce(turn: Turn, account_id: int, neighbours: Iterable[Neighbour]) -> None:
    """Tell the earlier holders of a link made in this turn; owners can say that it was not them."""
    person = turn.store.people.mine(turn.session.subscriber_id, account_id)
    if person is None:
        return
    not_me = opens("not-me", "button-not-me", _target(person))
    for neighbour in neighbours:
        owner = neighbour.role.manages
        news = say(
            "announce" if owner else "announce-others",
            account=Masked(person.number),
            phone=Phone(person.phone),
            role=str(person.role),
        )
        choices = (not_me, CONTACTS) if owner else (CONTACTS,)
        turn.effects += tell([neighbour.address], Reply((news,), choices=choices, lasting=True))


def not_me(turn: Turn, target: str) -> Move:
    """Suspend the link that an announcement spoke of."""
    if not target:
        return _said_in_words(turn)
    account, _, rest = target.partition(".")
    ref = parse_ref(rest)
    if ref is None or not (account.isascii() and account.isdecimal() and len(account) <= 18):
        return done(say("not-me-gone"), choices=(CONTACTS, MENU))
    outcome = turn.desk.dispute(turn.store, turn.session, int(account), ref, turn.now_ms)
    if isinstance(outcome, Refusal):
        return done(say(_SAID[outcome]), choices=(CONTACTS, MENU))
    return _suspended(turn, outcome)


def _suspended(turn: Turn, outcome: Removed) -> Done:
    person = outcome.person
    found = turn.store.people.suspended_one(person.link_id)
    if found is not None:
        news = Reply(suspended_lines([found]), choices=(CONTACTS, MENU), lasting=True)
        turn.effects += tell(outcome.addresses, news)
    turn.effects.append(alert("disputed-link", person))
    receipt = say("not-me-done", account=Masked(person.number), phone=Phone(person.phone))
    return Done((Reply((receipt,), choices=(CONTACTS, MENU), lasting=True),))


def alert(event: str, person: Person) -> Effect:
    """Tell staff about a link, at once; the payload names ids only."""
    payload = json.dumps({"event": event, "link": person.link_id, "account": person.account_id})
    return Effect(ALERT, _STAFF, payload, topic=event)


def _said_in_words(turn: Turn) -> Move:
    """«Это не я» typed: the only link that came after theirs, or which of several."""
    found = _later_links(turn)
    if not found:
        return done(say("not-me-gone"), choices=(CONTACTS, MENU))
    return not_me(turn, _target(found[0])) if len(found) == 1 else Go("which", dialog="disputes")


def _later_links(turn: Turn) -> list[Person]:
    """Links that came after this person's own, on accounts they own; the newest first."""
    found: list[Person] = []
    for link in turn.desk.list_accounts(turn.store, turn.session):
        company = (
            turn.desk.list_people(turn.store, turn.session, link.account.id) if link.role.manages else None
        )
        found += [person for person in company.others if came_later(person, company.me)] if company else []
    return sorted(found, key=lambda person: -person.since_ms)


def _target(person: Person) -> str:
    return f"{person.account_id}.{person.ref}"


def _ask_which(turn: Turn) -> Reply:
    found = enumerate(_later_links(turn)[:_MOST_OFFERED], 1)
    choices = tuple(
        Choice(
            "not-me",
            say("button-person", phone=Phone(person.phone), number=number),
            Press.ENTRY,
            _target(person),
        )
        for number, person in found
    )
    return Reply((say("not-me-which"),), choices=(*choices, MENU))


def _take_which(_turn: Turn, _answer: Answer) -> Move:
    return Start("menu")


DISPUTES_DIALOG = Dialog(name="disputes", version=1, steps={"which": Step(_ask_which, _take_which)})
