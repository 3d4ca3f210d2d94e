"""Groups with calendars of their own: when each is told, once, whatever is changed."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from core.notifications.calendar import Times
from core.notifications.groups import Calendar, Calendars
from core.notifications.kinds import Kind
from core.notifications.quiet import Quiet
from storage.reminder_plans.money import NEWS_MS
from storage.store import TxStore
from tests.notifications.money import MONEY, Bank
from tests.notifications.planned import RULES, USUAL, ZONE, World, at, local

KAMCHATKA, KALININGRAD, BERLIN = (
    ZoneInfo(name) for name in ("Asia/Kamchatka", "Europe/Kaliningrad", "Europe/Berlin")
)
BOTH = Times(spread=0)
OWN = {
    "kam": Calendar(KAMCHATKA, BOTH),
    "kal": Calendar(KALININGRAD, replace(BOTH, minute=11 * 60)),
    "late": Calendar(ZONE, replace(BOTH, minute=14 * 60, days_before=5, last_day=False)),
}
GROUPS = Calendars(USUAL, OWN)
WHO = (None, "kam", "kal", "late", "nobody's")
"""Groups of accounts 1 to 5."""

ENGINES = pytest.mark.parametrize("engine", ["sqlite", "postgres"], indirect=True)


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


async def supplier(database, calendars=GROUPS):
    world = await World(database, replace(RULES, calendars=calendars)).begin()
    for name in ("kam", "kal"):
        await world.group(name, "15-25")
    for number, group in enumerate(WHO, 1):
        await world.household(number, grp=group)
        await world.sent(number, number, period="2026-10", at_ms=at(20, month=10))
    return world


async def through(world, first=19, last=27, step=6):
    for hour in range(0, (last - first) * 24, step):
        await world.plan(at(first) + hour * 3_600_000 + 60_000)


@ENGINES
async def test_each_group_is_reminded_by_its_zone_hour_and_days(database):
    world = await supplier(database)
    await through(world, last=24)
    await world.over("sent", at(23))
    await through(world, first=24)
    assert await world.reminders() == [
        "1:1 before 22 10:00", "1:1 last 25 10:00",
        "2:2 before 22 01:00", "2:2 last 25 01:00",  # 10 in Kamchatka
        "3:3 before 22 12:00", "3:3 last 25 12:00",  # 11 in Kaliningrad
        "4:4 before 20 14:00",
        "5:5 before 22 10:00", "5:5 last 25 10:00",
    ]  # fmt: skip
    assert {line.split()[2] for line in await world.plans()} == {
        "15-25|Europe/Moscow|", "15-25|Asia/Kamchatka|", "15-25|Europe/Kaliningrad,hour=11:00|",
        "15-25|Europe/Moscow,hour=14:00,days=5,last=0|",
    }  # fmt: skip
    assert world.told == []


async def test_what_people_chose_goes_before_their_group(database):
    world = await supplier(database)
    await world.way(2, minute=8 * 60 + 15, days_before=1)
    await world.way(4, days_before=3)
    await through(world, last=25)
    assert [line for line in await world.reminders() if line[0] in "24"] == [
        "2:2 before 23 23:15",  # 8:15 of the 24th in Kamchatka
        "4:4 before 22 14:00",
    ]


CHANGED = {
    "hour": Calendar(KAMCHATKA, replace(BOTH, minute=15 * 60)),
    "zone": Calendar(KALININGRAD, BOTH),
    "days": Calendar(KAMCHATKA, replace(BOTH, days_before=1)),
    "earlier": Calendar(KAMCHATKA, replace(BOTH, days_before=7)),
    "quiet": Calendar(KAMCHATKA, replace(BOTH, quiet=Quiet(18 * 60, 12 * 60))),
    "usual": USUAL,
}


@pytest.mark.parametrize("changed", CHANGED)
async def test_a_changed_setting_reminds_nobody_twice_and_is_no_alarm(database, changed):
    world = await supplier(database)
    await through(world, last=23)
    before = await world.reminders()
    world.rules = replace(RULES, calendars=Calendars(USUAL, {**OWN, "kam": CHANGED[changed]}))
    await world.over("sent", at(22, 15))
    await through(world, first=23, last=25)
    assert [line for line in await world.reminders() if "before" in line] == before
    await through(world, first=25, last=29)
    found = await world.reminders()
    assert len({(line.split()[0], line.split()[1]) for line in found}) == len(found)
    assert world.told == []


async def test_a_day_that_somebody_chose_after_it_passed_is_no_alarm(database):
    world = await supplier(database)
    await through(world)
    await world.way(1, days_before=5)
    await world.plan(at(27, 12))
    assert world.told == []


async def test_what_a_group_missed_in_a_downtime_is_told_to_staff(database):
    world = await supplier(database)
    world.now_ms = at(22, 0, 1, month=10)
    for hour in range(0, 8 * 24, 6):
        await world.plan(at(19, month=10) + hour * 3_600_000)
    assert world.told == []
    await world.plan(at(28))
    assert world.told == ["reminders-expired"] * 7


async def bank(database, calendars, groups):
    made = await Bank(database, replace(MONEY, calendars=calendars)).begin()
    for number, group in enumerate(groups, 1):
        await made.household(number, grp=group)
    await made.since_october()
    await made.payments()
    await made.look(Kind.PAYMENT, at(1))
    return made


async def due(made, kind):
    sql = "SELECT account_id, due_ms, until_ms FROM reminder WHERE kind = :kind AND state <> 'dropped'"
    rows = await made.do(lambda s: s.tx.all(sql, kind=str(kind)))
    return {account: (local(due_ms), local(until_ms)) for account, due_ms, until_ms in rows}


LOADS = {
    Kind.BILL: lambda made, *who: made.bills(*who),
    Kind.DUE: lambda made, *who: made.balances(*who, due_on="2026-11-10"),
    Kind.DEBT: lambda made, *who: made.balances(*who, overdue=125040),
    Kind.PAYMENT: lambda made, *who: made.payments(*((one, "2026-11-06", 10000, f"b{one}") for one in who)),
}
NEWS = {1: "07 12:00", 2: "08 01:00", 3: "07 12:00", 4: "07 14:00", 5: "07 12:00"}
LAST_DAY = {1: "10 19:59", 2: "10 10:59", 3: "10 20:59", 4: "10 19:59", 5: "10 19:59"}


@ENGINES
@pytest.mark.parametrize("kind", LOADS)
async def test_money_is_told_by_the_calendar_of_the_group(database, kind):
    made = await bank(database, GROUPS, WHO)
    await LOADS[kind](made, 1, 2, 3, 4, 5)
    assert await made.look(kind, at(7, 12)) == 5
    found = await due(made, kind)
    assert {account: first for account, (first, _) in found.items()} == NEWS
    if kind is Kind.DUE:
        assert {account: last for account, (_, last) in found.items()} == LAST_DAY
    else:
        sql = "SELECT DISTINCT until_ms - due_ms FROM reminder WHERE kind = :kind"
        assert await made.do(lambda s: s.tx.all(sql, kind=str(kind))) == [(NEWS_MS,)]


async def test_what_is_to_be_paid_is_told_so_many_days_before_by_each_calendar(database):
    """Midnight comes first to Kamchatka: nobody in the west is told a day earlier for that."""
    made = await bank(database, GROUPS, WHO)
    await made.balances(1, 2, 3, 4, 5, due_on="2026-11-15")
    for hour in range(0, 36, 3):
        await made.look(Kind.DUE, at(11) + hour * 3_600_000)
    assert {account: first for account, (first, _) in (await due(made, Kind.DUE)).items()} == {
        1: "12 10:00", 2: "12 01:00", 3: "12 12:00", 4: "12 14:00", 5: "12 10:00"
    }  # fmt: skip


@ENGINES
async def test_the_hour_that_somebody_chose_is_of_their_group(database):
    made = await bank(database, GROUPS, WHO)
    await made.way(2, minute=9 * 60 + 30)
    await made.way(3, minute=18 * 60)
    await made.bills(2, 3)
    await made.look(Kind.BILL, at(7, 12))
    found = await due(made, Kind.BILL)
    assert {account: first for account, (first, _) in found.items()} == {2: "08 00:30", 3: "07 19:00"}


@ENGINES
@pytest.mark.parametrize("kind", LOADS)
async def test_as_many_groups_and_calendars_as_may_be(database, kind):
    """Each name and each moment is a parameter, and PostgreSQL's statements have 127 at most."""
    zones = [Calendar(ZoneInfo(f"Etc/GMT-{4 + number}"), BOTH) for number in range(10)]
    calendars = Calendars(USUAL, {f"group{number}": zones[number % 10] for number in range(50)})
    made = await bank(database, calendars, ("group0", "group49", None))
    await LOADS[kind](made, 1, 2, 3)
    assert await made.look(kind, at(7, 8)) == 3
    found = await due(made, kind)
    assert {account: first for account, (first, _) in found.items()} == {
        1: "07 09:00", 2: "07 08:00", 3: "07 10:00"
    }  # fmt: skip


