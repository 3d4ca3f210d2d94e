"""Whoever looks what the bot can do reads of readings, linked or not, on both channels."""

from __future__ import annotations

import pytest

from bot.channels.telegram_setup import COMMANDS
from tests.dialogs.conversation import CATALOGUE, NOON

WORDS = ["старт", "помощь", "что умеешь", "абракадабра"]


@pytest.mark.parametrize("word", WORDS)
async def test_the_first_words_name_readings_to_a_guest(talk, word):
    text = await talk.says("/start" if word == "старт" and talk.can.buttons else word)
    assert "показани" in text.lower() or (word == "абракадабра" and not talk.can.buttons), text


@pytest.mark.parametrize("word", WORDS)
async def test_the_first_words_name_readings_to_who_has_linked(talk, word):
    await talk.links()
    talk.later(minutes=5)
    text = await talk.says("/start" if word == "старт" and talk.can.buttons else word)
    assert "показани" in text.lower(), text


def test_telegram_is_told_that_readings_are_taken():
    assert "readings" in COMMANDS
    for key in ("command-readings", "bot-description", "bot-short-description"):
        assert "показани" in CATALOGUE.text("full", key, {"supplier": "Пример"}, NOON.date()).lower()


async def test_the_menu_leads_to_readings(talk):
    await talk.links()
    talk.later(minutes=5)
    await talk.says("меню")
    assert "readings" in talk.offered
    assert talk.can.buttons or "ПОКАЗАНИЯ" in talk.text
