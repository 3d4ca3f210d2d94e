"""Prices, limits and verification by the calendar of the group; on both engines."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from core.notifications.calendar import Times
from core.notifications.groups import Calendar, Calendars
from core.notifications.kinds import Kind
from storage.reminder_plans.forecasts import LimitNews
from storage.reminder_plans.tariffs import TariffNews
from storage.reminder_plans.verifications import VerificationNews
from tests.notifications.planned import USUAL, at, local
from tests.notifications.test_other_kinds import Others, changing

GROUPS = Calendars(
    USUAL,
    {
        "kam": Calendar(ZoneInfo("Asia/Kamchatka"), Times(spread=0)),
        "kal": Calendar(ZoneInfo("Europe/Kaliningrad"), Times(spread=0, minute=11 * 60)),
    },
)


@pytest.fixture
async def world(database):
    made = await Others(database).begin()
    made.month.watt_hours = 340_000
    for number, group in enumerate((None, "kam", "kal"), 1):
        await made.household(number, grp=group, zone_order="all", verified_until="2027-01-22")
        await made.do(lambda s, n=number: s.wishes.choose(n, Kind.VERIFICATION, 1, wanted=True))
        await made.do(lambda s, n=number: s.wishes.limit(n, n, 300_000, at(20, 15)))
    await made.run("UPDATE account_card SET tariff = 'city'")
    await changing(made)
    made.sources = {
        Kind.TARIFF: TariffNews(GROUPS, sms=True),
        Kind.FORECAST: LimitNews(GROUPS, made.month, sms=True),
        Kind.VERIFICATION: VerificationNews(GROUPS, sms=True),
    }
    return made


async def planned(world, kind, now_ms):
    """(account, due, until) of what a look finds."""
    world.now_ms = now_ms
    world.sources = {kind: world.sources[kind]}
    await world.planner().run()
    sql = "SELECT account_id, due_ms, until_ms FROM reminder ORDER BY account_id"
    return [(who, local(due), local(until)) for who, due, until in await world.do(lambda s: s.tx.all(sql))]


@pytest.mark.parametrize(
    ("kind", "now_ms", "due", "until"),
    [
        # Midnight in Moscow is 9 in Kamchatka and 23 in Kaliningrad; noon is 21 and 11.
        (Kind.TARIFF, at(17, 0, 1), ("17 10:00", "17 01:00", "17 12:00"),
         ("01 23:59", "01 14:59", "02 00:59")),
        (Kind.TARIFF, at(17, 12), ("17 12:00", "18 01:00", "17 12:00"),
         ("01 23:59", "01 14:59", "02 00:59")),
        (Kind.VERIFICATION, at(23, 0, 1), ("23 10:00", "23 01:00", "23 12:00"),
         ("30 10:00", "30 01:00", "30 12:00")),
        (Kind.FORECAST, at(20, 10, 5), ("20 10:00", "20 10:05", "20 12:00"),
         ("21 22:00", "21 22:05", "22 00:00")),
        (Kind.FORECAST, at(20, 16, 5), ("20 16:00", "21 01:00", "20 16:05"),
         ("22 04:00", "22 13:00", "22 04:05")),
    ],
)  # fmt: skip
async def test_by_the_hours_of_the_group(world, kind, now_ms, due, until):
    found = await planned(world, kind, now_ms)
    assert found == [(who, due[who - 1], until[who - 1]) for who in (1, 2, 3)]


async def test_at_the_minute_of_ones_own_by_the_clock_of_the_group(world):
    await world.way(2, minute=15 * 60)
    await world.way(3, minute=15 * 60)
    found = await planned(world, Kind.TARIFF, at(17, 0, 1))
    assert [due for _, due, _ in found] == ["17 10:00", "17 06:00", "17 16:00"]
