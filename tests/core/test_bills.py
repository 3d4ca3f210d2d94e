"""Bills: do they add up, what is behind a difference."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bills import Bill, Cause, Line, LineKind, by_kind, compare
from core.values import Energy, Money, Period

OCTOBER, SEPTEMBER = Period(2026, 10), Period(2026, 9)


def product(kind, title, kwh, price):
    """A line of `kwh` at `price` in kopecks per kWh."""
    return Line(LineKind(kind), title, Money(kwh * price), Energy(kwh * 1000), price * 1000)


def bill(*lines, period=OCTOBER, **sums):
    charged = sum(line.amount.kopecks for line in lines if line.kind is not LineKind.RECALCULATION)
    again = sum(line.amount.kopecks for line in lines if line.kind is LineKind.RECALCULATION)
    made = Bill(
        period, Money(1000), Money(charged), Money(700), Money(again), Money(5),
        Money(1000 + charged - 700 + again + 5), None, lines,
    )  # fmt: skip
    return replace(made, **{name: Money(kopecks) for name, kopecks in sums.items()})


OWN = product("own", "день", 100, 610)


def test_a_bill_that_adds_up():
    assert bill(OWN).adds_up
    assert bill(OWN).lines_add_up
    assert bill().lines_add_up


@pytest.mark.parametrize("name", ["opening", "charged", "paid", "recalculated", "penalty", "closing"])
def test_every_sum_counts(name):
    wrong = bill(OWN)
    wrong = replace(wrong, **{name: Money(getattr(wrong, name).kopecks + 1)})
    assert not wrong.adds_up


def test_lines_that_are_not_what_was_charged():
    assert not bill(OWN, charged=61_001, closing=61_306).lines_add_up
    again = Line(LineKind.RECALCULATION, "Перерасчёт", Money(-500))
    assert bill(OWN, again).lines_add_up
    assert not bill(OWN, again, recalculated=-501).lines_add_up


def test_kinds_together():
    night = product("own", "ночь", 50, 390)
    common = product("common", "ОДН", 3, 610)
    again = Line(LineKind.RECALCULATION, "Перерасчёт", Money(-1), reason="раз")
    once_more = Line(LineKind.RECALCULATION, "Перерасчёт", Money(-2), reason="два")
    found = by_kind((OWN, night, common, again, once_more))
    assert [(line.kind.value, line.amount.kopecks) for line in found] == [
        ("own", 61_000 + 19_500), ("common", 1_830), ("recalculation", -1), ("recalculation", -2)
    ]  # fmt: skip
    assert found[0].energy == Energy(150_000)
    assert found[0].price is None


BEFORE = bill(OWN, product("common", "ОДН", 3, 610), period=SEPTEMBER)


def against(*lines, before=BEFORE):
    found = compare(bill(*lines), before)
    return found.cause, found.more.kopecks, found.energy.watt_hours


COMMON = product("common", "ОДН", 3, 610)
DIFFERENCES = [
    ((product("own", "день", 162, 610), COMMON), Cause.USAGE, 62 * 610, 62_000),
    ((product("own", "день", 90, 610), COMMON), Cause.USAGE, -6_100, -10_000),
    ((product("own", "день", 100, 700), product("common", "ОДН", 3, 700)), Cause.PRICE, 103 * 90, 0),
    ((product("own", "день", 162, 700), product("common", "ОДН", 3, 700)), Cause.BOTH,
     165 * 700 - 103 * 610, 62_000),
    ((product("own", "день", 95, 700), product("common", "ОДН", 3, 700)), Cause.PRICE_AGAINST,
     98 * 700 - 103 * 610, -5_000),
    ((product("own", "день", 162, 600), product("common", "ОДН", 3, 600)), Cause.USAGE_AGAINST,
     165 * 600 - 103 * 610, 62_000),
    ((product("own", "день", 100, 610), product("own", "день, II", 20, 872), COMMON), Cause.RANGE,
     20 * 872, 20_000),
    ((OWN, COMMON), Cause.SAME, 0, 0),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "cause", "more", "energy"), DIFFERENCES)
def test_what_is_behind_a_difference(lines, cause, more, energy):
    assert against(*lines) == (cause, more, energy)


NOT_EXPLAINED = [
    (OWN, COMMON, Line(LineKind.OTHER, "Разное", Money(100))),
    (OWN, COMMON, Line(LineKind.BENEFIT, "Льгота", Money(-100))),
    (Line(LineKind.OWN, "день", Money(70_000)), COMMON),
    (replace(OWN, amount=Money(70_000)), COMMON),
    (product("own", "пик", 100, 700), product("common", "ОДН", 3, 700)),
]


@pytest.mark.parametrize("lines", NOT_EXPLAINED)
def test_what_the_lines_do_not_prove_is_not_said(lines):
    assert against(*lines)[0] is Cause.UNKNOWN


def test_without_lines_only_the_difference_is_known():
    now, before = bill(charged=500), bill(period=SEPTEMBER, charged=300)
    assert compare(now, before).cause is Cause.UNKNOWN
    assert compare(now, before).more == Money(200)


def test_only_the_month_before_is_compared_with():
    assert compare(bill(OWN), None) is None
    assert compare(bill(OWN), bill(OWN, period=Period(2026, 8))) is None


@given(*[st.integers(0, 500)] * 2, *[st.integers(100, 900)] * 2)
def test_a_named_cause_is_true_to_its_direction(kwh, old_kwh, price, old_price):
    found = compare(
        bill(product("own", "день", kwh, price)),
        bill(product("own", "день", old_kwh, old_price), period=SEPTEMBER),
    )
    energy, more = found.energy.watt_hours, found.more.kopecks
    if found.cause in {Cause.USAGE, Cause.BOTH, Cause.USAGE_AGAINST, Cause.RANGE}:
        assert energy * more > 0
    if found.cause in {Cause.PRICE, Cause.BOTH, Cause.PRICE_AGAINST}:
        assert (price - old_price) * more > 0
    if found.cause is Cause.PRICE:
        assert energy == 0
    if found.cause is Cause.USAGE_AGAINST:
        assert (price - old_price) * more < 0
