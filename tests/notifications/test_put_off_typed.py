"""What people type after a reminder means its buttons; a button pressed late says what is true by then."""

from __future__ import annotations

import pytest

from bot.dialogs.model import Kind
from core.notifications.kinds import Kind as Topic
from tests.dialogs.billed import billed
from tests.dialogs.metered import GARAGE, HOUSE, past, sender
from tests.dialogs.supplier import filled
from tests.notifications.test_reminder_answered import reminded
from tests.notifications.world import Office

DAY = 24 * 3_600_000


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


@pytest.fixture
async def supplied(database):
    return await billed(await filled(database), past)


async def planned(office):
    """Stages that wait."""
    rows = await office.do(lambda s: s.tx.all("SELECT stage FROM reminder WHERE state = 'planned'"))
    return [stage for (stage,) in rows]


@pytest.mark.parametrize("form", ["rich", "short"])
@pytest.mark.parametrize("said", ["завтра", "Напомни завтра", "ЗАВТРА!", "напомните завтра"])
async def test_tomorrow_typed_is_the_button(supplied, form, said):
    talk = await sender(supplied, form, GARAGE)
    office, _ = await reminded(talk, GARAGE)
    assert "апомним завтра" in await talk.says(said)
    assert await planned(office) == ["last", "again-2026-11-19"]


@pytest.mark.parametrize("form", ["rich", "short"])
@pytest.mark.parametrize("said", ["не в этом месяце", "не нужно", "не напоминайте"])
async def test_not_this_month_typed_is_the_button(supplied, form, said):
    talk = await sender(supplied, form, GARAGE)
    office, _ = await reminded(talk, GARAGE)
    assert "в этом месяце" in (await talk.says(said)).lower()
    assert await planned(office) == []


@pytest.mark.parametrize("form", ["rich", "short"])
async def test_it_says_of_how_many_readings_it_will_be_silent(supplied, form):
    """Other accounts and other months are still reminded of."""
    talk = await sender(supplied, form, GARAGE, HOUSE)
    office, _ = await reminded(talk, GARAGE)
    assert "об этом показании" in await talk.says("не нужно")
    office.now_ms += 1
    for account in (GARAGE, HOUSE):
        await office.plan(1, account, stage="once more")
    await office.do(lambda s: s.tx.run("DELETE FROM reminder WHERE stage = 'skip'"))
    assert await office.dispatch().run() == 1
    assert "об этих показаниях" in await talk.says("не нужно")


@pytest.mark.parametrize(("number", "stages"), [("1", ["last", "again-2026-11-19"]), ("2", [])])
async def test_numbers_of_a_reminder_by_sms_are_its_options(supplied, number, stages):
    """The SMS says «1-ЗАВТРА, 2-НЕ НАПОМИНАТЬ»: nobody had asked, so no answer to it was understood."""
    talk = await sender(supplied, "short", GARAGE)
    office, _ = await reminded(talk, GARAGE)
    await talk.later(hours=5).says(number)
    assert await planned(office) == stages


async def test_numbers_are_of_what_the_phone_got_last(supplied):
    talk = await sender(supplied, "short", GARAGE)
    office, _ = await reminded(talk, GARAGE)
    await talk.later(minutes=1).says("настройки")  # its «1» is another
    await talk.says("1")
    assert talk.path[-1] == "my-data"
    assert await planned(office) == ["last"]


@pytest.mark.parametrize(("number", "entry"), [("1", "pay"), ("2", "balance")])
async def test_numbers_of_what_is_to_be_paid(supplied, number, entry):
    talk = await sender(supplied, "short", GARAGE)
    office = Office(supplied)
    office.now_ms = int(talk.now.timestamp() * 1000)
    await office.plan(1, GARAGE, kind=Topic.DUE, period="2026-11-25")
    await office.dispatch().run()
    await office.do(lambda s: s.tx.run("UPDATE outbox SET state = 'sent', payload = NULL"))
    await talk.later(hours=1).says(number)
    assert entry in talk.path


async def test_an_answer_to_other_news_is_not_that_of_the_message_before(supplied):
    """A bill that was told since has numbers of its own, if any."""
    talk = await sender(supplied, "short", GARAGE)
    office, _ = await reminded(talk, GARAGE)
    office.now_ms += 60_000
    assert await office.plan(1, GARAGE, kind=Topic.OUTAGE, period="1")
    assert await office.dispatch().run() == 1
    await talk.later(minutes=2).says("2")
    assert not await office.do(lambda s: s.tx.all("SELECT 1 FROM reminder WHERE stage = 'skip'"))


async def test_a_day_later_numbers_are_of_nothing(supplied):
    talk = await sender(supplied, "short", GARAGE)
    office, _ = await reminded(talk, GARAGE)
    await talk.later(hours=25).says("2")
    assert await planned(office) == ["last"]


@pytest.mark.parametrize("said", ["завтра", "не нужно"])
async def test_without_a_reminder_the_words_mean_nothing(supplied, said):
    talk = await sender(supplied, "rich", GARAGE)
    assert "не распознан" in await talk.says(said)


@pytest.mark.parametrize("choice", ["remind-later", "remind-never"])
async def test_after_the_reading_no_button_promises_to_remind(supplied, choice):
    talk = await sender(supplied, "rich", GARAGE)
    office, later = await reminded(talk, GARAGE)
    target = str(later - 1)
    await talk.says("15420")
    assert "уже записано" in await talk._happens(Kind.CHOICE, choice=choice, text=target)
    assert await planned(office) in (["last"], [])


async def test_who_changes_their_mind_is_reminded_after_all(supplied):
    """Not this month, and then tomorrow: it was promised, and the first word held."""
    talk = await sender(supplied, "rich", GARAGE)
    office, _ = await reminded(talk, GARAGE)
    for said in ("завтра", "не в этом месяце", "завтра"):
        await talk.says(said)
    assert await planned(office) == ["again-2026-11-19"]
    office.now_ms += DAY
    assert await office.dispatch().run() == 1
