"""The days of a month on which a supplier takes readings; they may reach over the end of the month.

Households send theirs not later than the 25th (government decree 354), owners of private houses and
organisations read on the 23rd to the 25th and send by the end of the 26th (decree 442, points 157, 159).
The days are data of the account group, and by its clock (core/notifications/groups.py).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from core.values import Period

_SHAPE = re.compile(r"([0-9]{1,2})-([0-9]{1,2})(?:/([0-9]{1,2}))?")
_DAY, _WEEKS = timedelta(days=1), timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Placed:
    """A day and the window it belongs to: the one that is open, or else the next.

    `period` is the month in which that window opens, and for which a reading of the day counts. One reads the
    meter up to `taken_until` and sends the reading up to `closes_on`; all days are inclusive.
    """

    day: date
    period: Period
    inside: bool
    opens_on: date
    taken_until: date
    closes_on: date

    def dated(self, day: date | None) -> date | None:
        """The day that a message gives its reading, where it is another than that of the message.

        Between two windows one of the last weeks changes nothing: the reading counts for the next month.
        """
        if day is None or day == self.day or (not self.inside and self.day - _WEEKS <= day < self.day):
            return None
        return day

    @property
    def days_left(self) -> int:
        """Days until the last day of the window, 0 on that day itself."""
        return (self.closes_on - self.day).days

    @property
    def days_until(self) -> int:
        """Days until the window opens, 0 when it is open."""
        return max((self.opens_on - self.day).days, 0)


@dataclass(frozen=True, slots=True)
class Window:
    """Days of the month, 1–31: readings are taken from `first` to `last` and sent until `until`.

    A day before the one it follows is of the next month. In a month that is too short a day is its last one.
    """

    first: int
    last: int
    until: int

    @classmethod
    def parse(cls, text: str) -> Window:
        """Read `15-25`, `23-25/26` (sent until the 26th) or `28-3`; ValueError otherwise."""
        return _parsed(text)

    def __str__(self) -> str:
        return f"{self.first}-{self.last}" + (f"/{self.until}" if self.until != self.last else "")

    def opens(self, period: Period) -> date:
        """The first day of the window that opens in the month."""
        return _day(period, self.first)

    def taken_until(self, period: Period) -> date:
        """The last day on which a reading of that window is taken off the meter."""
        return min(_day(period.shift(self.last < self.first), self.last), self.closes(period))

    def closes(self, period: Period) -> date:
        """The last day to send; always before the next window opens, whatever the days say."""
        months = (self.last < self.first) + (self.until < self.last)
        return min(_day(period.shift(months), self.until), self.opens(period.shift(1)) - _DAY)


@lru_cache(maxsize=512)  # everybody who writes on one day is told the same few windows
def place(window: Window, day: date) -> Placed:
    """Find the window of a day. Every day belongs to exactly one; between two it is the later."""
    period = Period.of(day).shift(-1)
    while window.closes(period) < day:
        period = period.shift(1)
    return _placed(window, period, day)


def _placed(window: Window, period: Period, day: date) -> Placed:
    opens = window.opens(period)
    return Placed(day, period, opens <= day, opens, window.taken_until(period), window.closes(period))


@lru_cache(maxsize=256)
def _parsed(text: str) -> Window:
    """A supplier has a few windows and a reading a turn: each is read once."""
    found = _SHAPE.fullmatch(text.replace(" ", ""))
    days = [int(part) for part in found.groups() if part] if found else []
    if not days or not all(1 <= number <= 31 for number in days):
        raise ValueError(f"a window is written 15-25, 23-25/26 or 28-3, not {text!r}")
    return Window(days[0], days[1], days[-1])


def _day(period: Period, number: int) -> date:
    return date(period.year, period.month, min(number, monthrange(period.year, period.month)[1]))
