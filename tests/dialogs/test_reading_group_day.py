"""The day of a reading is that of the account's group, not of the supplier: people go by their own clock."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.channels.telegram_capabilities import TELEGRAM
from core.notifications.groups import Calendar, Calendars
from storage.database import Unit
from tests.dialogs.billed import billed
from tests.dialogs.conversation import Conversation
from tests.dialogs.metered import GARAGE, HOUSE, OTHER, _ruled, journal, past, sender
from tests.dialogs.supplier import ACCOUNTS, make_test_desk

MOSCOW, WEST, EAST = map(ZoneInfo, ("Europe/Moscow", "Europe/Kaliningrad", "Asia/Kamchatka"))
NUMBER = {account[0]: account[1] for account in ACCOUNTS}
FORMS = pytest.mark.parametrize("form", ["rich", "short"])


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


@pytest.fixture
async def metered(supplied):
    """The garage is of group A, which has the window 15-25."""
    return await billed(supplied, past)


async def of_zone(database, zone, when, form="rich"):
    """Somebody of the garage where the clock of its group is that of a zone; `when` by UTC."""
    return await sender(
        database, form, now=when, calendars=Calendars(Calendar(MOSCOW), {"A": Calendar(zone)})
    )


@FORMS
@pytest.mark.parametrize(
    ("zone", "hour", "month"),
    [
        (MOSCOW, 20, "2026-11"),  # 23 of the 25th
        (MOSCOW, 21, "2026-12"),  # midnight
        (WEST, 21, "2026-11"),  # 23 there, the 26th of the supplier
        (WEST, 22, "2026-12"),
        (EAST, 11, "2026-11"),  # 23 there, 14 of the supplier
        (EAST, 12, "2026-12"),
    ],
)
async def test_the_window_ends_at_midnight_of_the_group(metered, form, zone, hour, month):
    talk = await of_zone(metered, zone, datetime(2026, 11, 25, hour, 30, tzinfo=UTC), form)
    await talk.says("15420")
    assert [str(entry.period) for entry in await journal(talk)] == [month]


async def test_what_is_said_of_the_window_is_of_the_same_day(metered):
    talk = await of_zone(metered, EAST, datetime(2026, 11, 25, 9, tzinfo=UTC))
    assert "Сегодня последний день" in await talk.says("передать показания")
    talk.now = datetime(2026, 11, 25, 13, tzinfo=UTC)  # the 26th there
    assert "с 15 декабря по 25 декабря" in await talk.says("передать показания")
    assert "с 15 декабря по 25 декабря" in await talk.says("счетчики")


async def test_the_days_of_readings_are_those_of_the_group(metered):
    talk = await of_zone(metered, EAST, datetime(2026, 11, 18, 13, tzinfo=UTC))  # the 19th there
    await talk.says("15420")
    assert "19 ноября" in await talk.says("последние показания")
    assert "19 ноября" in await talk.says("счетчики")


@pytest.mark.parametrize(("zone", "taken"), [(MOSCOW, False), (EAST, True)])
async def test_what_is_today_there_is_not_ahead(metered, zone, taken):
    talk = await of_zone(metered, zone, datetime(2026, 11, 18, 13, tzinfo=UTC))
    await talk.says("показания на 19.11: 15420")
    assert bool(await journal(talk)) is taken, talk.text


async def test_a_day_that_is_named_ends_when_it_ends_there(metered):
    talk = await of_zone(metered, EAST, datetime(2026, 11, 18, 13, tzinfo=UTC))
    assert "Снято 17 ноября" in await talk.says("показания на 17.11: 15420")
    [entry] = await journal(talk)
    assert datetime.fromtimestamp(entry.taken_ms / 1000, EAST).isoformat() == "2026-11-17T23:59:59+12:00"


async def test_an_account_of_no_group_goes_by_the_suppliers_clock(metered):
    def outside(tx):
        tx.run("UPDATE account_card SET grp = NULL WHERE account_id = 5")

    await metered.write(Unit(outside))
    talk = await of_zone(metered, EAST, datetime(2026, 11, 25, 12, 30, tzinfo=UTC))
    await talk.says("15420")
    assert [str(entry.period) for entry in await journal(talk)] == ["2026-11"]


async def of_two(database, zone, when):
    """Somebody of the garage, by the clock of its group, and of the house, which has no group."""
    await database.write(Unit(lambda tx: tx.run("UPDATE account_card SET grp = NULL WHERE account_id = 2")))
    calendars = Calendars(Calendar(MOSCOW), {"A": Calendar(zone)})
    return await sender(database, "rich", GARAGE, HOUSE, now=when, calendars=calendars)


async def test_an_edit_is_judged_by_the_account_of_its_reading(metered):
    """It is the 26th where the account is that was looked at last, and the 25th where the reading is from."""
    talk = await of_two(metered, WEST, datetime(2026, 11, 25, 21, 20, tzinfo=UTC))
    await talk.says(f"{NUMBER[GARAGE]} 15420", carrier="31")
    assert len(await journal(talk)) == 1, talk.text
    await talk.says(f"*{NUMBER[HOUSE][-4:]}")
    talk.later(minutes=10)
    said = await talk.says(f"{NUMBER[GARAGE]} 15430", carrier="31", edited=True)
    assert "Записать новое число?" in said


async def test_a_day_that_has_begun_at_one_of_the_accounts_is_not_ahead(metered):
    talk = await of_two(metered, EAST, datetime(2026, 11, 18, 13, tzinfo=UTC))  # the 19th at the garage
    await talk.says(f"*{NUMBER[HOUSE][-4:]}")
    await talk.says(f"{NUMBER[GARAGE]} 15420 на 19.11")
    assert len(await journal(talk)) == 1, talk.text
    await talk.says(f"{NUMBER[HOUSE]} {OTHER} 1100 на 19.11")
    assert not await journal(talk, HOUSE, OTHER), talk.text


@pytest.mark.parametrize(("zone", "month"), [(MOSCOW, "2026-12"), (WEST, "2026-11")])
async def test_readings_of_strangers_are_of_the_same_day(metered, zone, month):
    calendars = Calendars(Calendar(MOSCOW), {"A": Calendar(zone)})
    desk = make_test_desk(rules=_ruled(calendars=calendars, accept_unlinked=True))
    when = datetime(2026, 11, 25, 21, 30, tzinfo=UTC)
    talk = Conversation(metered, TELEGRAM, "telegram:77", desk, when)
    await talk.says(f"{NUMBER[GARAGE]} 15420")
    sql = "SELECT period FROM reading_entry"
    assert await metered.read(lambda tx: tx.all(sql)) == [(month,)], talk.text
