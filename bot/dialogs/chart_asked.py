"""Which chart is wanted: as a button carries it, or in the words of a person.

A button carries `a5.24e1a2b3c4d`: the account, the months (`12`, `24`, `36`, `0` for all there is, `y2025`
for a year, `p202503` for the twelve that end with a month), the view by its letter, and perhaps a meter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.charting.chart import View
from core.history.stretch import YEAR
from core.values import Period

if TYPE_CHECKING:
    from datetime import date

    from bot.texts.chart_wishes import ChartWishes

ALL = 0
SPANS = (12, 24, 36)
_LETTERS = {View.ENERGY: "e", View.MONEY: "m", View.YEARS: "y", View.METERS: "t"}
_SAID = (View.METERS, View.YEARS, View.MONEY)
_VIEWS = {letter: view for view, letter in _LETTERS.items()}
_TARGET = re.compile(r"(?:(12|24|36|0)|y(20\d\d)|p(20\d\d)(0[1-9]|1[0-2]))([emyt])(?:m?([0-9a-f]{8}))?")


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish. `span` counts months, `ALL` is all there is; `year` or `month` name the last ones."""

    view: View = View.ENERGY
    span: int = YEAR
    year: int = 0
    month: Period | None = None
    meter: str = ""

    @property
    def target(self) -> str:
        """What a button carries behind the account."""
        months = str(self.span)
        if self.year:
            months = f"y{self.year}"
        elif self.month is not None:
            months = f"p{self.month.year}{self.month.month:02d}"
        return f"{months}{_LETTERS[self.view]}{self.meter}"

    @property
    def named(self) -> bool:
        """Whether it names the months instead of counting back from now."""
        return bool(self.year) or self.month is not None

    @property
    def first(self) -> Period | None:
        """The first month wanted, where it is named."""
        last = self.last
        return None if last is None else last.shift(1 - (2 * YEAR if self.view is View.YEARS else YEAR))

    @property
    def last(self) -> Period | None:
        """The last month wanted, where it is named."""
        return Period(self.year, YEAR) if self.year else self.month

    def back(self, today: date) -> int | None:
        """How many months up to today hold what is wanted; None for all there is."""
        if self.first is not None:
            return max((today.year - self.first.year) * YEAR + today.month - self.first.month + 1, 1)
        return max(self.span, 2 * YEAR if self.view is View.YEARS else 0) or None


def of_target(rest: str) -> Asked | None:
    """The wish of a button; None for anything else."""
    found = _TARGET.fullmatch(rest)
    if found is None:
        return None
    span, year, of_year, month, view, meter = found.groups()
    last = Period(int(of_year), int(month)) if month else None
    return Asked(_VIEWS[view], int(span or YEAR), int(year or 0), last, meter or "")


def of_words(text: str, words: ChartWishes, today: date) -> Asked:
    """The wish of somebody who typed; the chart of the last twelve months where they wished nothing."""
    heard, year, month = words.heard(text), words.year(text), words.month(text)
    asked = Asked(_view(heard), _span(heard))
    if asked.view is View.YEARS:
        return asked
    if not year and "last-year" in heard:
        year = today.year - 1
    if not year and "this-year" in heard:
        year = today.year
    if month:
        return replace(asked, month=latest(month, year, today))
    return replace(asked, year=year if year <= today.year else 0)


def _view(heard: frozenset[str]) -> View:
    return next((view for view in _SAID if f"view-{view}" in heard), View.ENERGY)


def _span(heard: frozenset[str]) -> int:
    return next((span for span in (ALL, 24, 36) if f"span-{span}" in heard), YEAR)


def latest(month: int, year: int, today: date) -> Period:
    """That month of the year, or the latest one that has begun."""
    if year and Period(year, month) <= Period.of(today):
        return Period(year, month)
    return Period(today.year - (month > today.month), month)
