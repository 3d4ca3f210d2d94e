"""The penalty of article 155 part 14, by hand and by its properties."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.penalty import PenaltyRule, Rate, RateTable, Tranche, Unknown, accrued, forecast, rounded, share
from core.values import Money
from sandbox.demo.ledger import Ledger
from sandbox.demo.rates import rate_rows

LAW = PenaltyRule()
DUE = date(2026, 4, 15)
NINE_AND_A_HALF = (Rate(date(2026, 1, 1), None, 950),)
KEY_RATES = tuple(
    Rate(date.fromisoformat(a), date.fromisoformat(b) if b else None, int(rate.replace(",", "")))
    for a, b, rate in rate_rows()
)


def after(days, kopecks=1_000_000, rates=NINE_AND_A_HALF, rule=LAW, due=DUE):
    """Penalty in kopecks of 10 000 roubles paid so many days after the due date."""
    found = forecast(
        [Tranche(due, Money(kopecks))], due + timedelta(days=1), due + timedelta(days=days), rates, rule
    )
    return found if isinstance(found, Unknown) else found.kopecks


# 10 000,00 roubles at 9.5 %: a day of 1/300 costs 10 000 * 0.095 / 300 = 3,1666…, one of 1/130 7,3076…
BY_HAND = {
    0: 0,  # paid on the due date
    1: 0,
    30: 0,  # the last free day
    31: 317,  # 3,1666…
    32: 633,
    60: 9500,  # 30 days of 1/300: 10 000 * 0.095 / 10
    90: 19000,  # 60 days of 1/300
    91: 19731,  # + 7,3076…
    96: 23385,  # + 6 * 7,3076… = 43,846…
    220: 114_000,  # + 130 days of 1/130 = a whole 9.5 %: 190,00 + 950,00
}


@pytest.mark.parametrize(("days", "kopecks"), BY_HAND.items())
def test_by_hand(days, kopecks):
    assert after(days) == kopecks


def test_the_cap_holds_until_the_end_of_2026_and_nothing_is_guessed_after_it():
    due = date(2026, 10, 15)
    high = (Rate(date(2026, 9, 14), None, 1400),)
    capped = forecast([Tranche(due, Money(1_000_000))], due, date(2026, 12, 31), high, LAW)
    # 15 November is day 31, 31 December day 77: 47 days of 1/300 at 9.5 %.
    assert capped == Money(14883)
    assert forecast([Tranche(due, Money(1_000_000))], due, date(2027, 1, 1), high, LAW) == Unknown(
        date(2027, 1, 1)
    )


def test_a_cap_that_is_said_to_be_none_lets_the_key_rate_count():
    free = PenaltyRule(caps=(Rate(date(2027, 1, 1), None, 0),))
    high = (Rate(date(2026, 9, 14), None, 1400),)
    assert after(31, rates=high, rule=free, due=date(2027, 1, 10)) == 467  # 10 000 * 0.14 / 300 = 4,666…


def test_a_day_without_a_key_rate_is_named():
    until = (Rate(date(2026, 1, 1), DUE + timedelta(days=40), 950),)
    assert after(40, rates=until) == after(40)
    assert after(41, rates=until) == Unknown(DUE + timedelta(days=41))


def test_rates_change_on_their_first_day_and_after_their_last_unless_that_is_the_end_of_time():
    rates = (Rate(date(2026, 1, 1), date(2026, 3, 31), 950), Rate(date(2026, 4, 1), date.max, 800))
    assert RateTable(rates, PenaltyRule(caps=())).changes == {date(2026, 1, 1), date(2026, 4, 1)}


def test_each_day_at_its_own_rate_or_all_at_that_of_the_payment():
    first, last = DUE + timedelta(days=1), DUE + timedelta(days=50)
    rates = (Rate(date(2026, 1, 1), DUE + timedelta(days=40), 900), Rate(DUE + timedelta(days=41), None, 600))
    debt = Tranche(DUE, Money(3_000_000))
    # 30 000 roubles: 10 days at 9 % / 300 are 90,00, 10 days at 6 % / 300 are 60,00.
    assert forecast([debt], first, last, rates, LAW) == Money(15_000)
    assert forecast([debt], first, last, rates, PenaltyRule(by_payment_day=True)) == Money(12_000)


@pytest.mark.parametrize("asked", [41, 60, 95])
def test_by_the_day_of_payment_the_first_day_of_what_is_not_known_is_named(asked):
    """The day before it is the last that a forecast can be made for, however far ahead was asked."""
    by_payment = PenaltyRule(by_payment_day=True)
    until = (Rate(date(2026, 1, 1), DUE + timedelta(days=40), 950),)
    assert after(asked, rates=until, rule=by_payment) == Unknown(DUE + timedelta(days=41))
    assert after(40, rates=until, rule=by_payment) == 3167
    later = (*until, Rate(DUE + timedelta(days=80), DUE + timedelta(days=90), 950))
    first = 81 + 10 if asked == 95 else 41
    assert after(asked, rates=later, rule=by_payment) == Unknown(DUE + timedelta(days=first))
    assert after(asked, rates=(), rule=by_payment) == Unknown(LAW.caps[0].valid_from)


def test_each_part_has_its_own_days():
    parts = [Tranche(DUE, Money(1_000_000)), Tranche(DUE + timedelta(days=61), Money(1_000_000))]
    last = DUE + timedelta(days=91)
    assert forecast(parts, DUE, last, NINE_AND_A_HALF, LAW) == Money(19731)  # the second is on day 30
    assert forecast(parts, DUE, last + timedelta(days=1), NINE_AND_A_HALF, LAW) == Money(20778)


def test_rounding_is_half_up_and_once():
    assert [rounded(Fraction(n, 2)).kopecks for n in (0, 1, 2, 3)] == [0, 1, 1, 2]
    parts = [Tranche(DUE, Money(1))] * 40
    whole = forecast(parts, DUE, DUE + timedelta(days=60), NINE_AND_A_HALF, LAW)
    assert whole == forecast([Tranche(DUE, Money(40))], DUE, DUE + timedelta(days=60), NINE_AND_A_HALF, LAW)


def test_the_demo_billing_comes_to_the_same():
    """A second implementation, that of the demo's ledger, on the real table of key rates."""
    due = date(2024, 2, 10)
    for days in (30, 31, 89, 90, 91, 250, 700):
        ledger = Ledger(penal=True)
        ledger.accrue(due)
        ledger.charge(0, due, 1_234_567)
        ledger.accrue(due + timedelta(days=days))
        assert after(days, 1_234_567, KEY_RATES, due=due) == ledger.take_penalty()


