"""Readings after their receipt: edits, withdrawal, the last one, restarts, other people, late codes."""

from __future__ import annotations

import pytest

from bot.dialogs.model import Kind
from core.readings.journal import State
from tests.dialogs.billed import billed
from tests.dialogs.metered import HOUSE, OTHER, TWO, all_entries, exported, journal, past, sender

FORMS = pytest.mark.parametrize("form", ["rich", "short"])


@pytest.fixture
async def metered(supplied):
    return await billed(supplied, past)


@pytest.fixture
async def garage(metered):
    """One account with one meter, in the days of readings, with buttons."""
    return await sender(metered)


async def test_edited_message_is_asked_and_counts_at_its_own_time(garage):
    await garage.says("15420", carrier="31")
    garage.later(hours=1)
    said = await garage.says("15430", carrier="31", edited=True)
    assert said == "Вы исправили сообщение: было 15 420, стало 15 430. Записать новое число?"
    assert await all_entries(garage) == [("accepted", 15_420)]
    assert "Записано: 15 430" in await garage.presses("yes")
    [entry] = await journal(garage)
    assert (entry.shown, entry.taken_ms) == ((15_430,), int(garage.now.timestamp() * 1000))


async def test_edit_that_is_not_confirmed_changes_nothing(garage):
    await garage.says("15420", carrier="31")
    await garage.says("15430", carrier="31", edited=True)
    assert "осталось как было" in await garage.presses("no")
    assert await all_entries(garage) == [("accepted", 15_420)]


async def test_edit_after_the_export_or_the_window_changes_nothing(garage):
    await garage.says("15420", carrier="31")
    await exported(garage)
    said = await garage.says("15430", carrier="31", edited=True)
    assert "15 420 уже передано в расчёт" in said
    assert "отдельным сообщением до 25 ноября" in said
    garage.later(days=12)
    said = await garage.says("15430", carrier="31", edited=True)
    assert "месяц закрыт. Новое пришлите с 15 декабря по 25 декабря" in said
    garage.later(days=20)
    assert "отдельным сообщением до 25 декабря" in await garage.says("15430", carrier="31", edited=True)
    assert await all_entries(garage) == [("exported", 15_420)]


async def test_withdrawal(garage):
    await garage.says("15420")
    assert "Отозвать показание 15 420?" in await garage.presses("reading-drop")
    assert "отозвано" in await garage.presses("yes")
    assert await journal(garage) == ()
    assert "Записано: 15 420" in await garage.says("15420")


async def test_after_the_window_nothing_is_taken_back_nor_offered_to_be(garage):
    """As with an edit: the month is closed. A question that was open over the end of it is no way round."""
    await garage.says("15420", carrier="31")
    old = garage.replies
    garage.later(days=7, hours=11, minutes=30)
    assert "Отозвать показание" in await garage.presses("reading-drop")
    garage.later(minutes=40)
    assert "месяц закрыт" in await garage.presses("yes")
    garage.later(days=5)
    garage.replies = old
    assert "отозвать уже нельзя: месяц закрыт" in await garage.presses("reading-drop")
    await garage.says("ой", carrier="31", edited=True)
    assert garage.offered == ["menu"]
    assert await all_entries(garage) == [("accepted", 15_420)]


async def test_correct_button_asks_for_a_value_of_the_same_meter(metered):
    talk = await sender(metered, "rich", HOUSE)
    await talk.says(f"{OTHER} 1100")
    await talk.presses("reading-fix")
    assert "Записано: 1 105" in await talk.says("1105")


@FORMS
async def test_last_reading_says_source_and_state(metered, form):
    talk = await sender(metered, form)
    before = await talk.says("последнее показание")
    assert "15282" in before.replace(" ", "")
    await talk.says("15420")
    assert ("Записано, в расчёт ещё не передано" in await talk.says("последнее показание")) == (
        form == "rich"
    )
    assert "не передано" in talk.text
    await exported(talk)
    assert "Передано в расч" in await talk.says("последнее показание")


async def test_a_restart_in_the_middle_goes_on(metered):
    talk = await sender(metered, "rich", HOUSE)
    await talk.says(f"{TWO} 5350")
    again = await sender(metered, "rich", address="telegram:1", now=talk.now)
    assert "стало 5 350" in await again.says("2200")


async def test_forged_buttons_touch_nobodys_reading(metered):
    owner = await sender(metered)
    await owner.says("16720")
    [entry] = await journal(owner)
    thief = await sender(metered, "rich", HOUSE, address="telegram:9")
    for name in (
        "reading-yes",
        "reading-drop",
        "reading-wrong",
        "reading-new-meter",
        "reading-leave",
        "reading-as",
    ):
        said = await thief._happens(Kind.CHOICE, choice=name, text=str(entry.id))
        assert "16720" not in said.replace(" ", "")
    assert [one.state for one in await journal(owner)] == [State.DRAFT]


async def test_numbers_in_another_question_are_no_readings(garage):
    await garage.proves("1234567833")
    await garage.says("15420")
    assert await all_entries(garage) == []


async def test_a_code_that_comes_too_late_is_no_reading(garage):
    await garage.proves("1234567833")
    if "send" in garage.offered:
        await garage.answers("send")
    await garage.effect_ends("ok")
    garage.later(minutes=12)
    assert "код больше не действует" in (await garage.says("154207")).lower()
    assert await all_entries(garage) == []


@FORMS
async def test_a_guest_is_told_to_link(metered, form):
    talk = await sender(metered, form)
    stranger = type(talk)(
        metered, talk.can, "telegram:55" if form == "rich" else "tel:+79990000000", talk.desk, talk.now
    )
    said = await stranger.says("15420")
    assert "подключ" in said.casefold()
    # In a chat the days of the window follow; an SMS has no room for them.
    assert ("15" in said) == (form == "rich")
    assert await all_entries(stranger) == []
