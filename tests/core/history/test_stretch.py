"""Stretches of months, their figures for captions, and where prices changed."""

from __future__ import annotations

from datetime import date

import pytest

from core.history.billed import MonthCost
from core.history.model import Known, MonthUse
from core.history.prices import price_changes
from core.history.stretch import Stretch, summary, year_on_year
from core.history.view import seen
from core.tariffs import TariffRow, Zone
from core.values import Energy, Money, Period

NOV = Period(2026, 11)


def use(back, wh, known=Known.TAKEN):
    """A month so many back from November 2026."""
    return MonthUse(NOV.shift(-back), ((Zone.ALL, Energy(wh)),), known)


def test_a_stretch_is_whole_months():
    stretch = Stretch(Period(2025, 11), Period(2026, 2))
    assert list(map(str, stretch)) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert len(stretch) == 4
    assert Period(2025, 12) in stretch
    assert Period(2026, 3) not in stretch
    assert list(Stretch(NOV, NOV.shift(-3))) == []


def test_figures_of_whole_known_months():
    """Of 90, 91 and 45 the open month is no part of the average, the gap is no zero."""
    months = [use(4, 90), use(2, 91), use(1, 90), use(0, 45)]
    found = summary(months, NOV)
    assert (found.known, found.total, found.average) == (4, Energy(316), Energy(90))
    assert (found.least.period, found.greatest.period) == (NOV.shift(-4), NOV.shift(-2))
    assert summary([use(2, 1), use(1, 2)], NOV).average == Energy(2)  # half up


def test_figures_of_nothing():
    assert summary([], NOV) == summary([], NOV.shift(1))
    found = summary([use(0, 45)], NOV)
    assert (found.known, found.average, found.least, found.greatest) == (1, None, None, None)


def test_year_on_year_compares_what_is_known_both_times():
    before = {one.period: one for one in (use(13, 100), use(14, 70, Known.CALCULATED), use(15, 50))}
    now = [use(1, 120), use(2, 80), use(3, 60, Known.CALCULATED), use(4, 1)]
    found = year_on_year(now, before)
    assert (found.months, found.now, found.before) == (1, Energy(120), Energy(100))
    assert year_on_year([], before).months == 0


@pytest.mark.parametrize(
    ("backs", "wanted", "first", "last"),
    [
        (range(1, 30), 12, 12, 1),
        (range(30), 12, 11, 0),  # this month is known already
        (range(1, 5), 12, 4, 1),  # nothing is known before
        (range(2, 30), 12, 13, 2),  # last month is not billed yet
        (range(5, 30), 12, 12, 1),  # months that are missing show
        ((1, 8), 12, 8, 1),
        ((), 12, 1, 1),
    ],
)
def test_which_months_are_seen(backs, wanted, first, last):
    found = seen([use(back, 1) for back in sorted(backs, reverse=True)], (), NOV, wanted)
    assert found.stretch == Stretch(NOV.shift(-first), NOV.shift(-last))


def test_a_closed_account_ends_with_its_last_month():
    months = [use(back, 1) for back in range(40, 20, -1)]
    assert seen(months, (), NOV, 12, closed=True).stretch == Stretch(NOV.shift(-32), NOV.shift(-21))


def test_the_year_before_is_apart():
    months = [use(back, back) for back in range(40, 0, -1)]
    costs = [MonthCost(one.period, Money(1)) for one in months]
    found = seen(months, costs, NOV, 12)
    assert [one.period for one in found.months] == [one.period for one in found.costs] == list(found.stretch)
    assert [one.total.watt_hours for one in found.before] == list(range(24, 12, -1))
    assert len(found.costs_before) == 12


def test_costs_alone_make_a_stretch():
    found = seen((), [MonthCost(NOV.shift(-2), Money(-5))], NOV, 12)
    assert (found.stretch, len(found.costs)) == (Stretch(NOV.shift(-2), NOV.shift(-2)), 1)


def row(first, last, price, zone="all", upto=0):
    to = date.fromisoformat(last) if last else None
    return TariffRow(date.fromisoformat(first), to, Zone(zone), upto, price, "")


def test_a_new_price_marks_its_month():
    rows = [
        row("2025-01-01", "2025-06-30", 500),
        row("2025-07-01", "2025-12-31", 600),
        row("2026-01-01", "2026-06-30", 600),  # goes on
        row("2026-01-01", "2026-06-30", 900, "night"),
        row("2026-07-15", None, 600, upto=3_900_000),
        row("2026-07-15", None, 700),
    ]
    assert price_changes(rows, (Zone.ALL,)) == {Period(2025, 7), Period(2026, 7)}
    assert price_changes(rows[::-1], (Zone.ALL,)) == {Period(2025, 7), Period(2026, 7)}
    assert price_changes(rows, (Zone.PEAK,)) == price_changes([], (Zone.ALL,)) == frozenset()
