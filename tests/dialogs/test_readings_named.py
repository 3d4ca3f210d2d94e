"""Which meter is meant, how it can be named in the examples, and how its numbers are written."""

from __future__ import annotations

import pytest

from tests.dialogs.billed import billed, meter
from tests.dialogs.metered import GARAGE, HOUSE, OTHER, TWO, all_entries, past, sender


def bakeries(tx):
    """Twelve meters whose serial numbers end alike."""
    past(tx)
    tx.run("DELETE FROM meter WHERE account_id = :a", a=GARAGE)
    for at in range(1, 13):
        meter(tx, GARAGE, f"40{at:02}1031", digits=5, place=f"пекарня № {at}")


@pytest.fixture
async def garage(supplied):
    return await sender(await billed(supplied, past))


async def test_the_example_names_a_meter_of_this_account(supplied):
    """The last four digits of all are the same: an example with four would be of no use."""
    talk = await sender(await billed(supplied, bakeries))
    assert "например: 40121031 15420" in await talk.says("показания")
    assert "40011031 15420" in await talk.says("15420 15421 15422 15423")


async def test_two_numbers_of_a_meter_of_one_zone_are_answered_for_that_meter(garage):
    said = await garage.says("показания 15420 и 15500")
    assert said == "У счётчика одна зона, нужно одно число с табло, например: 15420."


async def test_a_number_that_is_asked_about_is_written_as_all_are(garage):
    said = await garage.says("154205")
    assert "Тогда запишем 15 420" in said


async def test_whose_number_it_is_is_asked_with_the_number_as_all_are_written(supplied):
    talk = await sender(await billed(supplied, bakeries))
    assert "К какому счётчику относится 15 420?" in await talk.says("15420")


async def test_the_receipt_of_a_month_that_is_over_offers_no_correction(garage):
    """A number sent to such a button would count for the next month."""
    await garage.says("95420")
    garage.later(days=9)
    assert "Записано: 95 420 за ноябрь" in await garage.says("да")
    assert "reading-fix" not in garage.offered
    assert "reading-drop" not in garage.offered
    assert await all_entries(garage) == [("accepted", 95_420)]


@pytest.mark.parametrize("text", ["баня 1100", "в бане 1100"])
async def test_the_place_of_a_meter_names_it(supplied, text):
    """It stands on the button: people call their meters by it."""
    talk = await sender(await billed(supplied, past), "rich", HOUSE)
    said = await talk.says(text)
    assert "Записано: 1 100" in said
    assert OTHER in said
    assert await all_entries(talk) == [("accepted", 1_100)]


@pytest.mark.parametrize("form", ["rich", "short"])
async def test_a_zero_answers_the_question_what_is_on_the_display(supplied, form):
    """Alone it is the word for help; who was asked for a number is told why 0 is not it, or it is taken."""
    talk = await sender(await billed(supplied, past), form)
    await talk.says("показания")
    assert (await talk.says("0")).startswith("0 похоже на расход")
    await talk.says("отозвать")
    assert "БАЛАНС" in (await talk.says("0")).upper()


async def test_a_zero_fills_a_missing_zone(supplied):
    talk = await sender(await billed(supplied, past), "rich", HOUSE)
    await talk.says(f"{TWO} 5350")
    assert "T2, ночь: было 2 100, пришло 0" in await talk.says("0")


async def test_a_choice_among_many_meters_is_one_screen_at_a_time(supplied):
    """voice.md: 350 signs, six lines; «Другие счётчики» goes round, and each meter can be chosen."""
    talk = await sender(await billed(supplied, bakeries))
    said, seen = await talk.says("15420"), []
    while not seen or talk.offered[0] != seen[0]:
        assert len(said) <= 350
        assert len(said.splitlines()) <= 6
        seen += [one for one in talk.offered if one not in {"others", "menu"}]
        said = await talk.presses("others")
    assert len(seen) == len(set(seen)) == 12
    assert "Записано: 15 420" in await talk.presses(seen[0])


async def test_the_choice_among_many_meters_after_an_unknown_number_is_one_screen_too(supplied):
    talk = await sender(await billed(supplied, bakeries))
    said = await talk.says("77777777 15420")
    assert said.startswith("Счётчика с таким номером")
    assert len(said.splitlines()) <= 6
    assert "пекарня № 4" in await talk.says("другие счётчики")
