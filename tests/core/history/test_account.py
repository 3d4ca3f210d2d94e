"""What an account used: all its meters, and the bill where they do not tell."""

from __future__ import annotations

import pytest

from core.history.account import of_account
from core.history.billed import BilledMonth, by_places, cost_of
from core.tariffs import Zone
from core.values import Energy, Money, Period
from tests.core.history.builders import KWH, WINDOW, meter, read, told

SEP, OCT, NOV = "2026-09-20", "2026-10-20", "2026-11-20"
ONE = (meter(), [read(SEP, 100), read(OCT, 238)])
TWO = (meter("2", ("day", "night"), ratio=10), [read(SEP, 450, 200), read(OCT, 500, 210)])
OLD = (meter("3", removed="2026-10-10"), [read(SEP, 9050), read("2026-10-10", 9100, source="inspector")])
NEW = (meter("4", installed="2026-10-10"), [read("2026-10-10", 0, source="inspector"), read(OCT, 80)])


def bill(*kwh):
    return tuple(None if one is None else Energy(one * KWH) for one in (*kwh, None, None, None)[:3])


def account(*read_, **billed):
    months = {Period.parse(name[1:].replace("_", "-")): bill(*kwh) for name, kwh in billed.items()}
    return of_account(read_, months, WINDOW)


CASES = {
    "one": ([ONE], {}, {"2026-10": ([138], "taken")}),
    "with another one": ([ONE, TWO], {}, {"2026-10": ([138, 500, 100], "taken")}),
    "replaced": ([OLD, NEW], {}, {"2026-10": ([130], "taken")}),
    "gone long ago": (
        [ONE, (meter("5", removed="2026-01-01"), [])], {}, {"2026-10": ([138], "taken")}
    ),
    "yet to come": (
        [ONE, (meter("6", installed="2026-11-03"), [])], {}, {"2026-10": ([138], "taken")}
    ),
    "put in this month, not read yet": (
        [ONE, (meter("6", installed="2026-10-15"), [read("2026-10-15", 1)])], {},
        {"2026-10": ([138], "taken")},
    ),
    "one is not read, the bill tells": (
        [ONE, (meter("7"), [])], {"b2026_10": (170,)}, {"2026-10": ([170], "billed")}
    ),
    "one is not read, no bill": ([ONE, (meter("7"), [])], {}, {}),
    "gone without a closing reading, the bill tells": (
        [(OLD[0], OLD[1][:1]), NEW], {"b2026_10": (125,)}, {"2026-10": ([125], "billed")}
    ),
    "readings before bills": ([ONE], {"b2026_10": (140,)}, {"2026-10": ([138], "taken")}),
    "bills before the first reading": (
        [ONE], {"b2026_09": (99,)}, {"2026-09": ([99], "billed"), "2026-10": ([138], "taken")}
    ),
    "one calculated": (
        [ONE, (meter("8"), [read(SEP, 0), read("2026-10-31", 50, source="calculated")])], {},
        {"2026-10": ([188], "calculated")},
    ),
    "the bill of a month with calculated readings only": (
        [(meter(), [read("2026-10-31", 50, source="calculated")])], {"b2026_10": (50,)},
        {"2026-10": ([50], "calculated")},
    ),
    "a bill without energy": ([(meter(), [])], {"b2026_10": ()}, {}),
    "no meter, by norm": ([], {"b2026_10": (120,)}, {"2026-10": ([120], "billed")}),
    "energy given back": ([(meter(), [])], {"b2026_10": (-12,)}, {"2026-10": ([-12], "billed")}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_months_of_an_account(case):
    read_, billed, expected = CASES[case]
    assert told(account(*read_, **billed)) == expected
    assert told(account(*read_[::-1], **billed)) == expected


def test_the_month_of_the_change_is_marked_whoever_tells_it():
    assert [month.replaced for month in account(OLD, NEW)] == [True]
    months = account(OLD, NEW, b2026_09=(100,), b2026_11=(90,))
    assert [(str(month.period), month.replaced) for month in months] == [
        ("2026-09", False), ("2026-10", True), ("2026-11", False),
    ]  # fmt: skip
    assert [month.replaced for month in account((OLD[0], []), b2026_10=(1,))] == [True]


ALL, DAY, NIGHT, PEAK, HALF = Zone.ALL, Zone.DAY, Zone.NIGHT, Zone.PEAK, Zone.HALFPEAK


@pytest.mark.parametrize(
    ("kwh", "zones", "expected"),
    [
        ((5,), (ALL,), {ALL: 5}),
        ((5, 0, 0), (ALL,), {ALL: 5}),
        ((5, 2), (DAY, NIGHT), {DAY: 5, NIGHT: 2}),
        ((5, 0, 0), (DAY, NIGHT), {DAY: 5, NIGHT: 0}),
        ((5, None, None), (DAY, NIGHT), {ALL: 5}),  # by norm
        ((None, 2), (DAY, NIGHT), {DAY: 0, NIGHT: 2}),
        ((1, 2, 3), (PEAK, HALF, NIGHT), {PEAK: 1, HALF: 3, NIGHT: 2}),
        ((1, 2, 0), (PEAK, HALF, NIGHT), {PEAK: 1, HALF: 0, NIGHT: 2}),
        ((7, 2), (ALL, DAY, NIGHT), {DAY: 7, NIGHT: 2}),  # a flat and a garage: the bill knows no better
        ((7, 2), (), {DAY: 7, NIGHT: 2}),
        ((None, None, None), (ALL,), {}),
    ],
)
def test_energy_of_a_bill_by_zone(kwh, zones, expected):
    found = by_places(bill(*kwh), zones)
    assert {zone: energy // KWH for zone, energy in found} == expected
    assert [zone for zone, _ in found] == list(expected)


@pytest.mark.parametrize(("charged", "again", "cost"), [(900, 0, 900), (900, -1_000, -100), (0, 0, 0)])
def test_the_cost_of_a_month_may_be_given_back(charged, again, cost):
    found = cost_of(Period(2026, 10), BilledMonth((), Money(charged), Money(again)))
    assert found.money == Money(cost)
