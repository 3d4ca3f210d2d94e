"""Addresses of a person are found by their index: it leaves out strangers, so each statement has to, too."""

from __future__ import annotations

import pytest

from core.notifications.kinds import Kind
from core.notifications.model import Plan
from storage import ebill, links, own_data, people, subscribers
from storage.reminder_plans.plans import insert
from storage.reminder_plans.readings import ReadingReminders
from tests.notifications.planned import RULES, at
from tests.storage.test_journal_plans import plan

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def _planned(stage):
    made = Plan(1, Kind.READING, stage, "2026-11", "15-25|Europe/Moscow|", at(22, 10), 0, at(25))
    return insert(ReadingReminders(RULES).chosen(made).sql)


STATEMENTS = {
    "places of a person": ebill._PLACES,
    "neighbours": links._NEIGHBOURS,
    "own data": own_data._ADDRESSES,
    "people": people._ADDRESSES,
    "subscribers": subscribers._ADDRESSES,
    "detached": subscribers._DETACH,
    "reminded": _planned("before"),
    "reminded on the last day": _planned("last"),
}


@pytest.mark.parametrize("name", STATEMENTS)
async def test_no_statement_walks_over_all_addresses(database, name):
    steps = await plan(database, STATEMENTS[name])
    assert any("address_subscriber" in step for step in steps), steps
    assert not [step for step in steps if step.startswith("SCAN")], steps
