"""A month against the same month a year ago, and when nothing may be said of it."""

from __future__ import annotations

import pytest

from core.history.model import Known, MonthUse
from core.tariffs import Zone
from core.values import Energy, Period
from core.year_ago import Change, Used, year_ago

OCTOBER = Period(2026, 10)
KWH = 1000


def used(kwh, **more):
    return Used(OCTOBER, Energy(kwh * KWH), **more)


@pytest.mark.parametrize(
    ("now", "before", "change", "percent"),
    [
        (138, 157, Change.LESS, 12),
        (157, 138, Change.MORE, 14),
        (138, 138, Change.SAME, 0),
        (1000, 1004, Change.SAME, 0),
        (1000, 1005, Change.SAME, 0),
        (199, 200, Change.LESS, 1),
        (0, 157, Change.LESS, 100),
        (0, 0, Change.SAME, 0),
        (138, 0, Change.FROM_NOTHING, 0),
        (999 + 100, 100, Change.MORE, 999),
        (1100, 100, Change.FAR_MORE, 0),
    ],
)
def test_change(now, before, change, percent):
    found = year_ago(used(now), used(before))
    assert (found.change, found.percent) == (change, percent)


def test_half_a_percent_is_one():
    assert year_ago(used(201), used(200)).change is Change.MORE
    assert year_ago(used(995), used(1000)).percent == 1


def test_what_cannot_be_compared_is_not():
    assert year_ago(used(138), None).change is Change.UNKNOWN
    assert year_ago(used(138, calculated=True), used(157)).change is Change.CALCULATED
    assert year_ago(used(138), used(157, calculated=True)).change is Change.ONCE_CALCULATED


@pytest.mark.parametrize("known", Known)
def test_a_month_of_the_history(known):
    energy = ((Zone.DAY, Energy(90)), (Zone.NIGHT, Energy(48)))
    found = Used.of(MonthUse(OCTOBER, energy, known, replaced=True))
    assert found == Used(OCTOBER, Energy(138), calculated=known is Known.CALCULATED, replaced=True)
