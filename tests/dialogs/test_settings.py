"""STOP, pauses and their ends, withdrawal: what ends, what goes on, what is said to stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.model import Kind
from core.notifications.groups import Calendar, Calendars
from core.notifications.model import Way
from core.usecases.notices import pause_end
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.conversation import Conversation
from tests.dialogs.lawful import lawful_desk
from tests.dialogs.supplier import RULES, make_test_desk


@pytest.fixture(params=["rich", "short"])
async def talk(supplied, request):
    """Somebody who has linked their flat, in a chat or by SMS."""
    rich = request.param == "rich"
    can, address = (TELEGRAM, "telegram:1") if rich else (SMS, "tel:+79161234567")
    talk = Conversation(supplied, can, address, desk=lawful_desk())
    await talk.links()
    return talk.later(hours=2)


async def pause_ends(talk):
    """What the upkeep tells a conversation whose pause may be over."""
    return await talk._happens(Kind.SYSTEM, command="entry", values={"entry": "pause-over", "target": ""})


def rich(talk):
    return bool(talk.can.buttons)


async def paused_until(talk):
    return await talk.database.read(lambda tx: TxStore(tx).subscribers.paused_until(talk.address))


async def test_stop_ends_what_we_start_at_once_and_answers_go_on(talk):
    text = await talk.says("СТОП")
    assert (await talk.session()).muted
    assert "вопросы" in text
    assert {"pause-week", "pause-month", "leave"} <= set(talk.offered)
    assert "310,90" in await talk.says("баланс")
    assert "не присылаем" in await talk.says("настройки") or not rich(talk)


async def test_stop_takes_back_what_is_queued(talk):
    def queue(tx):
        from core.records import Effect, Priority

        for priority in Priority:
            effect = Effect("message", talk.address, "{}", priority, topic=f"t{priority}")
            TxStore(tx).outbox.put(900_000, priority, effect, 1)

    await talk.database.write(Unit(queue))
    await talk.says("стоп")
    states = await talk.database.read(
        lambda tx: tx.all("SELECT priority, state FROM outbox WHERE event_id = 900000 ORDER BY priority")
    )
    assert states == [(0, "queued"), (1, "failed"), (2, "failed")]


@pytest.mark.parametrize(("words", "day"), [("неделя", "15"), ("на месяц", "8")])
async def test_pause_ends_by_itself_with_a_word(talk, words, day):
    await talk.says("стоп")
    text = await talk.says(words)
    assert day in text
    assert (await talk.session()).muted
    until = datetime.fromtimestamp(await paused_until(talk) / 1000, UTC)
    assert (until.hour, until.minute) == (7, 0)  # ten in the morning of Moscow
    talk.now = until.replace(minute=0)
    talk.later(seconds=-1)
    assert await pause_ends(talk) == ""  # not yet
    assert (await talk.session()).muted
    talk.later(seconds=2)
    assert "снова присылаем" in await pause_ends(talk)
    assert not (await talk.session()).muted
    assert await pause_ends(talk) == ""  # once


async def test_the_end_of_a_pause_that_was_replaced_says_nothing(talk):
    await talk.says("пауза на неделю")
    talk.later(days=3)
    await talk.says("стоп")
    talk.later(days=5)
    assert await pause_ends(talk) == ""
    assert (await talk.session()).muted
    await talk.says("пауза на неделю")
    await talk.says("снова")
    talk.later(days=8)
    assert await pause_ends(talk) == ""


async def test_the_end_of_a_pause_leaves_an_open_question_open(talk):
    await talk.says("пауза на неделю")
    talk.later(days=7)
    await talk.says("подключить")
    before = (await talk.session()).prompt
    await pause_ends(talk)
    assert (await talk.session()).prompt == before


async def test_nobody_ends_a_pause_by_a_forged_button(talk):
    await talk.says("пауза на неделю")
    talk.later(days=9)
    await talk._happens(Kind.CHOICE, choice="pause-over", text="")
    assert (await talk.session()).muted
    assert "menu" in talk.path


async def test_settings_have_three_buttons_a_level(talk):
    """At most three and «Меню»: more is a wall of buttons."""
    await talk.says("настройки")
    assert talk.offered == ["my-data", "manage", "notices", "menu"]
    await talk.answers("manage")
    assert talk.offered == ["people", "label", "unlink", "menu"]
    assert "присылаем" in await talk.says("уведомления") or not rich(talk)
    assert talk.offered == ["pause" if rich(talk) else "sms-allow", "notify-kinds", "notify-way", "menu"]
    await talk.says("стоп")
    await talk.says("уведомления")
    assert talk.offered == ["resume", "notify-kinds", "notify-way", "menu"]
    await talk.answers("resume")
    assert not (await talk.session()).muted


async def test_a_new_text_of_the_consent_keeps_to_three_buttons(supplied):
    talk = Conversation(supplied, TELEGRAM, desk=lawful_desk())
    await talk.links()
    await talk.database.write(Unit(lambda tx: tx.run("UPDATE consent SET version = '2020-01'")))
    await talk.later(hours=2).says("настройки")
    assert talk.offered == ["agree", "manage", "notices", "menu"]


async def test_a_guest_manages_nothing(supplied):
    guest = Conversation(supplied, TELEGRAM, desk=lawful_desk())
    await guest.says("счета и люди")
    assert "unlink" not in guest.offered


async def test_settings_show_the_pause(talk):
    await talk.says("пауза на неделю")
    assert "пауза до 15" in await talk.says("настройки")


async def test_resume_by_a_word(talk):
    await talk.allows_sms()
    await talk.says("стоп")
    assert "Снова присылаем" in await talk.says("СНОВА")
    assert not (await talk.session()).muted
    assert not await paused_until(talk)


async def test_pause_end_is_a_morning_in_summer_time_too():
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("Europe/Berlin")
    end = pause_end(datetime(2026, 3, 27, 23, 30, tzinfo=UTC), 7, zone)  # already the 28th there
    assert end == datetime(2026, 4, 4, 8, tzinfo=UTC)


async def test_guest_may_stop_too(supplied):
    guest = Conversation(supplied, TELEGRAM, desk=lawful_desk())
    await guest.says("стоп")
    assert guest.offered == ["resume", "menu"]


async def test_ways_out_from_the_smallest_to_the_largest(talk):
    await talk.says("стоп")
    await talk.answers("leave")
    assert talk.offered == ["unlink", "withdraw", "erase", "menu"]


async def withdraws(talk):
    await talk.says("отозвать согласие")
    return await talk.answers("yes")


async def test_withdrawal_takes_back_everything(talk):
    await talk.links("1234567841", "89021112233")
    await withdraws(talk)
    assert "не подключен" in (await talk.says("баланс")).lower().replace("ё", "е")
    rows = await talk.database.read(
        lambda tx: (
            tx.all("SELECT active, phone, label FROM link"),
            tx.all("SELECT count(*) FROM consent WHERE revoked_ms = 0"),
            tx.all("SELECT count(*) FROM verification"),
        )
    )
    assert rows == ([(0, "", ""), (0, "", "")], [(0,)], [(0,)])
    await talk.says("подключить")
    assert talk.path[-1] == "link.consent"


async def test_withdrawal_says_what_stays_why_and_until_when(talk):
    text = await withdraws(talk)
    if rich(talk):
        assert text.splitlines() == [
            "Согласие отозвано: счета отключены, телефон удалён.",
            "Храним запись о согласии и отзыве до 7 ноября 2029: этого требует закон.",
            "Журнал подключений: до 7 ноября 2029, на случай спора.",
            "Отметки о переписке без текста: до 8 ноября 2027.",
            "Отметки о подключениях без телефона: до 6 февраля 2027.",
            "Оплаты из чата: до 9 ноября 2031, так велит закон.",
            "Данные договора остаются у поставщика.",
        ]
        assert len(text) <= 400
    else:
        assert text.startswith("Согласие отозвано")
        assert "до 07.11.2029" in text
        assert len(text) <= 134


async def test_withdrawal_is_asked_first(talk):
    await talk.says("отозвать согласие")
    await talk.answers("no")
    assert "310,90" in await talk.says("баланс")


async def test_a_pause_ends_in_the_morning_of_the_group_and_outside_of_quiet_hours(supplied):
    calendars = Calendars(RULES.calendars.usual, {"A": Calendar(ZoneInfo("Asia/Kamchatka"))})
    desk = make_test_desk(rules=replace(RULES, calendars=calendars))
    talk = Conversation(supplied, TELEGRAM, "telegram:1", desk=desk)
    await talk.links()
    await talk.database.write(
        Unit(lambda tx: TxStore(tx).wishes.go(1, Way(quiet_from=0, quiet_to=11 * 60), 1))
    )
    await talk.says("пауза на неделю")
    until = datetime.fromtimestamp(await paused_until(talk) / 1000, UTC)
    assert until.hour == 22  # ten in the morning there
    talk.now = until
    assert "снова присылаем" in await pause_ends(talk)
    sql = "SELECT not_before_ms FROM outbox WHERE topic = 'pause-over'"
    assert await talk.database.read(lambda tx: tx.all(sql)) == [(int(until.timestamp() + 3600) * 1000,)]
