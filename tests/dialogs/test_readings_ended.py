"""After the window: a «да» to a doubt that its end ended, and what a receipt says of correcting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.assembly import SMS
from bot.channels.render import render
from bot.channels.segments import measure
from bot.dialogs.model import Kind
from bot.dialogs.reading_news import of_closed, of_counted, of_refused, of_waiting
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


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_an_sms_about_zones_shows_the_numbers_it_asks_about(supplied):
    """«показание N 48-217-305 верно?» could not be answered: nobody remembers two registers."""
    talk = await sender(await billed(supplied, past), "rich", HOUSE)
    await talk.says(f"{TWO} 92300 51200")
    (entry,) = await journal(talk, HOUSE, TWO)
    entry = replace(entry, address=PHONE)
    number, until = "2900001025", date(2026, 11, 25)
    asked = of_waiting((entry,), {entry.account_id: number}, until)
    named = of_waiting((entry,), {entry.account_id: number}, until, "+79001234567")
    passed = of_closed((replace(entry, state=State.ACCEPTED),), number, left=False)
    held = of_closed((replace(entry, state=State.HELD),), number, left=False)
    left = of_closed((replace(entry, state=State.HELD),), number, left=True)
    refused = of_refused((replace(entry, reason=REASON),), number)
    for reply, words in (
        (asked, "*1025: 92300/51200 верно? ДА или новые числа до 25.11"),
        (named, "*1025: 92300/51200 верно? ДА или числа на +79001234567 до 25.11"),
        (passed, "*1025: 92300/51200 передадим без подтверждения. Верно? ДА"),
        (held, "*1025: 92300/51200 не подтверждено и не передано. Верно? ДА"),
        (left, "*1025: 92300/51200 не подтверждено, осталось прежнее."),
        (refused, f"*1025: 92300/51200 не учтено. {REASON} Проверьте и пришлите снова."),
        (of_counted((entry,), number), "*1025: 92300/51200 учтено."),
    ):
        text = said(reply)
        assert text.startswith(words), text
        assert measure(text).parts == (2 if reply is refused else 1), text


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_the_number_to_answer_to_is_for_sms_alone(supplied):
    """By SMS it stands beside the number, with several of them beside the day; a chat is answered in."""
    talk = await sender(await billed(supplied, past))
    await talk.says("19420")
    (chat,) = await journal(talk)
    phone, until, to = replace(chat, address=PHONE), date(2026, 11, 25), "+79001234567"
    numbers = {chat.account_id: "2900001025"}
    one = said(of_waiting((phone,), numbers, until, to))
    assert one.startswith(f"*1025: 19420 верно? ДА или число на {to} до 25.11")
    two = said(of_waiting((phone, phone), numbers, until, to))
    assert two.startswith(f"*1025: ждут ответа показания: 2. ДА на {to} до 25.11")
    several = said(of_waiting((phone, phone), {**numbers, 77: "2900001026"}, until, to))
    assert several.startswith(f"Ждут ответа показания: 2. ДА на {to} до 25.11")
    assert {measure(text).parts for text in (one, two, several)} == {1}
    for entries in ((phone, chat), (chat,)):  # the newest says where it goes
        reply = of_waiting(entries, numbers, until, to)
        assert "texted" not in "".join(phrase.key for phrase in reply.phrases)


@FORMS
@pytest.mark.parametrize("several", [False, True])
async def test_a_wrong_number_that_goes_into_the_bill_has_a_next_step(doubted, form, several):
    talk = await doubted(form, PASSED)
    (entry,) = await journal(talk)
    reply = of_closed((entry,) * (1 + several), "2900001025", left=False)
    text = render(reply, talk.can, CATALOGUE, VALUES, talk.today()).parts[0].text.replace("\u00a0", " ")
    assert ("8 800 100-20-30" if form == "rich" else "88001002030") in text
    assert form == "short" or several or "Верно: ответьте «да»." in text.splitlines()
    assert form == "rich" or measure(text).parts == 1


def said(reply):
    """By SMS."""
    return render(reply, SMS, CATALOGUE, VALUES, date(2026, 11, 20)).parts[0].text


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
