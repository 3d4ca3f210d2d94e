"""Statements of plans find their rows by indexes, on both engines: a chunk never walks over whole tables."""

from __future__ import annotations

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from core.notifications.calendar import Times
from core.notifications.groups import Calendar, Calendars
from core.notifications.kinds import Kind
from core.notifications.model import Plan
from storage.database import Unit
from storage.reminder_plans.bills import KNOWN, BillNews
from storage.reminder_plans.debts import DebtNews
from storage.reminder_plans.dues import DueReminders
from storage.reminder_plans.forecasts import LimitNews
from storage.reminder_plans.outages import OutageNews
from storage.reminder_plans.payments import PaymentNews
from storage.reminder_plans.plans import _BY_INDEX, insert, values_of
from storage.reminder_plans.readings import ReadingReminders
from storage.reminder_plans.tariffs import TariffNews
from storage.reminder_plans.verifications import VerificationNews
from tests.notifications.money import MONEY
from tests.notifications.planned import RULES, ZONE, at

EAST = Calendar(ZoneInfo("Asia/Omsk"), Times(minute=11 * 60))
OTHERS = Calendars(RULES.calendars.usual, {"east": EAST, "west": EAST})
WINDOW = "15-25|Europe/Moscow|"


def plans(calendars):
    """Of every kind, as the planner makes them."""
    readings, money = (
        ReadingReminders(replace(RULES, calendars=calendars)),
        replace(MONEY, calendars=calendars),
    )
    yield readings, "before", "2026-11", WINDOW, ""
    yield readings, "last", "2026-11", WINDOW, ""
    yield readings, "before", "2026-11", f"{WINDOW}7", ""
    yield BillNews(money), "ready", "2026-11", "5", ""
    yield BillNews(money), "ready", "2026-11", "5.7", KNOWN
    yield DueReminders(money), "before", "2026-11-15", "5", ""
    yield DebtNews(money), "overdue", "2026-11", "5", ""
    yield PaymentNews(money), "paid", "2026-11", "5", "2026-11-01"
    yield TariffNews(calendars, sms=True), "change", "2026-12-01", "city", ""
    yield LimitNews(calendars, lambda *_: 0, sms=True), "limit", "2026-11", "2026-11-22T2", "1"
    yield OutageNews(ZONE, sms=True), "1", "7", "x", ""
    yield VerificationNews(calendars, sms=True), "months", "2027-01-22", "", ""


def statements(calendars):
    """Each with the values that the planner gives it."""
    for source, stage, period, group, fact in plans(calendars):
        plan = Plan(1, source.kind, stage, period, group, at(22, 10), 0, at(25), fact)
        chosen = source.chosen(plan)
        sql = insert(chosen.sql, periods=chosen.periods, over=chosen.over)
        given = values_of(plan, chosen, at(22, 10), at(22)) | {"after": 0, "upto": 100}
        names = set(re.findall(r"(?<!:):(\w+)", chosen.sql if chosen.judge else sql))
        yield chosen.sql if chosen.judge else sql, {name: given[name] for name in names}


def walks(tx, sql, given):
    """Tables that a statement goes through whole; `found` is what it made itself."""
    if tx.engine == "postgres":
        tx.one(_BY_INDEX)
        return [row[0] for row in tx.all(f"EXPLAIN {sql}", **given) if "Seq Scan" in row[0]]
    steps = [row[3] for row in tx.all(f"EXPLAIN QUERY PLAN {sql}", **given)]
    return [step for step in steps if re.match(r"SCAN (?!found)|.*AUTOMATIC", step)]


@pytest.mark.parametrize("calendars", [RULES.calendars, OTHERS], ids=["one", "several"])
async def test_no_statement_walks_over_a_whole_table(database, calendars):
    def work(tx):
        return {sql: found for sql, given in statements(calendars) if (found := walks(tx, sql, given))}

    assert await database.write(Unit(work)) == {}


def test_every_planned_kind_is_looked_at():
    told_at_once = {Kind.RESULT, Kind.NEWS, Kind.LINK}
    assert {source.kind for source, *_ in plans(OTHERS)} == set(Kind) - told_at_once
