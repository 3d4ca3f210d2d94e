"""Several doubted readings that wait for a word: a «да» a day later asks about each of them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.assembly import SMS
from bot.channels.render import render
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.reading_news import of_waiting
from core.readings.journal import State
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.conversation import CATALOGUE
from tests.dialogs.metered import GARAGE, HOUSE, past, sender
from tests.dialogs.supplier import VALUES

FORMS = pytest.mark.parametrize("form", ["rich", "short"])


@pytest.fixture
async def metered(supplied):
    await supplied.write(Unit(past))
    return supplied


async def waiting(metered, form):
    """A doubt of the garage, and minutes later one of the house."""
    talk = await sender(metered, form, GARAGE, HOUSE)
    await talk.says("1234567874 16720")
    talk.later(minutes=5)
    await talk.says("60001111 3000")
    assert [one.state for one in await drafts(talk)] == [State.DRAFT] * 2, talk.text
    return talk.later(hours=24)


async def drafts(talk):
    return await talk.database.read(lambda tx: TxStore(tx).journal.drafts_of(1))


@FORMS
async def test_one_yes_is_not_for_all_of_them(metered, form):
    talk = await waiting(metered, form)
    first = await talk.says("да")
    assert talk.path == ("reading.doubt",), first
    assert len(await drafts(talk)) == 2
    assert "16 720" in first or "16720" in first
    second = await talk.says("да")
    assert "записано" in second.lower()
    assert "3 000" in second or "3000" in second
    last = await talk.says("да")
    assert "записано" in last.lower()
    assert await drafts(talk) == ()


async def test_the_button_of_the_nudge_leads_to_the_questions(metered):
    talk = await waiting(metered, "rich")
    kept = await drafts(talk)
    reply = of_waiting(kept, {GARAGE: "1234567874", HOUSE: "1234567841"}, date(2026, 11, 25))
    talk.replies = [reply]
    await talk.presses("reading-waiting")
    assert talk.path == ("reading-waiting", "reading.doubt")
    for one in kept:
        await talk.database.write(Unit(lambda tx, one=one: TxStore(tx).journal.confirm(one.id, 5)))
    talk.replies = [reply]
    assert "reading-yes" not in talk.offered
    await talk.presses("reading-waiting")
    assert talk.path == ("reading-waiting",)


@FORMS
async def test_the_nudge_is_short_and_names_the_way(metered, form):
    kept = await drafts(await waiting(metered, form))
    for numbers in ({GARAGE: "1234567874", HOUSE: "1234567841"}, {GARAGE: "1234567874"}):
        told = kept if len(numbers) > 1 else (kept[0], kept[0])
        reply = of_waiting(told, numbers, date(2026, 11, 25))
        channel = SMS if form == "short" else TELEGRAM
        (part,) = render(reply, channel, CATALOGUE, VALUES, date(2026, 11, 20)).parts
        assert len(part.text) <= (70 if form == "short" else 350)
        assert form == "rich" or "ДА" in part.text
        assert "25" in part.text
