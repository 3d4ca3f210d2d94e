"""Forecasts of the demo's accounts, walked forward: better than both naive ones, and four of five inside."""

from __future__ import annotations

import random

import pytest

from bench.backtest import errors, histories
from core.history.model import MonthUse
from core.values import Energy, Period
from sandbox.demo.files import fewest_accounts

LAST = Period(2026, 10)


@pytest.fixture(scope="module")
def told():
    """Ordinary accounts only: the named ones of the demo are cases, each as many as all of its kind."""
    return tuple(histories(fewest_accounts() + 80, skip=fewest_accounts()))


def test_it_beats_last_month_and_a_year_ago(told):
    """Measured on three thousand accounts by `python -m bench forecast_error`: docs/forecast.md."""
    found = errors(told, LAST)
    assert found.accounts > 50
    assert found.wape["ours"] < 0.95 * found.wape["year-ago"]
    assert found.wape["ours"] < 0.85 * found.wape["last-month"]
    assert found.mae["ours"] < min(found.mae["year-ago"], found.mae["last-month"])
    assert 0.78 <= found.inside <= 0.90


def test_it_does_so_where_households_change_as_those_of_the_demo_do_not(told):
    """Levels that move for good, some at once: the demo has none, people do."""
    rng = random.Random(11)
    found = errors([_moved(history, rng) for history in told[:40]], LAST)
    assert found.wape["ours"] < min(found.wape["year-ago"], found.wape["last-month"])
    assert 0.75 <= found.inside <= 0.92


def _moved(history, rng):
    """Every month a little more or less than the one before, and once a great step."""
    level, step = 1000, rng.randrange(len(history) or 1)
    moved = []
    for at, use in enumerate(history):
        level = level * rng.randrange(950, 1053) // 1000
        if at == step:
            level = level * rng.choice([600, 700, 1400, 1700]) // 1000
        energy = tuple((zone, Energy(part.watt_hours * level // 1000)) for zone, part in use.energy)
        moved.append(MonthUse(use.period, energy, use.known, use.replaced))
    return tuple(moved)
