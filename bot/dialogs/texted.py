"""What an address without buttons needs of a turn: one message for one message, and options by number.

Two SMS come in any order and the first looks like the whole answer, so the replies of a turn are one message.
The options under a message that asks nothing are remembered for an hour, as buttons would stay to be pressed:
its «2-МЕНЮ» is answered by «2»; for a day where we wrote first, of a reading or of what is
to be paid. Options under a question are the question's own affair.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU
from bot.dialogs.hush import DAY_MS
from bot.dialogs.model import Press
from bot.dialogs.remind import put_off, to_pay
from core.notifications.kinds import Kind
from core.phones import phone_of
from core.usecases.awaited import awaited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Choice
    from core.notifications.model import Reminder

OFFERED, OFFERED_MS = "offered", "offered_ms"
OPEN_MS = 60 * 60 * 1000
"""How long the numbers of a message are remembered."""
_NUMBER = re.compile(r" *([1-9])[ .)]*")


def settle(turn: Turn) -> None:
    """Make the replies of the turn one, and remember what it offers; nothing where there are buttons."""
    if not phone_of(turn.session.address) or not turn.replies:
        return
    *before, last = turn.replies
    if before and not any(one.document for one in turn.replies):
        said = tuple(phrase for one in turn.replies for phrase in one.phrases)
        turn.replies[:] = [replace(last, phrases=said, protect=any(one.protect for one in turn.replies))]
    memo = turn.session.memo
    memo.pop(OFFERED, None)
    memo[OFFERED_MS] = turn.now_ms
    last = turn.replies[-1]
    if last.choices and not last.prompt and turn.desk.numbers(last):
        options = (f"{one.id}:{one.target}" if one.press is Press.ENTRY else ":" for one in last.choices)
        memo[OFFERED] = " ".join(options)


def chosen(turn: Turn) -> tuple[str, str] | None:
    """The entry and target that a bare number names; None for every other text."""
    number, memo = _NUMBER.fullmatch(turn.event.text), turn.session.memo
    if not number or not phone_of(turn.session.address):
        return None
    if told := _told(turn):
        return _of(turn, told, int(number[1]))
    if turn.sent_ms - int(memo.get(OFFERED_MS, 0)) > OPEN_MS:
        return None
    offered = str(memo.get(OFFERED, "")).split(" ")
    at = int(number[1]) - 1
    entry, _, target = offered[at].partition(":") if at < len(offered) else ("", "", "")
    return (entry, target) if entry else None


def _told(turn: Turn) -> Sequence[Reminder]:
    """What we began ourselves and the phone got last, within a day; () where it got an answer since."""
    session = turn.session
    if not session.subscriber_id:
        return ()
    since_ms = max(int(session.memo.get(OFFERED_MS, 0)), turn.now_ms - DAY_MS)
    return turn.store.reminders.latest(session.subscriber_id, session.address, since_ms)


def _of(turn: Turn, told: Sequence[Reminder], number: int) -> tuple[str, str] | None:
    """The entry and target of an option of what was told alone; None where it shows no numbers, or others."""
    choices = _offered(turn, told[0]) if len(told) == 1 else ()
    return (choices[number - 1].id, choices[number - 1].target) if number <= len(choices) else None


def _offered(turn: Turn, one: Reminder) -> tuple[Choice, ...]:
    """As it was told: of the words themselves nothing is left once they were sent."""
    if one.kind is Kind.DUE:
        return (*to_pay(one.account_id), MENU)
    if one.kind is not Kind.READING:
        return ()
    found = awaited(turn.store, turn.desk.take_readings, one)
    return () if found is None or len(found.meters) > 1 else (*put_off(one.id), MENU)
