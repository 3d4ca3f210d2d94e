"""Settings show what holds where a person chose nothing: the hours and days of the group of their account."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from core.notifications.calendar import Times
from core.notifications.groups import Calendar, Calendars
from core.notifications.model import Way
from core.notifications.quiet import Quiet
from storage.store import TxStore
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import RULES, make_test_desk

USUAL = Calendar(ZoneInfo("Europe/Moscow"))
EAST = Calendar(ZoneInfo("Asia/Kamchatka"), Times(5, True, 690, 60, Quiet(22 * 60, 11 * 60)))


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


@pytest.fixture
def of_group(supplied):
    """Somebody whose account is of a group with a calendar, in a chat or by SMS."""

    async def made(calendar, can=TELEGRAM, *more):
        calendars = Calendars(USUAL, {"A": calendar})
        address = "telegram:1" if can is TELEGRAM else "tel:+79161234567"
        desk = make_test_desk(rules=replace(RULES, calendars=calendars))
        talk = Conversation(supplied, can, address, desk=desk)
        await talk.links()
        return talk

    return made


@pytest.mark.parametrize(
    ("can", "calendar", "said"),
    [
        (TELEGRAM, USUAL, ("с 10:00 до 14:00", "с 20:00 до 9:00", "за 3 дня")),
        (TELEGRAM, EAST, ("с 11:30 до 12:30", "с 22:00 до 11:00", "за 5 дней")),
        (
            TELEGRAM,
            replace(EAST, times=Times(spread=0, quiet=Quiet(0, 0))),
            ("около 10:00", "Тихих часов нет"),
        ),
        # What reaches into the quiet hours ends with them.
        (TELEGRAM, replace(EAST, times=Times(minute=18 * 60)), ("с 18:00 до 20:00",)),
        (SMS, EAST, ("11:30-12:30", "22:00-11:00", "за 5")),
    ],
)
async def test_what_is_usual_is_that_of_the_group(of_group, can, calendar, said):
    talk = await of_group(calendar, can)
    text = await talk.says("когда и куда")
    assert [one for one in said if one not in text] == []
    assert "другим счетам" not in text


async def test_an_hour_is_refused_by_the_quiet_hours_of_the_group(of_group):
    talk = await of_group(EAST)
    await talk.says("когда и куда")
    await talk.answers("hour")
    assert "с 22:00 до 11:00" in await talk.says("10")
    await talk.says("21")
    way = await talk.database.read(lambda tx: TxStore(tx).wishes.way(1))
    assert way == Way(minute=21 * 60)


@pytest.mark.parametrize(("calendar", "usual", "other"), [(USUAL, 3, 5), (EAST, 5, 3)])
async def test_the_usual_days_are_those_of_the_group(of_group, calendar, usual, other):
    talk = await of_group(calendar)
    for count, kept in ((other, other), (usual, -1)):
        await talk.says("когда и куда")
        await talk.answers("days")
        await talk.answers(f"d{count}")
        assert f"за {count} д" in talk.text
        way = await talk.database.read(lambda tx: TxStore(tx).wishes.way(1))
        assert way == Way(days_before=kept)


async def test_who_has_accounts_of_several_groups_is_told_so(of_group):
    talk = await of_group(EAST)

    def more(store):
        row = "INSERT INTO link (subscriber_id, account_id, role, phone, address, since_ms)"
        store.tx.run(f"{row} VALUES (1, 2, 'owner', '', 'telegram:1', 9999999999999)")

    assert "другим счетам" not in await talk.says("когда и куда")
    await talk.database.alter(lambda tx: more(TxStore(tx)))
    text = await talk.says("когда и куда")
    assert "с 11:30 до 12:30" in text
    assert "По другим счетам оно может отличаться" in text