MONEY = st.integers(0, 10**9)
DAYS = st.integers(-5, 400)
TABLE = RateTable(KEY_RATES, LAW)
SPRING_2024 = date(2024, 4, 10)


def exact(kopecks, first, last):
    found = accrued(
        Tranche(SPRING_2024, Money(kopecks)),
        SPRING_2024 + timedelta(days=first),
        SPRING_2024 + timedelta(days=last),
        TABLE,
        LAW,
    )
    assert isinstance(found, Fraction)
    return found


@given(MONEY, DAYS, DAYS)
def test_later_is_never_cheaper(kopecks, one, other):
    sooner, later = sorted((one, other))
    assert exact(kopecks, 1, sooner) <= exact(kopecks, 1, later)


@given(MONEY, DAYS, DAYS, DAYS)
def test_days_add_up_however_they_are_cut(kopecks, one, other, third):
    first, middle, last = sorted((one, other, third))
    assert exact(kopecks, first, middle) + exact(kopecks, middle + 1, last) == exact(kopecks, first, last)


@given(MONEY, st.integers(-5, 30))
def test_nothing_in_the_first_thirty_days(kopecks, days):
    assert exact(kopecks, -100, days) == 0


@given(MONEY, MONEY, DAYS)
def test_sums_add_up(one, other, days):
    assert exact(one, 1, days) + exact(other, 1, days) == exact(one + other, 1, days)


@given(st.integers(-10, 1000))
def test_a_day_costs_nothing_a_three_hundredth_or_a_hundred_and_thirtieth(days):
    expected = Fraction(0) if days <= 30 else Fraction(1, 300) if days <= 90 else Fraction(1, 130)
    assert share(days, LAW) == expected
