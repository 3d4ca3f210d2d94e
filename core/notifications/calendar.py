"""When people are reminded: from days of the calendar, hours of the day and a zone to moments.

Pure: nothing here asks what time it is. Moments are UTC milliseconds; days, hours and minutes are local.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from core.clock import from_ms, to_ms
from core.notifications.quiet import NIGHT
from core.values import Period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

    from core.notifications.quiet import Quiet
    from core.readings.window import Window

BEFORE, LAST = "before", "last"
"""Stages of reading reminders: some days before the last day of the window; that day itself."""
MINUTE_MS = 60_000
_DAY = 24 * 60
KEPT_MS = 62 * _DAY * MINUTE_MS
"""How long a moment that has passed is still named: who was down meanwhile records it as missed."""


@dataclass(frozen=True, slots=True)
class Times:
    """What the supplier decided: minutes of the day, days before the last one of the window."""

    days_before: int = 3
    last_day: bool = True
    minute: int = 10 * 60
    spread: int = 4 * 60
    quiet: Quiet = NIGHT

    @property
    def first(self) -> int:
        """The minute at which a day's reminders begin, outside of quiet hours."""
        return self.quiet.until % _DAY if self.quiet.holds(self.minute) else self.minute

    @property
    def end(self) -> int:
        """The minute after which a day's reminders are of no use; 1440 is the end of the day."""
        nights = self.quiet.since != self.quiet.until
        return self.quiet.since if nights and self.first < self.quiet.since else _DAY


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of one day in which people are told: from `due_ms`, spread, to before `end_ms`.

    `midnight_ms` is that much before `due_ms` as the minute of the day says: what a person's own minute is
    counted from, also on a day on which the clock is changed at night.
    """

    midnight_ms: int
    due_ms: int
    spread_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Stage:
    """One moment of a window: planned from `since_ms` on, due by its hours, of no use after `until_ms`."""

    name: str
    period: Period
    day: date
    hours: Hours
    since_ms: int
    until_ms: int


def moment(day: date, minute: int, zone: tzinfo) -> int:
    """A local time; of a minute that comes twice the first, of one that is left out that of the next hour."""
    day += timedelta(days=minute // _DAY)
    hour, minute = divmod(minute % _DAY, 60)
    return to_ms(datetime.combine(day, time(hour, minute), zone))


def midnight_of(at_ms: int, zone: tzinfo) -> int:
    """So much before a moment as its local time of the day says (`Hours.midnight_ms`)."""
    local = from_ms(at_ms).astimezone(zone)
    return at_ms - (local.hour * 60 + local.minute) * MINUTE_MS - (local.second * 1000 + at_ms % 1000)


def hours(day: date, times: Times, zone: tzinfo) -> Hours:
    """When on that day people are told."""
    due_ms, end_ms = moment(day, times.first, zone), moment(day, times.end, zone)
    spread_ms = max(min(times.spread * MINUTE_MS, end_ms - due_ms - 1), 0)
    return Hours(due_ms - times.first * MINUTE_MS, due_ms, spread_ms, end_ms)


def stages(window: Window, period: Period, times: Times, zone: tzinfo, days: int) -> Iterator[Stage]:
    """The moments of the window that opens in a month, for who wants to be reminded `days` before its end.

    Never before it opens. A window so short that both fall on one day has one moment, the first stage.
    """
    opens, closes = window.opens(period), window.closes(period)
    last = hours(closes, times, zone)
    first = max(closes - timedelta(days=days), opens)
    on = hours(first, times, zone)
    yield Stage(BEFORE, period, first, on, moment(first, 0, zone), last.end_ms - 1)
    if times.last_day and first < closes:
        yield Stage(LAST, period, closes, last, moment(closes, 0, zone), last.end_ms - 1)


def now(window: Window, times: Times, zone: tzinfo, days: int, now_ms: int) -> Iterator[Stage]:
    """Moments that are to be planned by now, and those that have passed not long ago."""
    this = Period.of(from_ms(now_ms).astimezone(zone).date())
    for back in (2, 1, 0):
        for stage in stages(window, this.shift(-back), times, zone, days):
            if stage.since_ms <= now_ms < stage.until_ms + KEPT_MS:
                yield stage
