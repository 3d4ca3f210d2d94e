"""The bill of a month in words: the sums of the card, no sum at the head, an SMS that is read whole."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

from bot.assembly import SMS
from bot.channels.render import render
from bot.channels.segments import measure
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.ebill_news import of_end, of_month
from bot.texts.lexicon import Lexicon
from bot.texts.samples import TODAY, ordinary, samples
from core.ebill.model import Change, MonthBill, Way, Why
from core.values import Period
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import CATALOGUE, VALUES
from tests.ebill.billed import moment

OCTOBER = Period(2026, 10)
BILL, CORRECTION = (MonthBill(1, 1, OCTOBER, "", told) for told in ("", "before"))


@pytest.fixture
async def talk(billed):
    talk = Conversation(billed.database, TELEGRAM)
    await talk.links()
    return talk


async def card_of(talk, debt, advance, due_on="2026-11-15"):
    """The card of the flat with these sums."""
    sums = "debt = :debt, advance = :advance, overdue = 0, overdue_since = NULL, due_on = :due"
    sql = f"UPDATE balance SET {sums} WHERE account_id = 1"
    await talk.database.write(Unit(lambda tx: tx.run(sql, debt=debt, advance=advance, due=due_on)))
    return await talk.database.read(lambda tx: TxStore(tx).accounts.card(1, 1))


def said(reply, can=TELEGRAM):
    [part] = render(reply, can, CATALOGUE, VALUES, TODAY).parts
    return part.text.replace("\u00a0", " ")


def told(card, bill=BILL, can=TELEGRAM):
    return said(of_month(bill, card, sums=True, file=can is TELEGRAM), can)


@pytest.mark.parametrize("due_on", ["2026-11-15", None])
async def test_its_sums_are_those_of_the_card(talk, due_on):
    """Billing keeps a debt and an advance side by side: so does the card, and only the rest is to be paid."""
    sums = re.compile(r"[\d ]+,\d\d руб\.")
    for debt, advance in product((0, 50_000), (0, 30_000, 50_000, 70_000)):
        card = await card_of(talk, debt, advance, due_on)
        shown = (await talk.says("баланс")).partition("Начислено")[0]
        assert sums.findall(told(card)) == sums.findall(shown)
        pay = "pay" in [choice.id for choice in of_month(BILL, card, sums=True, file=True).choices]
        assert pay == (debt > advance)


async def test_a_debt_beside_an_advance(talk):
    card = await card_of(talk, 50_000, 30_000)
    assert told(card).splitlines()[1:] == [
        "К оплате до 15 ноября: 500,00 руб.",
        "Отдельно числится переплата: 300,00 руб.",
    ]
    sums = "К оплате до 15.11: 500,00 руб. Отдельно переплата 300,00 руб. Файл: офис"
    assert told(card, can=SMS).startswith(f"*7833: квитанция за 10.2026. {sums}")


@pytest.mark.parametrize(
    ("debt", "advance", "due_on", "words"),
    [
        (231_090, 0, "2026-11-15", "К оплате до 15.11: 2310,90 руб."),
        (231_090, 0, None, "К оплате 2310,90 руб."),
        (0, 12_000, None, "Переплата 120,00 руб."),
        (0, 0, None, "Платить нечего."),
    ],
)
async def test_an_sms_names_the_bill_before_the_sum(talk, debt, advance, due_on, words):
    card = await card_of(talk, debt, advance, due_on)
    assert told(card, can=SMS).startswith(f"*7833: квитанция за 10.2026. {words}")
    assert told(card, CORRECTION, SMS).startswith(f"*7833: новая квитанция за 10.2026. {words}")


async def test_the_widest_sms_has_two_parts_and_where_the_file_is_costs_none(talk):
    """A second part is for an advance beside the debt only."""
    widest = samples()["debt"].widest.kopecks
    for bill, debt, advance in product((BILL, CORRECTION), (0, widest), (0, widest)):
        card = await card_of(talk, debt, advance)
        text = told(card, bill, SMS)
        assert measure(text).parts == (2 if debt and advance else 1), text
        bare = replace(of_month(bill, card, sums=True, file=True), document="", choices=())
        assert measure(text).parts == measure(said(bare, SMS)).parts


async def test_where_the_file_is_stands_where_there_is_room(talk):
    assert "Файл: офис" in told(await card_of(talk, 0, 0), can=SMS)
    assert "Файл" not in told(await card_of(talk, 12_345_678, 0), can=SMS)
    assert "Файл" not in told(await card_of(talk, 0, 0))


@pytest.mark.parametrize("form", ["full", "short"])
@pytest.mark.parametrize("news", ["month", "corrected"])
async def test_no_sum_at_the_head(talk, form, news):
    """It is read on the screen of a locked phone."""
    for debt, advance in ((50_000, 0), (0, 70_000), (50_000, 70_000)):
        bill = BILL if news == "month" else CORRECTION
        text = told(await card_of(talk, debt, advance), bill, TELEGRAM if form == "full" else SMS)
        head = re.split(r"\n|(?<=\d{4})\. ", text)[0]
        assert "квитанция за" in head.lower()
        assert "руб" not in head


@pytest.mark.parametrize(
    ("why", "full", "short"),
    [
        (Why.ENDED, "первая за ноябрь: электронную больше некому получать.",
         "*7833: с 11.2026 квитанция на бумаге, электронную некому получать"),
        (Why.UNREACHABLE, "электронную не удалось доставить.\nВключить снова: «электронная квитанция».",
         "*7833: с 11.2026 квитанция на бумаге, электронная не доходила"),
    ],
)  # fmt: skip
def test_the_end_says_what_ended_and_what_comes(why, full, short):
    reply = of_end(Change(1, Way.PAPER, why, moment(3), Period(2026, 11), 0, "system"), "1234567833")
    assert full in said(reply)
    assert said(reply, SMS).startswith(short)


@pytest.mark.parametrize(
    "words",
    [
        "Квитанция без бумаги",
        "ЭЛЕКТРОННАЯ КВИТАНЦИЯ",
        "Счёт вместо бумаги",
        "ЭЛЕКТРОННЫЙ СЧЕТ",
    ],
)
def test_words_of_old_buttons_are_understood(words):
    assert Lexicon.load().entry(words) == "ebill"


def test_the_bill_is_no_account():
    """«Счёт» is a лицевой счёт: what comes every month is a «квитанция»."""
    keys = [key for key in CATALOGUE if re.match(r"(button-)?(ebill|paper)|settings-(ebill|paper)", key)]
    assert len(keys) > 40
    for form in (CATALOGUE.full, CATALOGUE.short):
        texts = {key: form.text(key, ordinary(form.entries[key].needs, samples()), TODAY) for key in keys}
        old = re.compile(r"электронн\w+ сч[её]т|сч[её]т вместо", re.IGNORECASE)
        assert not [key for key, text in texts.items() if old.search(text)]
