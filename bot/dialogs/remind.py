"""Once more tomorrow, or no more this month: by the buttons of a reminder, or typed after it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, opens
from bot.dialogs.flow import Start
from bot.dialogs.guests import for_guest
from bot.dialogs.model import say
from core.notifications.kinds import Kind
from core.notifications.later import once_more
from core.usecases.awaited import awaited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.model import Choice
    from core.notifications.model import Reminder

_LATER, _NEVER = "remind-later", "remind-never"
PUT_OFF = frozenset({_LATER, _NEVER})
"""Entries of the two buttons."""


def put_off(reminder_id: int) -> tuple[Choice, Choice]:
    """The two buttons of the message that tells this reminder, and others perhaps."""
    target = str(reminder_id)
    return opens(_LATER, "button-remind-later", target), opens(_NEVER, "button-remind-never", target)


def to_pay(account_id: int) -> tuple[Choice, Choice]:
    """The two buttons of what tells that the last day to pay is near."""
    target = f"a{account_id}"
    return opens("pay", "button-pay", target), opens("balance", "button-balance", target)


def remind_later(turn: Turn, target: str) -> Move:
    """Plan the same once more for tomorrow, each while there is time."""
    told = _told(turn, target)
    if not told:
        return _over(turn)
    waiting = [one for one in told if not _answered(turn, one)]
    if not waiting:
        return done(say("remind-answered"), choices=(MENU,))
    again = [_again(turn, one) for one in waiting]
    return done(say("remind-later-done" if any(again) else "remind-later-late"), choices=(MENU,))


def _again(turn: Turn, one: Reminder) -> bool:
    """By the calendar of its account; False when that is too late."""
    calendar = turn.desk.rules.calendars.of_account(turn.store, one.account_id)
    day = calendar.day(turn.now_ms) + timedelta(days=1)
    due_ms = once_more(day, turn.store.wishes.way(one.subscriber_id), calendar)
    if due_ms >= one.until_ms:
        return False
    turn.store.reminders.again(one, f"again-{day}", due_ms, turn.now_ms)
    return True


def remind_never(turn: Turn, target: str) -> Move:
    """No more of it in this period."""
    told = _told(turn, target)
    if not told:
        return _over(turn)
    for one in told:
        turn.store.reminders.skip(one, turn.now_ms)
    asked = {one.account_id: awaited(turn.store, turn.desk.take_readings, one) for one in told}
    if all(one is not None and one.why_not == "answered" for one in asked.values()):
        return done(say("remind-answered"), choices=(MENU,))
    several = sum(len(one.missing) for one in asked.values() if one is not None) > 1
    return done(say("remind-never-done-many" if several else "remind-never-done"), choices=(MENU,))


def _told(turn: Turn, target: str) -> Sequence[Reminder]:
    """What the message told of this very person's, while the period is not over; typed: the newest one."""
    person = turn.session.subscriber_id
    if turn.typed:
        target = str(turn.store.reminders.told(person, Kind.READING, turn.now_ms)) if person else ""
    if not target.isdecimal() or len(target) > 18:
        return ()
    told = turn.store.reminders.beside(person, int(target))
    return [one for one in told if one.until_ms > turn.now_ms]


def _answered(turn: Turn, one: Reminder) -> bool:
    """Whether the reading that was asked for is in."""
    found = awaited(turn.store, turn.desk.take_readings, one)
    return found is not None and found.why_not == "answered"


def _over(turn: Turn) -> Move:
    """A word that means nothing without a reminder is a word that was not understood."""
    if turn.typed:
        return Start("unknown")
    if not turn.desk.list_accounts(turn.store, turn.session):
        return for_guest(turn)
    return done(say("remind-over"), choices=(MENU,))
