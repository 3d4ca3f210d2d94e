"""What an account is called where nobody has named it: an organisation's is no «дом», on any screen."""

from __future__ import annotations

import pytest

from storage.database import Unit

FIRM, FLAT = "1234567858", "1234567833"
SCREENS = ["баланс", "счета", "счетчики", "показания", "настройки", "начисления", "платежи"]


@pytest.fixture
async def firm(talk):
    """Somebody with a flat and an organisation whose address ends with a house."""
    await talk.links(FLAT)
    talk.later(hours=1)
    await talk.links(FIRM, "89021112233")
    talk.later(hours=1)

    def house(tx):
        tx.run("UPDATE account_card SET address = 'ул. Мира, д. 3' WHERE account_id = 3")

    await talk.database.write(Unit(house))
    return talk


@pytest.mark.parametrize("word", SCREENS)
async def test_no_screen_calls_an_organisation_a_house(firm, word):
    text = (await firm.says(word)) + str([c.label.key for reply in firm.replies for c in reply.choices])
    assert "дом" not in text.lower()
    assert "house" not in text


async def test_it_is_called_an_organisation(firm):
    await firm.says("счета")
    assert {choice.label.key for choice in firm.replies[-1].choices} >= {
        "button-account-flat",
        "button-account-firm",
    }
    settings = await firm.says("настройки")
    assert "Организация *7858" in settings or not firm.can.buttons


async def test_its_card_says_so(firm):
    await firm.says("счета")
    choice = next(c for c in firm.replies[-1].choices if c.label.key == "button-account-firm")
    if firm.can.buttons:
        assert (await firm.presses(f"account:{choice.target}")).startswith("Организация, счёт *7858")
    else:
        assert "*7858" in await firm.says("орг. *7858")
