"""Since when which part of a debt is overdue."""

from __future__ import annotations

from datetime import date

from core.accounts import Balance, Due, StageState, stages
from core.penalty import Tranche
from core.tranches import tranches
from core.values import Money, Period

TODAY = date(2026, 11, 8)


def balance(debt, overdue=0, penalty=0, since=None, due_on=None):
    return Balance(TODAY, Money(debt), Money(0), Money(overdue), Money(penalty), since, due_on)


def due(month, day, amount, stage=1):
    return Due(Period.parse(month), date.fromisoformat(day), Money(amount), stage)


SEPTEMBER, OCTOBER = due("2026-09", "2026-10-15", 300), due("2026-10", "2026-11-15", 520)


def test_parts_are_those_that_billing_lists():
    assert tranches(balance(820, 300), (SEPTEMBER, OCTOBER)).parts == (
        Tranche(date(2026, 10, 15), Money(300)),
        Tranche(date(2026, 11, 15), Money(520)),
    )


def test_no_penalty_on_penalty():
    """The penalty of 20 stands in the newest part."""
    found = tranches(balance(820, 300, penalty=20), (SEPTEMBER, OCTOBER))
    assert [part.left.kopecks for part in found.parts] == [300, 500]
    apart = tranches(balance(840, 300, penalty=20), (SEPTEMBER, OCTOBER))
    assert [part.left.kopecks for part in apart.parts] == [300, 520]
    whole = tranches(balance(20, penalty=20), (due("2026-10", "2026-11-15", 20),))
    assert whole.parts == ()


def test_without_parts_the_assumption_is_named():
    since, due_on = date(2026, 10, 16), date(2026, 11, 15)
    found = tranches(balance(820, 320, penalty=20, since=since, due_on=due_on), ())
    assert found.parts == (Tranche(date(2026, 10, 15), Money(300)), Tranche(due_on, Money(500)))
    assert found.assumed_since == since


def test_what_is_not_late_needs_no_assumption():
    found = tranches(balance(500, due_on=date(2026, 11, 15)), ())
    assert found.parts == (Tranche(date(2026, 11, 15), Money(500)),)
    assert found.assumed_since is None


def test_overdue_since_nobody_knows_when():
    assert tranches(balance(500, 300), ()) is None


def test_stages_of_an_organisation():
    rows = (
        due("2026-10", "2026-11-05", 900, 3),
        due("2026-11", "2026-11-25", 400, 2),
        due("2026-11", "2026-12-18", 100, 3),
    )
    found = {(str(one.period), one.number): one.state for one in stages(rows, TODAY)}
    assert found == {
        ("2026-10", 1): StageState.PAID,
        ("2026-10", 2): StageState.PAID,
        ("2026-10", 3): StageState.LATE,
        ("2026-11", 1): StageState.PAID,
        ("2026-11", 2): StageState.NEXT,
        ("2026-11", 3): StageState.AHEAD,
    }
    assert stages((), TODAY) == ()
