"""Sums to pay, in whole kopecks: what is suggested, what fits, parts that make the whole."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.accounts import Balance, Due
from core.payments.amounts import PayRules, parts, pieces, suggest
from core.payments.model import FINAL
from core.payments.reasons import CLASSES, Reason, reason_of
from core.payments.shown import dues_less_paid, less_paid
from core.payments.states import FOLLOWS, may
from core.values import Money, Period

NONE = Money(0)
KOPECKS = st.integers(0, 10**9)


def balance(debt=231090, advance=0, overdue=125040, penalty=5000):
    """As billing says."""
    return Balance(
        date(2026, 11, 8), Money(debt), Money(advance), Money(overdue), Money(penalty),
        date(2026, 10, 16), date(2026, 11, 15),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "everything", "bare"),
    [
        (balance(), 231090, 226090),
        (balance(penalty=0), 231090, None),
        (balance(advance=31090), 200_000, 195_000),
        (balance(debt=5000, overdue=5000), 5000, None),
        (balance(debt=0, advance=500, overdue=0, penalty=0), 0, None),
    ],
)
def test_what_is_suggested(said, everything, bare):
    found = suggest(said, NONE)
    assert (found.all.kopecks, found.bare and found.bare.kopecks) == (everything, bare)
    assert found.as_of == said.as_of


@given(KOPECKS, st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(sum))
def test_fault_12_parts_make_the_whole(total, weights):
    found = parts(Money(total), weights)
    assert sum(one.kopecks for one in found) == total
    for share, weight in zip(found, weights, strict=True):
        assert abs(share.kopecks * sum(weights) - total * weight) < sum(weights)
    assert parts(Money(total), weights) == found


@pytest.mark.parametrize(
    "wrong", [(Money(1), ()), (Money(1), (0, 0)), (Money(1), (2, -1)), (Money(-1), (1,))]
)
def test_parts_of_nothing_are_refused(wrong):
    with pytest.raises(ValueError, match="weights"):
        parts(*wrong)


@given(st.integers(100, 10**10))
def test_fault_22_too_much_at_once_goes_in_pieces(total):
    found = pieces(Money(total))
    assert sum(one.kopecks for one in found) == total
    assert max(one.kopecks for one in found) <= PayRules().most_card
    assert len(found) == 1 or (len(found) - 1) * PayRules().most_card < total


@given(KOPECKS, KOPECKS, st.integers(-(10**9), 10**9))
def test_what_is_shown_is_billings_balance_less_ours(debt, advance, paid):
    shown = less_paid(balance(debt, advance, debt // 2, debt // 3), Money(paid))
    assert shown.debt.kopecks - shown.advance.kopecks == debt - advance - paid
    assert min(shown.debt.kopecks, shown.advance.kopecks) >= 0
    assert shown.overdue.kopecks <= max(shown.debt.kopecks, debt // 2)
    assert shown.penalty.kopecks <= max(shown.debt.kopecks, 0)


def test_what_is_late_is_paid_first():
    shown = less_paid(balance(), Money(125040))
    assert (shown.overdue, shown.overdue_since, shown.due_on) == (NONE, None, date(2026, 11, 15))
    over = less_paid(balance(), Money(231190))
    assert (over.debt, over.advance, over.penalty, over.due_on) == (NONE, Money(100), NONE, None)


def test_dues_are_paid_in_the_order_of_their_days():
    dues = [
        Due(Period(2026, 11), date(2026, 11, day), Money(100), stage) for stage, day in ((2, 25), (1, 10))
    ]
    left = dues_less_paid(dues, Money(130))
    assert [(one.stage, one.amount.kopecks) for one in left] == [(2, 70)]
    assert dues_less_paid(dues, Money(-5)) == (dues[1], dues[0])


def test_final_states_have_no_next_one():
    assert {state for state, after in FOLLOWS.items() if not after} == FINAL
    assert not any(may(state, other) for state in FINAL for other in FOLLOWS)


def test_every_reason_of_the_contract_has_a_class():
    words = """3d_secure_failed call_issuer canceled_by_merchant card_expired country_forbidden deal_expired
    expired_on_capture expired_on_confirmation fraud_suspected general_decline identification_required
    insufficient_funds internal_timeout invalid_card_number invalid_csc issuer_unavailable
    payment_method_limit_exceeded payment_method_restricted permission_revoked unsupported_mobile_operator"""
    assert set(words.split()) <= set(CLASSES)
    assert reason_of("heat_death") is Reason.DECLINED
    assert set(CLASSES.values()) == set(Reason)


def test_fault_11_no_float_near_money():
    root = Path(__file__).parents[3]
    places = [
        *root.glob("core/payments/*.py"),
        *root.glob("payments/*.py"),
        *root.glob("storage/payment*.py"),
    ]
    assert len(places) > 15
    for path in (*places, root / "core/usecases/pay.py", root / "core/usecases/settle.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            used = isinstance(node, ast.Name) and node.id == "float"
            number = isinstance(node, ast.Constant) and isinstance(node.value, float)
            divided = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
            seconds = "session" in path.name or "settings" in path.name  # timeouts are seconds, not money
            assert seconds or not (used or number), f"{path}:{node.lineno}"
            assert not divided or "qr" in path.name or "pdf" in path.name or seconds, f"{path}:{node.lineno}"
