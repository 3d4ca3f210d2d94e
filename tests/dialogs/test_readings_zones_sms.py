"""Readings of two zones by SMS, the whole dialogue: each reply is one part and says what is needed."""

from __future__ import annotations

import pytest

from core.readings.journal import State
from storage.database import Unit
from tests.dialogs.billed import billed
from tests.dialogs.metered import HOUSE, OTHER, TWO, journal, past, sender


@pytest.fixture
async def phone(supplied):
    """The phone of a house whose only meter has two zones."""
    database = await billed(supplied, past)
    gone = "UPDATE meter SET removed_on = '2026-01-01' WHERE serial = :serial"
    await database.write(Unit(lambda tx: tx.run(gone, serial=OTHER)))
    return await sender(database, "short", HOUSE)


WALKS = {
    "in order": ["5350 2200"],
    "one after the other": ["5350", "2200"],
    "night first, by name": ["ночь 2200", "5350"],
    "by place, turned": ["Т2 2200 Т1 5350"],
    "by place, one after the other": ["т1 5350", "т2 2200"],
    "asked for": ["показания", "5350 2200"],
    "turned, yes": ["2200 5350", "да"],
    "turned, no": ["2200 5350", "нет", "5350 2200"],
    "too large, no": ["9350 2200", "НЕТ", "5350 2200"],
    "too large, new numbers": ["9350 2200", "5350 2200"],
    "corrected": ["5300 2150", "исправить", "5350 2200"],
    "less, anew": ["5100 2200", "5350 2200"],
    "a red digit": ["53500 2200", "да"],
}


@pytest.mark.parametrize("walk", WALKS)
async def test_every_way_ends_with_the_two_registers(phone, walk):
    for text in WALKS[walk]:
        said = await phone.says(text)
        assert len(said) <= 70, said
    assert "записано 5350/2200" in said
    [entry] = [one for one in await journal(phone, HOUSE, TWO) if one.state is State.ACCEPTED]
    assert (entry.serial, entry.shown) == (TWO, (5350, 2200))


async def test_taken_back_and_kept(phone):
    await phone.says("5350 2200")
    assert "5350/2200" in await phone.says("отозвать показание")
    assert "осталось" in await phone.says("нет")
    await phone.says("отозвать показание")
    assert "отозвано" in await phone.says("да")
    assert await journal(phone, HOUSE, TWO) == ()
