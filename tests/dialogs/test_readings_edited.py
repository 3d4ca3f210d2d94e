"""Edits of a message with a reading, one after another, under a photo, into words."""

from __future__ import annotations

import pytest

from bot.dialogs.model import Kind
from core.readings.journal import State
from tests.dialogs.billed import billed
from tests.dialogs.metered import all_entries, journal, past, sender


@pytest.fixture
async def garage(supplied):
    return await sender(await billed(supplied, past))


async def test_the_last_of_several_edits_is_what_is_asked_and_written(garage):
    """The message shows 15 440: a yes must not write 15 430."""
    await garage.says("15420", carrier="31")
    await garage.says("15430", carrier="31", edited=True)
    assert "стало 15 440" in await garage.says("15440", carrier="31", edited=True)
    assert "Записано: 15 440" in await garage.presses("yes")
    assert await all_entries(garage) == [("replaced", 15_420), ("accepted", 15_440)]


async def test_an_edit_into_words_closes_the_question_about_the_edit_before(garage):
    await garage.says("15420", carrier="31")
    await garage.says("15430", carrier="31", edited=True)
    said = await garage.says("ой, потом пришлю", carrier="31", edited=True)
    assert "15 430" not in said
    assert (await garage.session()).dialog == ""
    assert await all_entries(garage) == [("accepted", 15_420)]


async def test_an_edit_that_changes_no_number_is_not_asked_about(garage):
    await garage.says("15420", carrier="31")
    assert "уже записано" in await garage.says("15420 спасибо", carrier="31", edited=True)
    assert garage.offered == ["menu"]


async def test_another_number_in_the_place_of_the_answer_is_a_reading(garage):
    await garage.says("15420", carrier="31")
    await garage.says("15430", carrier="31", edited=True)
    assert "Записано: 15 450" in await garage.says("15450", carrier="32")
    assert [entry.shown for entry in await journal(garage)] == [(15_450,)]


async def test_a_doubted_one_that_is_edited_gives_way(garage):
    await garage.says("95420", carrier="31")
    await garage.says("15420", carrier="31", edited=True)
    assert "Записано: 15 420" in await garage.presses("yes")
    assert await all_entries(garage) == [("replaced", 95_420), ("accepted", 15_420)]


async def test_a_photo_keeps_proving_when_its_words_are_edited(garage):
    await garage.sends(text="15420", carrier="31")
    await garage.file_comes()
    [before] = await journal(garage)
    await garage._happens(Kind.PHOTO, text="15430", carrier="31", edited=True, sent_at=garage.now)
    await garage.presses("yes")
    [entry] = await journal(garage)
    assert (entry.shown, entry.state, entry.photo) == ((15_430,), State.ACCEPTED, before.photo)
    assert before.photo


async def test_an_edit_of_a_message_whose_number_was_replaced_asks_about_the_one_that_counts(garage):
    await garage.says("15420", carrier="31")
    await garage.says("15430", carrier="32")
    said = await garage.says("15440", carrier="31", edited=True)
    assert said == "В исправленном сообщении 15 440, а сейчас записано 15 430. Записать новое число?"
    assert await all_entries(garage) == [("replaced", 15_420), ("accepted", 15_430)]
    assert "Записано: 15 440" in await garage.presses("yes")
    assert [entry.shown for entry in await journal(garage)] == [(15_440,)]


@pytest.mark.parametrize("after", ["15430", "отозвать"])
async def test_an_edit_of_a_message_whose_number_counts_no_more_is_none_for_the_next_month(garage, after):
    """It would have been written down for December without a question."""
    await garage.says("15420", carrier="31")
    await garage.says(after, carrier="32")
    if after == "отозвать":
        await garage.presses("yes")
    before = await all_entries(garage)
    garage.later(days=12)
    assert "месяц закрыт" in await garage.says("15440", carrier="31", edited=True)
    assert await all_entries(garage) == before


async def test_an_edit_of_a_message_whose_number_was_taken_back_sends_another(garage):
    await garage.says("15420", carrier="31")
    await garage.says("отозвать", carrier="32")
    await garage.presses("yes")
    assert "Записано: 15 440" in await garage.says("15440", carrier="31", edited=True)


async def test_an_edit_of_a_message_that_only_repeated_a_number_corrects_the_one_recorded(garage):
    """The second message has no entry of its own; its edit was taken for a new one at once."""
    await garage.says("15420", carrier="31")
    assert "уже записано" in await garage.says("15420", carrier="32")
    said = await garage.says("15430", carrier="32", edited=True)
    assert said == "В исправленном сообщении 15 430, а сейчас записано 15 420. Записать новое число?"
    assert await all_entries(garage) == [("accepted", 15_420)]
    assert "Записано: 15 430" in await garage.presses("yes")
    assert await all_entries(garage) == [("replaced", 15_420), ("accepted", 15_430)]


async def test_an_edit_of_a_repeating_message_is_of_its_month(garage):
    await garage.says("15420", carrier="31")
    await garage.says("15420", carrier="32")
    garage.later(days=12)
    assert "месяц закрыт" in await garage.says("15440", carrier="32", edited=True)
    assert await all_entries(garage) == [("accepted", 15_420)]
