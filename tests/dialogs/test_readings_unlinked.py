"""A reading from somebody who has not linked the account: kept for billing, and nothing is shown of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from core.readings.journal import State
from storage.database import Unit
from tests.dialogs.billed import billed
from tests.dialogs.conversation import Conversation
from tests.dialogs.metered import GARAGE, HOUSE, ONE, OPEN, TWO, _ruled, journal, past, sender
from tests.dialogs.supplier import ACCOUNTS, make_test_desk

FORMS = pytest.mark.parametrize("form", ["rich", "short"])
NUMBER = {account[0]: account[1] for account in ACCOUNTS}
ALL = (
    "SELECT account_id, serial, state, subscriber_id, flag, t1, t2, period, channel"
    " FROM reading_entry ORDER BY id"
)


@pytest.fixture
async def metered(supplied):
    return await billed(supplied, past)


def stranger(database, form="rich", address="", *, accept=True, **rules):
    """Somebody with nothing linked, where such readings are taken."""
    short = form == "short"
    address = address or ("tel:+79990000001" if short else "telegram:77")
    desk = make_test_desk(rules=_ruled(accept_unlinked=accept, **rules))
    return Conversation(database, SMS if short else TELEGRAM, address, desk, OPEN)


async def entries(talk):
    return await talk.database.read(lambda tx: tx.all(ALL))


@FORMS
async def test_it_is_not_taken_unless_the_supplier_wants_it(metered, form):
    talk = stranger(metered, form, accept=False)
    assert "записано" in (await talk.says(f"{NUMBER[GARAGE]} 15420")).lower()
    assert await entries(talk) == []


@FORMS
async def test_it_is_kept_as_a_draft_of_nobody(metered, form):
    talk = stranger(metered, form)
    said = await talk.says(f"{NUMBER[GARAGE]} 15420")
    [row] = await entries(talk)
    channel = "tel" if form == "short" else "telegram"
    assert tuple(row) == (GARAGE, ONE, "draft", 0, "unlinked", 15_420, None, "2026-11", channel)
    assert "15420" in said
    for shown in ("15 282", "15282", "7874", ONE):
        assert shown not in said


@FORMS
async def test_the_answer_is_the_same_for_any_account(metered, form):
    await metered.write(
        Unit(lambda tx: tx.run("UPDATE account_card SET status = 'closed' WHERE account_id = 1"))
    )
    answers, costs = set(), []
    for n, number in enumerate((NUMBER[GARAGE], NUMBER[HOUSE], NUMBER[1], "9999999999")):
        talk = stranger(metered, form, f"tel:+7999000010{n}" if form == "short" else f"telegram:8{n}")
        answers.add(await talk.says(f"{number} 15420"))
        answers.add(await talk.says(f"{number} 99999999999"[:-2]))
        costs.append([one.split()[0] for one in talk.statements if "reading_entry" not in one])
    assert len(answers) == 2
    assert all(one == costs[0] for one in costs)


async def test_zones_go_by_name_and_what_fits_no_meter_is_not_kept(metered):
    talk = stranger(metered)
    first = await talk.says(f"{NUMBER[HOUSE]} 15420")
    assert await entries(talk) == []
    await talk.database.write(
        Unit(lambda tx: tx.run("UPDATE meter SET removed_on = '2026-11-01' WHERE serial = '60001111'"))
    )
    second = await talk.says(f"{NUMBER[HOUSE]} ночь 2200 день 5350")
    [row] = await entries(talk)
    assert (row[1], row[5], row[6]) == (TWO, 5350, 2200)
    assert first.split(".")[1:] == second.split(".")[1:]


@FORMS
async def test_a_number_without_an_account_is_told_how(metered, form):
    talk = stranger(metered, form)
    assert "1234567833 15420" in await talk.says("15420")
    assert await entries(talk) == []


@FORMS
async def test_so_many_an_hour_and_no_more(metered, form):
    talk = stranger(metered, form)
    for value in range(15_400, 15_406):
        assert str(value) in await talk.says(f"{NUMBER[GARAGE]} {value}")
    assert "лишком много" in await talk.says(f"{NUMBER[GARAGE]} 15406")
    assert [row[5] for row in await entries(talk)][-1] == 15_405
    talk.later(hours=2)
    assert "15407" in await talk.says(f"{NUMBER[GARAGE]} 15407")
    other = stranger(metered, form, "tel:+79990000002" if form == "short" else "telegram:78")
    assert "15408" in await other.says(f"{NUMBER[GARAGE]} 15408")


async def test_the_own_people_of_the_account_see_nothing_of_it(metered):
    talk = stranger(metered)
    own = await sender(metered)
    before = await own.says("последнее показание")
    await talk.says(f"{NUMBER[GARAGE]} 15420")
    assert await own.says("последнее показание") == before
    assert await journal(own) == ()
    said = await own.says("15420")
    assert "✅ Записано: 15 420" in said
    assert "уже" not in said
    assert [entry.state for entry in await journal(own)] == [State.ACCEPTED]


async def test_it_takes_nobody_s_place(metered):
    own, talk = await sender(metered), stranger(metered)
    await own.says("15420")
    await talk.says(f"{NUMBER[GARAGE]} 19999")
    assert [(row[2], row[5]) for row in await entries(talk)] == [("accepted", 15_420), ("draft", 19_999)]
    assert "Было 15 282" in await own.says("15425")
    assert [entry.shown for entry in await journal(own)] == [(15_425,)]


async def test_somebody_with_another_account_may_send_for_this_one(metered):
    talk = await sender(metered, "rich", HOUSE, address="telegram:5", accept_unlinked=True)
    assert "сначала проверят" in await talk.says(f"{NUMBER[GARAGE]} 15420")
    [row] = await entries(talk)
    assert (row[0], row[3], row[4]) == (GARAGE, 0, "unlinked")
    talk = await sender(metered, "rich", HOUSE, address="telegram:6")
    assert "не подключён" in await talk.says(f"{NUMBER[GARAGE]} 15430")
    assert len(await entries(talk)) == 1


async def test_the_time_is_that_of_the_message(metered):
    talk = stranger(metered)
    talk.now = OPEN + timedelta(days=9)
    await talk.says(f"{NUMBER[GARAGE]} 15420")
    assert [row[7] for row in await entries(talk)] == ["2026-12"]


@FORMS
@pytest.mark.parametrize("text", ["ЛС {} 15420", "лс {} показание 15420", "ЛС{} 15420"])
async def test_behind_the_word_of_linking_it_is_a_reading_all_the_same(metered, form, text):
    talk = stranger(metered, form)
    said = await talk.says(text.format(NUMBER[GARAGE]))
    assert [(row[0], row[5]) for row in await entries(talk)] == [(GARAGE, 15_420)], said
    address = "tel:+79990000009" if form == "short" else "telegram:79"
    assert said == await stranger(metered, form, address).says(text.format("9999999999"))
    assert len(await entries(talk)) == 1


@FORMS
@pytest.mark.parametrize(
    ("text", "accept"),
    [("ЛС {} 482133", True), ("ЛС {} 48213399", True), ("ЛС {}", True), ("ЛС {} 15420", False)],
)
async def test_a_code_the_number_alone_and_where_none_are_wanted_begin_linking(metered, form, text, accept):
    talk = stranger(metered, form, accept=accept)
    await talk.says(text.format(NUMBER[GARAGE]))
    assert talk.path == ("link", "link.consent")
    assert await entries(talk) == []


async def test_registers_by_their_place_name_the_meter_that_has_them(metered):
    """The house has a meter of two zones and one of a single one, which has no T2."""
    talk = stranger(metered, "short")
    await talk.says(f"{NUMBER[HOUSE]} T2 2200 T1 5350")
    [row] = await entries(talk)
    assert (row[1], row[5], row[6]) == (TWO, 5350, 2200)


async def test_a_repeat_takes_the_place_of_the_first(metered):
    talk = stranger(metered, "short")
    assert await talk.says(f"{NUMBER[GARAGE]} 15420") == await talk.says(f"{NUMBER[GARAGE]} 15420")
    assert [row[2] for row in await entries(talk)] == ["replaced", "draft"]


async def test_an_account_number_alone_says_nothing_of_it(metered):
    one, other = stranger(metered, "short"), stranger(metered, "short", "tel:+79990000003")
    assert await one.says(NUMBER[GARAGE]) == await other.says("9999999999")
    assert await entries(one) == []


@pytest.mark.parametrize("accept", [True, False])
@pytest.mark.parametrize("text", ["{} 15420", "15420 {}", "Показания {} 15420 спасибо", "15420", "показания"])
async def test_every_answer_by_sms_is_one_part(metered, accept, text):
    talk = stranger(metered, "short", accept=accept)
    assert len(await talk.says(text.format(NUMBER[GARAGE]))) <= 70


async def test_who_links_afterwards_sends_their_own_in_its_place(metered):
    talk = stranger(metered)
    await talk.says(f"{NUMBER[GARAGE]} 15420")
    await sender(metered, "rich", GARAGE, address="telegram:77")
    said = await talk.says("15430")
    assert "Было 15 282" in said
    assert [(row[2], row[3] > 0, row[5]) for row in await entries(talk)] == [
        ("replaced", False, 15_420),
        ("accepted", True, 15_430),
    ]


@FORMS
async def test_behind_the_word_of_linking_an_own_account_is_an_ordinary_reading(metered, form):
    talk = await sender(metered, form)
    said = await talk.says(f"ЛС {NUMBER[GARAGE]} 15420")
    assert "138 кВт" in said
    [row] = await entries(talk)
    assert tuple(row)[2:5] == ("accepted", 1, "")
