"""A month against the same month a year ago, and when nothing may be said of it."""

from __future__ import annotations

from datetime import date

import pytest

from core.meters import Meter, Source, Taken
from core.tariffs import Zone
from core.values import Display, Energy, Period
from core.year_ago import Change, Used, by_readings, calculated, year_ago

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


def meter(serial="1", zones=("all",), **more):
    facts = {"installed_on": date(2019, 4, 16), "removed_on": None, "ratio": 1} | more
    return Meter(
        serial, "", "", tuple(map(Zone, zones)), 5, 0, facts["ratio"], facts["installed_on"],
        facts["removed_on"], None, automatic=False,
    )  # fmt: skip


def read(day, *shown, source=Source.SUBSCRIBER):
    return Taken(date.fromisoformat(day), source, tuple(map(Display, shown)))


ONE = (meter(), [read("2026-10-20", 15_282), read("2026-09-20", 15_144)])
TWO = (meter("2", ("day", "night"), ratio=10), [read("2026-10-21", 500, 210), read("2026-09-20", 450, 200)])
OLD = (meter("3", removed_on=date(2026, 10, 10)), [read("2026-10-10", 9100), read("2026-09-20", 9050)])
NEW = (meter("4", installed_on=date(2026, 10, 10)), [read("2026-10-25", 80), read("2026-10-10", 0)])


@pytest.mark.parametrize(
    ("meters", "kwh", "replaced"),
    [
        ([ONE], 138, False),
        ([ONE, TWO], 138 + 600, False),
        ([OLD, NEW], 50 + 80, True),
        ([(meter("5", removed_on=date(2026, 1, 1)), []), ONE], 138, False),
        ([(meter("6", installed_on=date(2026, 11, 3)), []), ONE], 138, False),
    ],
)
def test_all_meters_that_were_in_place_are_added(meters, kwh, replaced):
    assert by_readings(meters, OCTOBER) == used(kwh, replaced=replaced)


@pytest.mark.parametrize(
    "history",
    [
        [],
        [read("2026-10-20", 15_282)],
        [read("2026-10-20", 15_282), read("2026-08-20", 15_144)],
        [read("2026-10-20", 15_282, source=Source.CALCULATED), read("2026-09-20", 15_144)],
        [read("2026-10-20", 100), read("2026-09-20", 15_144)],
        [read("2026-10-20", 100, 200), read("2026-09-20", 15_144)],
    ],
)
def test_a_month_without_a_pair_of_taken_readings_is_unknown(history):
    assert by_readings([ONE, (meter("9"), history)], OCTOBER) is None


def test_a_month_nobody_read_is_calculated():
    guessed = read("2026-10-31", 15_300, source=Source.CALCULATED)
    assert calculated([(meter(), [guessed])], OCTOBER)
    assert not calculated([(meter(), [guessed, read("2026-10-20", 15_282)])], OCTOBER)
    assert not calculated([(meter(), [])], OCTOBER)
