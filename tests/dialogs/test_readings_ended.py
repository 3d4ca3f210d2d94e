"""After the window: a «да» to a doubt that its end ended, and what a receipt says of correcting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.assembly import SMS
from bot.channels.render import render
from bot.channels.segments import measure
from bot.dialogs.model import Kind
from bot.dialogs.reading_news import of_closed, of_refused, of_waiting
from core.readings.journal import State
from storage.database import Unit
from tests.dialogs.billed import billed
from tests.dialogs.conversation import CATALOGUE
from tests.dialogs.metered import HOUSE, TWO, journal, past, sender
from tests.dialogs.supplier import VALUES

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
    assert "ответа не ждём" in await talk.says("да")


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


@pytest.mark.parametrize("said", [of_waiting, of_closed, of_refused])
async def test_what_is_said_of_zones_names_their_numbers(supplied, said):
    """«Числа верные?» cannot be answered without them."""
    metered = await billed(supplied, past)
    talk = await sender(metered, "rich", HOUSE)
    await talk.says(f"{TWO} 92300 51200")
    (entry,) = await journal(talk, HOUSE, TWO)
    options = {of_waiting: {"until": date(2026, 11, 25)}, of_closed: {"left": False}, of_refused: {}}[said]
    number = {entry.account_id: "2900001025"} if said is of_waiting else "2900001025"
    reply = said((entry,), number, **options)
    text = render(reply, talk.can, CATALOGUE, VALUES, talk.today()).parts[0].text.replace("\u00a0", " ")
    assert "T1 92 300, T2 51 200" in text.splitlines()


REASON = "Показание меньше снятого инспектором 12 ноября."
PHONE = "tel:+79161234567"


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize(
    ("address", "reason", "told"),
    [(PHONE, REASON, True), (PHONE, f"{REASON} {REASON}", False), ("telegram:1", f"{REASON} {REASON}", True)],
)
async def test_a_refusal_says_why_and_what_to_do_by_sms_too(supplied, address, reason, told):
    """Without the reason the same number would be sent, and refused, once more; a long one has no room."""
    talk = await sender(await billed(supplied, past))
    await talk.says("15420")
    (entry,) = await journal(talk)
    refused = replace(entry, state=State.REFUSED, reason=reason, address=address)
    can = SMS if address == PHONE else talk.can
    text = render(of_refused((refused,), "2900001025"), can, CATALOGUE, VALUES, talk.today()).parts[0].text
    assert ("меньше снятого инспектором" in text, "пришлите" in text) == (told, True)
    assert can is not SMS or measure(text).parts == 1 + told
