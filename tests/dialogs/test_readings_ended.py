"""After the window: a «да» to a doubt that its end ended, and what a receipt says of correcting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.dialogs.model import Kind
from core.readings.journal import State
from storage.database import Unit
from tests.dialogs.billed import billed
from tests.dialogs.metered import journal, past, sender

FORMS = pytest.mark.parametrize("form", ["rich", "short"])
HELD, PASSED = "state = 'held'", "state = 'accepted', unconfirmed = 1, due = 1"


@pytest.fixture
async def doubted(supplied):
    """A person whose doubted reading the end of the window ended as `how` says."""
    metered = await billed(supplied, past)

    async def ended(form, how):
        talk = await sender(metered, form)
        await talk.says("19420")
        assert [entry.state for entry in await journal(talk)] == [State.DRAFT]
        await metered.write(Unit(lambda tx: tx.run(f"UPDATE reading_entry SET {how}")))
        talk.now = talk.now.replace(day=26) + timedelta(hours=1)
        return talk

    return ended


@FORMS
@pytest.mark.parametrize("how", [HELD, PASSED])
async def test_a_typed_yes_confirms_what_the_end_of_the_window_ended(doubted, form, how):
    """By SMS there is no other way, and the message says «Верно? ДА»."""
    talk = await doubted(form, how)
    assert "аписано" in await talk.says("да")
    (entry,) = await journal(talk)
    assert (entry.state, entry.unconfirmed) == (State.ACCEPTED, False)


@FORMS
async def test_a_yes_two_months_later_confirms_nothing(doubted, form):
    talk = await doubted(form, PASSED)
    talk.later(days=60)
    await talk.says("да")
    assert [entry.unconfirmed for entry in await journal(talk)] == [True]


async def test_a_yes_of_somebody_who_waits_for_nothing_is_talk(doubted):
    talk = await doubted("rich", PASSED)
    await talk.says("да")
    assert "не распознан" in await talk.says("да")


async def test_a_receipt_after_the_window_offers_no_correction_until_a_day_that_is_over(doubted):
    talk = await doubted("rich", PASSED)
    said = await talk.says("да")
    assert "Номер " in said
    assert "Исправить можно" not in said


async def test_nor_does_one_for_a_message_that_waited_over_the_end(doubted):
    talk = await doubted("rich", HELD)
    sent_at = talk.now - timedelta(hours=20)
    await talk._happens(Kind.TEXT, text="15420", sent_at=sent_at)
    assert "Записано: 15 420 за ноябрь" in talk.text
    assert "Исправить можно" not in talk.text
