"""Yes and no in words: they mean what the question asked, and never a value that we called a slip."""

from __future__ import annotations

import pytest

from core.readings.journal import State
from tests.dialogs.billed import billed
from tests.dialogs.metered import HOUSE, OTHER, TWO, journal, past, sender

FORMS = pytest.mark.parametrize("form", ["rich", "short"])


@pytest.fixture
async def metered(supplied):
    return await billed(supplied, past)


async def kept(talk, *place):
    return [(entry.state, entry.shown) for entry in await journal(talk, *place)]


@FORMS
async def test_yes_to_a_red_digit_leaves_it_out(metered, form):
    talk = await sender(metered, form, HOUSE)
    await talk.says(f"{OTHER} 11000")
    await talk.says("да")
    assert await kept(talk, HOUSE, OTHER) == [(State.ACCEPTED, (1100,))]


@FORMS
async def test_yes_to_swapped_zones_puts_them_right(metered, form):
    talk = await sender(metered, form, HOUSE)
    await talk.says(f"{TWO} 2200 5350")
    await talk.says("да")
    assert await kept(talk, HOUSE, TWO) == [(State.ACCEPTED, (5350, 2200))]


@FORMS
async def test_yes_to_consumption_writes_nothing_down(metered, form):
    talk = await sender(metered, form)
    await talk.says("138")
    await talk.says("да")
    assert await kept(talk) == [(State.DRAFT, (138,))]
    await talk.says("нет")
    assert talk.path[-1] == "reading.value"


@FORMS
async def test_a_value_below_the_previous_one_is_not_called_the_first(metered, form):
    talk = await sender(metered, form)
    await talk.says("138")
    said = await talk.presses("reading-yes") if form == "rich" else await talk.says("это с табло")
    assert await kept(talk) == [(State.ACCEPTED, (138,))]
    assert "первое показание" not in said
    if form == "rich":
        assert "меньше прошлого 15 282, поэтому расход не посчитан" in said


@FORMS
async def test_yes_and_no_to_a_gap(metered, form):
    talk = await sender(metered, form)
    await talk.says("15 420")
    await talk.says("нет")
    assert talk.path[-1] == "reading.value"
    await talk.says("15 420")
    await talk.says("да")
    assert await kept(talk) == [(State.ACCEPTED, (15_420,))]


@FORMS
async def test_a_number_with_a_question_mark_is_no_gap(metered, form):
    talk = await sender(metered, form)
    said = await talk.says("15420?")
    assert "одно число" not in said
    assert "это показание" in said
    await talk.says("да")
    assert await kept(talk) == [(State.ACCEPTED, (15_420,))]


@FORMS
@pytest.mark.parametrize("first", ["15.01", "показания", "99420"])
async def test_a_question_about_money_with_a_number_is_no_answer_to_ours(metered, form, first):
    talk = await sender(metered, form)
    assert "?" in await talk.says(first) or first == "показания"
    said = await talk.says("пени 12.12")
    assert talk.path[0] == "penalty"
    assert "показани" not in said.lower()
    await talk.says("15.01")
    assert "Записано: 15 425" in await talk.says("показание 15425") or form == "short"


@FORMS
async def test_two_numbers_with_gaps_are_not_asked_about_as_one(metered, form):
    talk = await sender(metered, form, HOUSE)
    said = await talk.says(f"{TWO} 5 350 2 150")
    assert "5350/2150" in said
    assert "верно?" in said
    assert "одно число" not in said
    await talk.says("да")
    assert await kept(talk, HOUSE, TWO) == [(State.ACCEPTED, (5350, 2150))]
