"""Which of our payments billing knows of: by number, by sum and day, by its answer, or because it is past."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.payments.matching import How, Ours, Theirs, acknowledged
from core.payments.numbers import ledger_of, number_of

DAY = date(2026, 11, 10)


def day(shift):
    return DAY + timedelta(days=shift)


def ours(id_=1, kopecks=50_000, at=0, **other):
    return Ours(id_, f"pay-{id_}", kopecks, day(at), **{"known": False, **other})


@pytest.mark.parametrize("name", [number_of(1), number_of(1).replace("-", " "), "pay-1"])
def test_by_our_number_whatever_the_day_and_sum(name):
    rows = [Theirs(day(20), 1, name)]
    assert acknowledged([ours(), ours(2)], rows, None) == {1: How.NUMBER}


@pytest.mark.parametrize(("shift", "found"), [(0, True), (3, True), (-3, True), (4, False), (-4, False)])
def test_by_sum_and_three_days(shift, found):
    assert acknowledged([ours()], [Theirs(day(shift), 50_000)], None) == ({1: How.SUM} if found else {})
    assert acknowledged([ours()], [Theirs(day(shift), 50_001)], None) == {}


def test_one_row_for_one_payment():
    pair = [ours(1), ours(2)]
    assert acknowledged(pair, [Theirs(DAY, 50_000)], None) == {1: How.SUM}
    assert acknowledged(pair, [Theirs(DAY, 50_000)] * 2, None) == {1: How.SUM, 2: How.SUM}
    known = [ours(1, known=True), ours(2)]
    assert acknowledged(known, [Theirs(DAY, 50_000)], None) == {}
    assert acknowledged(known, [Theirs(DAY, 50_000)] * 2, None) == {2: How.SUM}


def test_a_row_that_names_another_payment_is_not_taken():
    rows = [Theirs(DAY, 50_000, "ERIP-77"), Theirs(DAY, 50_000, number_of(9))]
    assert acknowledged([ours()], rows, None) == {}


def test_a_refund_is_a_payment_with_a_minus():
    assert acknowledged([ours(1, -700)], [Theirs(DAY, 700), Theirs(day(1), -700)], None) == {1: How.SUM}


def test_a_row_counts_when_the_balance_holds_its_day():
    rows = [Theirs(day(2), 50_000, number_of(1))]
    assert acknowledged([ours()], rows, day(1)) == {}
    assert acknowledged([ours()], rows, day(2)) == {1: How.NUMBER}


def test_an_answer_counts_with_the_next_balance():
    said = {"answer": "accepted"}
    assert acknowledged([ours(**said)], [], None) == {}
    assert acknowledged([ours(**said, answer_seen=True)], [], None) == {1: How.ANSWER}


@pytest.mark.parametrize(
    ("told", "until", "found"),
    [(None, 60, False), (1, 4, False), (1, 5, True), (20, 22, False), (20, 24, True)],
)
def test_held_until_billings_numbers_are_past_it(told, until, found):
    one = ours(told=None if told is None else day(told))
    assert acknowledged([one], [], day(until)) == ({1: How.PASSED} if found else {})


def test_what_billing_refused_is_never_taken_for_counted():
    assert acknowledged([ours(told=DAY, answer="refused")], [], day(99)) == {}


def test_numbers_lead_back_and_typing_errors_do_not():
    assert [ledger_of(number_of(n)) for n in (1, 17, 9_000_001)] == [1, 17, 9_000_001]
    assert ledger_of(number_of(17).lower().replace("-", "")) == 17
    for wrong in ("", "P", "P-", "17", number_of(17)[:-1] + "x"):
        assert ledger_of(wrong) == 0
