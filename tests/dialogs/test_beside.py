"""The transcripts are played by SMS too, and a dialog that goes another way there is found."""

from __future__ import annotations

import pytest

from bot.dialogs import router
from core.phones import phone_of
from tests.dialogs.beside import LISTS, NO_FORM


@pytest.fixture
def engine():
    return "sqlite"


async def test_every_turn_of_a_chat_is_played_by_sms(home, beside):
    await home.says("баланс")
    await home.presses("menu")
    assert len(home.paths) == beside.turns + len(beside.skipped)
    assert beside.turns >= 8
    assert NO_FORM.issuperset(beside.skipped)
    assert LISTS not in beside.skipped


async def test_a_dialog_that_goes_another_way_by_sms_is_found(chat, monkeypatch):
    entered = router.Router._enter

    def other(self, turn, stage, entry, target):
        if phone_of(turn.session.address):
            turn.path.append("another")
        entered(self, turn, stage, entry, target)

    monkeypatch.setattr(router.Router, "_enter", other)
    with pytest.raises(AssertionError, match="by SMS"):
        await chat.says("баланс")


async def test_the_two_worlds_are_apart(home, beside):
    """What is said by SMS is written to the copy only."""
    rows = await home.database.read(lambda tx: tx.all("SELECT address FROM address"))
    assert rows == [("telegram:1",)]
    assert beside.tx.all("SELECT address FROM address") == [("tel:+79990000001",)]
