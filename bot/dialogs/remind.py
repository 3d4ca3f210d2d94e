"""Buttons of a reminder: once more tomorrow, or no more this month."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, opens
from bot.dialogs.guests import for_guest
from bot.dialogs.model import say
from core.notifications.later import once_more

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.model import Choice
    from core.notifications.model import Reminder

_LATER, _NEVER = "remind-later", "remind-never"


def put_off(reminder_id: int) -> tuple[Choice, Choice]:
    """The two buttons of the message that tells this reminder, and others perhaps."""
    target = str(reminder_id)
    return opens(_LATER, "button-remind-later", target), opens(_NEVER, "button-remind-never", target)


def remind_later(turn: Turn, target: str) -> Move:
    """Plan the same once more for tomorrow, each while there is time."""
    told = _told(turn, target)
    if not told:
        return _over(turn)
    way = turn.store.wishes.way(turn.session.subscriber_id)
    day = turn.desk.today(turn.now) + timedelta(days=1)
    due_ms = once_more(day, way, turn.desk.rules.quiet, turn.desk.time_zone)
    again = [one for one in told if due_ms < one.until_ms]
    for one in again:
        turn.store.reminders.again(one, f"again-{day}", due_ms, turn.now_ms)
    return done(say("remind-later-done" if again else "remind-later-late"), choices=(MENU,))


def remind_never(turn: Turn, target: str) -> Move:
    """No more of it in this period."""
    told = _told(turn, target)
    if not told:
        return _over(turn)
    for one in told:
        turn.store.reminders.skip(one, turn.now_ms)
    return done(say("remind-never-done"), choices=(MENU,))


def _told(turn: Turn, target: str) -> Sequence[Reminder]:
    """What the message told of this very person's, while the period is not over."""
    if not target.isdecimal() or len(target) > 18 or turn.typed:
        return ()
    told = turn.store.reminders.beside(turn.session.subscriber_id, int(target))
    return [one for one in told if one.until_ms > turn.now_ms]


def _over(turn: Turn) -> Move:
    if not turn.desk.list_accounts(turn.store, turn.session):
        return for_guest(turn)
    return done(say("remind-over"), choices=(MENU,))
