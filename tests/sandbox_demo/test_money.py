"""Penalty, due dates and ranges of the demo follow the rules they illustrate."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sandbox.demo.bill import make_bill
from sandbox.demo.ledger import Ledger
from sandbox.demo.months import Span, due_on, index
from sandbox.demo.named_customers import named_customers
from sandbox.demo.rates import penalty_rates

SPAN = Span(date(2026, 11, 20), 36)
DUE = date(2026, 1, 10)


def penalty(days, kopecks=100_000_000, due=DUE):
    ledger = Ledger(penal=True)
    ledger.accrue(due)
    ledger.charge(index(2025, 12), due, kopecks)
    ledger.accrue(due + timedelta(days=days))
    return ledger.take_penalty()


@pytest.mark.parametrize(
    ("days", "parts"),
    [(30, 0), (31, 1 / 300), (90, 60 / 300), (91, 60 / 300 + 1 / 130), (92, 60 / 300 + 2 / 130)],
)
def test_penalty_begins_on_day_31_and_grows_on_day_91(days, parts):
    assert penalty(days) == round(100_000_000 * 0.095 * parts)


def test_penalty_is_the_same_however_the_days_are_cut():
    ledger = Ledger(penal=True)
    ledger.accrue(DUE)
    ledger.charge(index(2025, 12), DUE, 100_000_000)
    for days in (5, 30, 31, 44, 90, 91, 120):
        ledger.accrue(DUE + timedelta(days=days))
    assert ledger.take_penalty() == penalty(120)


def test_the_cap_of_the_rate_ends_with_2026():
    assert list(penalty_rates(date(2026, 12, 30), date(2027, 1, 2))) == [
        (date(2026, 12, 30), date(2026, 12, 31), 950),
        (date(2027, 1, 1), date(2027, 1, 2), 1400),
    ]
    assert [rate for *_, rate in penalty_rates(date(2023, 8, 10), date(2023, 8, 20))] == [850, 950]


def test_payments_go_to_the_oldest_bill_and_last_to_the_penalty():
    ledger = Ledger(penal=True)
    for month in (0, 1):
        ledger.charge(index(2026, month + 1), due_on(index(2026, month + 1)), 1_000)
    ledger.penalty = 70
    ledger.pay(date(2026, 3, 1), 1_500)
    assert [(bill.month, bill.left) for bill in ledger.bills] == [(index(2026, 2), 500)]
    assert ledger.penalty == 70
    ledger.pay(date(2026, 3, 1), 600)
    assert (ledger.bills, ledger.penalty, ledger.advance, ledger.owed) == ([], 0, 30, -30)
    ledger.charge(index(2026, 3), due_on(index(2026, 3)), 100)
    assert ledger.owed == 70


def test_organisations_have_no_penalty():
    ledger = Ledger(penal=False)
    ledger.accrue(DUE)
    ledger.charge(index(2025, 12), DUE, 100_000_000)
    ledger.accrue(DUE + timedelta(days=200))
    assert ledger.take_penalty() == 0


def test_bills_are_due_on_the_15th_since_march_2026():
    assert due_on(index(2026, 2)) == date(2026, 3, 10)
    assert due_on(index(2026, 3)) == date(2026, 4, 15)
    assert due_on(index(2026, 12)) == date(2027, 1, 15)


@pytest.mark.parametrize(
    ("month", "ranges"),
    [(index(2026, 1), {"I": 3900, "II": 2100, "III": 1500}), (index(2024, 12), {"": 7500})],
)
def test_energy_is_shared_over_the_ranges(month, ranges):
    customer = next(c for c in named_customers(SPAN) if c.number.endswith("1022"))
    bill = make_bill(customer, month, 0, {"day": 5_000_000, "night": 2_500_000})
    found = {}
    for line in bill.lines:
        _, _, kind, title, kwh, *_ = line.split(";")
        assert kind == "own"
        name = title.rpartition("диапазон ")[2] if "диапазон" in title else ""
        found[name] = found.get(name, 0) + int(kwh)
    assert found == ranges
    assert bill.energy == [5_000_000, 2_500_000, None]


def test_a_correction_below_the_average_is_a_recalculation():
    customer = named_customers(SPAN)[0]
    bill = make_bill(customer, index(2026, 5), 5, {"all": -40_000})
    assert [line.split(";")[2] for line in bill.lines] == ["recalculation", "common"]
    assert bill.recalculated < 0 < bill.charged
    assert bill.energy == [0, None, None]


def test_named_accounts_come_by_number():
    assert [customer.number for customer in named_customers(SPAN)] == sorted(
        customer.number for customer in named_customers(SPAN)
    )