@ENGINES
async def test_as_many_groups_are_reminded_of_readings(database):
    zones = [Calendar(ZoneInfo(f"Etc/GMT-{4 + number}"), BOTH) for number in range(10)]
    calendars = Calendars(USUAL, {f"group{number}": zones[number % 10] for number in range(50)})
    world = await World(database, replace(RULES, calendars=calendars)).begin()
    for number, group in enumerate(("group0", "group49", None), 1):
        await world.household(number, grp=group)
    await through(world, 21, 23)
    assert await world.reminders() == ["1:1 before 22 09:00", "2:2 before 22 00:00", "3:3 before 22 10:00"]


@ENGINES
async def test_the_groups_of_a_persons_accounts_in_order_of_linking(database):
    world = await World(database).begin()
    for number, (group, status) in enumerate((("a", "active"), ("b", "active"), (None, "closed")), 1):
        await world.account(number, grp=group, status=status)
    await world.person(1, 1, 2, 3)
    await world.person(2, 3)
    await world.do(lambda s: s.tx.run("UPDATE link SET since_ms = 5 - account_id"))

    def groups(person):
        return world.database.read(lambda tx: list(TxStore(tx).people.groups(person).items()))

    assert await groups(1) == [(2, "b"), (1, "a"), (3, "")]
    assert await groups(2) == [(3, "")]
    await world.do(lambda s: s.tx.run("UPDATE link SET active = 0 WHERE account_id = 3"))
    assert await groups(1) == [(2, "b"), (1, "a")]
    assert await groups(2) == []
