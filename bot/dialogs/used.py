"""What a month used, in a line, against the same month a year ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.model import say
from core.year_ago import Change

if TYPE_CHECKING:
    from datetime import date

    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.year_ago import YearAgo

NEAR = 11
"""So many months back a bare «окт» can only be one month."""


def month_line(opened: Opened, found: YearAgo, today: date, tail: str = "") -> list[Phrase]:
    """A month against the one a year before, whole in one SMS; of one meter where its `tail` is given."""
    phrases = [_head(opened, found, (today.year - found.now.period.year) * 12 + today.month), _said(found)]
    if tail:
        period = found.now.period
        phrases[0] = say("chart-meter-head", account=opened.account, period=period, tail=tail)
    if found.before is not None and found.change is not Change.CALCULATED:
        phrases.append(say("used-before", ago=found.before.energy))
    if found.now.replaced:
        phrases.append(say("used-replaced"))
    return phrases


def _head(opened: Opened, found: YearAgo, months: int) -> Phrase:
    """Whose, and which month; `months` from January of its year to today."""
    period = found.now.period
    if months - period.month > NEAR:
        return say("used-head-long-ago", account=opened.account, period=period)
    return say("used-head", account=opened.account, period=period, at=period.month)


def _said(found: YearAgo) -> Phrase:
    if found.change in {Change.LESS, Change.MORE}:
        return say(f"used-{found.change}", energy=found.now.energy, share=found.percent)
    return say(f"used-{found.change}", energy=found.now.energy)
