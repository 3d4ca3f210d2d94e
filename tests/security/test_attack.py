"""The simulated attacker in a small town: nobody gets in, the bounds hold, honest people are served."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from bench.attack.__main__ import attack_of, measure, table
from bench.attack.bounds import bounds, codes_sent, of_accounts, one_time, typed
from bench.attack.month import Scale, run
from bench.attack.strategies import STRATEGIES
from bench.attack.town import Size
from core.limits import Limits
from core.usecases.receipts import CheckFact

SMALL = Scale(Size(300, office_codes=20), chats=25, days=4, newcomers=12, seed=7)
LIMITS = Limits()
OPEN = replace(
    LIMITS,
    failure_waits=(1,),
    failures_address_day=10_000,
    failures_account_day=10_000,
    failures_phone_day=10_000,
    failures_address_month=10_000,
    failures_account_month=10_000,
    failures_phone_month=10_000,
    guard_percent=0,
    breaker_percent=0,
)
"""No limits to speak of."""


@pytest.mark.parametrize("name", STRATEGIES)
def test_nobody_gets_in_and_honest_people_do(name):
    (row,) = measure(SMALL, LIMITS, [name])
    found = row.outcome
    assert found.attack["linked"] == 0
    assert found.unproven == 0
    assert found.honest["linked"] == found.honest["came"] == SMALL.newcomers
    assert found.seen == found.looked > 0
    assert row.sound


@pytest.mark.parametrize("name", ["one code, many accounts", "many codes, one account", "switching facts"])
def test_no_more_answers_than_the_chats_have(name):
    found = run(SMALL, LIMITS, STRATEGIES[name]).attack
    assert 0 < found["attempts"] - found["proven"] <= typed(LIMITS, attack_of(SMALL))


def test_codes_and_money_of_pumping_stay_within_the_bound():
    found = run(SMALL, LIMITS, STRATEGIES["SMS pumping"])
    assert found.codes <= codes_sent(LIMITS, attack_of(SMALL), 50)
    assert found.money == found.codes * LIMITS.part_price
    assert found.alarms["code-breaker-opened"] > 0


def test_guessing_raises_an_alarm():
    scale = replace(SMALL, chats=60, days=2)
    assert run(scale, LIMITS, STRATEGIES["one code, many accounts"]).alarms["guessing"] >= 1


def test_without_limits_and_with_short_codes_the_attacker_gets_in():
    """The simulation sees a break-in when there is one."""
    scale = replace(SMALL, size=replace(SMALL.size, receipt_digits=3), days=1, newcomers=0)
    assert run(scale, OPEN, STRATEGIES["one code, many accounts"]).attack["linked"] > 0


def test_neighbours_get_in_where_no_phone_is_asked_of_billing(monkeypatch):
    """Why meter and payment need a phone on record."""
    monkeypatch.setattr(
        "bench.attack.people.CheckFact", lambda keys, limits: CheckFact(keys, limits, meter_needs_phone=False)
    )
    assert run(replace(SMALL, newcomers=0), OPEN, STRATEGIES["neighbours"]).attack["linked"] > 0


def test_bounds_by_hand():
    """1,000 chats, 10,000 accounts, 30 days; four accounts in ten without a phone; defaults."""
    attack = attack_of(Scale(Size()))
    assert typed(LIMITS, attack) == 1_000 * 20
    assert of_accounts(LIMITS, attack, 10) == 10 * 100
    assert one_time(LIMITS, attack, 100) == 100 * 30
    found = bounds(LIMITS, attack)
    assert found["one code, many accounts"].chance == 20_000 * Fraction(2, 10**6) * (
        Fraction(4, 10) + Fraction(6, 10) * Fraction(30, 10**6)
    )
    assert found["stolen bills"].chance == Fraction(3_000, 10**6)
    assert found["made-up links"].chance < Fraction(1, 10**27)


def test_the_table_names_every_column():
    rows = measure(replace(SMALL, days=1, newcomers=2), LIMITS, ["office codes"])
    lines = table(rows, SMALL, LIMITS).splitlines()
    assert len(lines) == 3
    assert "got in" in lines[0]
    assert lines[1].startswith("office codes")
