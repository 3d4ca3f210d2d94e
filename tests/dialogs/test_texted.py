"""One message for one message, and the numbers that it shows."""

from __future__ import annotations

import pytest

from bot.dialogs.texted import OPEN_MS
from tests.dialogs.billed import bills
from tests.dialogs.channels import Played
from tests.dialogs.metered import HOUSE, past

FLAT = 1


@pytest.fixture
def two():
    """The same person on both channels, with a bill and meters."""
    return Played(bills, past).person().has(FLAT)


def test_a_number_that_an_sms_shows_chooses(two):
    assert "2-ПОЧЕМУ" in two.says("строки")[1]
    two.short.event_text("2")
    assert two.short.path == ("why",)


def test_the_same_for_an_hour_and_no_longer(two):
    two.says("строки")
    two.later(OPEN_MS // 1000 - 60)
    two.short.event_text(" 2.")
    assert two.short.path == ("why",)
    two.says("строки")
    two.later(OPEN_MS // 1000 + 1)
    two.short.event_text("2")
    assert "why" not in two.short.path


def test_a_number_nobody_was_offered_opens_nothing(two):
    """There was no room for the options of the card: the number may be anything, not one of them."""
    _, card = two.says("баланс")
    assert "1-" not in card
    two.short.event_text("1")
    assert two.short.path not in {("readings",), ("why",)}


def test_a_number_beyond_the_options_opens_nothing(two):
    two.says("строки")
    two.short.event_text("9")
    assert not {"why", "menu", "lines"} & set(two.short.path)


def test_what_is_said_beside_a_question_and_the_question_are_one_sms():
    two = Played().person(5)
    two.says("подключить")
    two.chooses("yes")
    _, short = two.says("контакты")
    assert (len(two.rich.replies), len(two.short.replies)) == (2, 1)
    assert short.startswith("Тел. 88001002030")
    assert "Номер лицевого счета" in short
    two.says("1234567833")
    assert two.short.path == ("link.receipt",)


def test_an_account_is_chosen_by_its_number_in_the_list():
    two = Played(bills, past).person().has(FLAT, HOUSE)
    _, asked = two.says("кто подключен")
    assert "2-дом *7841" in asked
    two.short.event_text("2")
    assert "*7841, вы владелец" in two.short.text


def test_a_word_that_works_everywhere_goes_before_the_options_do():
    two = Played(bills, past).person().has(FLAT, HOUSE)
    _, settings = two.says("настройки")
    assert settings.endswith("1-МОИ ДАННЫЕ, 2-СЧЕТА И ЛЮДИ, 3-СООБЩЕНИЯ")
