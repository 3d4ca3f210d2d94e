"""What a chart shows, in words: for those who do not see the picture, and for those who get none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.forecast import rounded
from bot.dialogs.model import say
from bot.dialogs.used import month_line
from core.charting.chart import View
from core.history.model import Known
from core.history.stretch import YEAR, Stretch, summary, year_on_year
from core.values import Energy, Money, Period
from core.year_ago import Change, Used, change_of, year_ago

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from bot.dialogs.chart_asked import Asked
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.charting.build import Cut
    from core.charting.chart import Chart
    from core.history.view import UseByMeter
    from core.values import Value

ROWS = 4
"""Meters that are told of one by one; the others together."""
_TOLD = {Change.LESS: "less", Change.MORE: "more", Change.SAME: "same"}


def energy_said(opened: Opened, asked: Asked, given: Cut, today: date, tail: str = "") -> list[Phrase]:
    """The newest month or the year asked for, then what the months of the picture have in common."""
    if asked.view is View.YEARS:
        given = replace(given, stretch=Stretch(given.stretch.last.shift(1 - YEAR), given.stretch.last))
    return [*_first(opened, asked, given, today, tail), *_months(asked, given, today)]


def _first(opened: Opened, asked: Asked, given: Cut, today: date, tail: str) -> Iterator[Phrase]:
    if asked.year:
        yield say("chart-year-head", account=opened.account, year=str(asked.year))
        yield _against(given, "chart-year-all", year=True)
        return
    now = given.uses[max(period for period in given.uses if period <= given.stretch.last)]
    before = given.uses.get(now.period.shift(-YEAR))
    found = year_ago(Used.of(now), None if before is None else Used.of(before))
    yield from month_line(opened, found, today, tail)


def _months(asked: Asked, given: Cut, today: date) -> Iterator[Phrase]:
    months = given.months
    if len(months) < 2:
        yield from () if asked.named else [say("chart-one")]
        return
    found = summary(months, Period.of(today))
    if found.average is not None:
        yield _on_picture(asked, given.stretch, rounded(found.average))
    if found.greatest and found.least and found.greatest.total > found.least.total:
        yield say(
            "chart-most",
            month=found.greatest.period, greatest=found.greatest.total,
            period=found.least.period, least=found.least.total,
        )  # fmt: skip
    if months and not asked.year:
        yield _against(given, "chart-total", year=False)
    yield from _known(given)
    changed = [period for period in given.stretch if period in given.changes]
    if changed:
        yield say("chart-prices", month=changed[-1])


def _on_picture(asked: Asked, stretch: Stretch, average: Energy) -> Phrase:
    if asked.view is View.YEARS:
        return say("chart-years", average=average)
    if asked.year:
        return say("chart-mean", average=average)
    return say("chart-months", older=stretch.first, newer=stretch.last, average=average)


def _against(given: Cut, alone: str, *, year: bool) -> Phrase:
    """All months against those a year before, where each of them is known."""
    total = Energy(sum(month.total.watt_hours for month in given.months))
    both = year_on_year(given.months, given.uses)
    if both.months == len(given.months):
        change, share = change_of(both.now.watt_hours, both.before.watt_hours)
        if change in _TOLD:
            told = f"chart-year-{_TOLD[change]}" if year else f"chart-total-{_TOLD[change]}"
            return say(told, energy=total, share=share)
    return say(alone, energy=total)


def _known(given: Cut) -> Iterator[Phrase]:
    """How many months are known otherwise than by readings, or not at all."""
    ways = [month.known for month in given.months]
    counts = {
        "chart-calculated": ways.count(Known.CALCULATED),
        "chart-spread": ways.count(Known.SPREAD),
        "chart-missing": len(given.stretch) - len(ways),
    }
    yield from (say(key, count=count) for key, count in counts.items() if count)


def outlook_said(chart: Chart) -> Iterator[Phrase]:
    """The forecast that the picture shows, if it does."""
    ahead = chart.outlook
    if ahead is not None:
        total, low, high = (rounded(Energy(part)) for part in (sum(ahead.parts), ahead.low, ahead.high))
        if low == high:
            yield say("chart-outlook-settled", month=ahead.period, energy=total)
        else:
            yield say("chart-outlook", month=ahead.period, energy=total, low=low, high=high)


def money_said(opened: Opened, given: Cut) -> Iterator[Phrase]:
    """What the newest bill came to, and the months of the picture."""
    paid = given.paid
    period, kopecks = paid[-1]
    yield say("chart-money-head", account=opened.account, period=period, charged=Money(kopecks))
    base = given.costs.get(period.shift(-YEAR))
    change, share = change_of(kopecks, base) if base else (Change.UNKNOWN, 0)
    if change in _TOLD:
        yield say(f"chart-money-{_TOLD[change]}", share=share)
    if len(paid) == 1:
        return
    sums = [amount for _, amount in paid]
    mean = Money((2 * sum(sums) + len(sums)) // (2 * len(sums)))
    yield say("chart-money-months", older=given.stretch.first, newer=given.stretch.last, mean=mean)
    top, bottom = max(paid, key=lambda one: one[1]), min(paid, key=lambda one: one[1])
    if top[1] > bottom[1]:
        yield say(
            "chart-money-most", month=top[0], top=Money(top[1]), period=bottom[0], bottom=Money(bottom[1])
        )
    yield say("chart-money-total", total=Money(sum(sums)))


def meters_said(opened: Opened, found: UseByMeter, names: Mapping[str, str], wanted: int) -> Iterator[Phrase]:
    """The greatest meters one by one, the others together."""
    total = Energy(sum(one.total.watt_hours for one in found.meters))
    values: dict[str, Value] = {"older": found.stretch.first, "newer": found.stretch.last}
    yield say("chart-meters-head", account=opened.account, energy=total, **values)
    for one in found.meters[:ROWS]:
        yield say("chart-meters-row", tail=names[one.meter.serial], energy=one.total)
    rest = found.meters[ROWS:]
    if rest:
        energy = Energy(sum(one.total.watt_hours for one in rest))
        yield say("chart-meters-more", count=len(rest), energy=energy)
    if found.short and len(found.stretch) < wanted:
        yield say("chart-short", count=len(found.stretch))


def none_said(opened: Opened, asked: Asked, *, automatic: bool) -> Phrase:
    """Why there is nothing to show, and what helps."""
    account = opened.account
    if asked.view is View.MONEY:
        return say("chart-none-money", account=account)
    if asked.first is not None and asked.last is not None:
        return say("chart-none-months", account=account, older=asked.first, newer=asked.last)
    if opened.card.account.closed:
        return say("chart-none-closed", account=account)
    return say("chart-none-automatic" if automatic else "used-none", account=account)
