"""When somebody is told once more who put it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.notifications.calendar import moment
from core.notifications.model import USUAL

if TYPE_CHECKING:
    from datetime import date

    from core.notifications.groups import Calendar
    from core.notifications.model import Way


def once_more(day: date, way: Way, calendar: Calendar) -> int:
    """The moment on a day at which this person is told, outside their quiet hours (UTC milliseconds)."""
    minute = calendar.times.first if way.minute == USUAL else way.minute
    return calendar.free_ms(way, moment(day, minute, calendar.zone))
