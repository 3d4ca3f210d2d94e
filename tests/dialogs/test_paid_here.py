"""What was paid in the chat is taken off every sum shown, and said, until billing knows of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.dialogs.ebill_news import of_month
from core.ebill.model import MonthBill
from core.payments.model import EntryKind
from core.payments.money import NewEntry
from core.payments.qr_text import read_bytes
from core.values import Money
from storage.database import Unit
from storage.store import TxStore
from tests.bills import test_papers as papers
from tests.dialogs.paying import intents, paying
from tests.dialogs.supplier import RULES

NOW = 1_800_000_000_000
NUMBERS = {"1234567833": 1, "1234567858": 3}


def bare(text):
    return re.sub(r"\s", "", text)


async def paid(talk, kopecks, number="1234567833"):
    """Book money of an account."""
    kind = EntryKind.PAYMENT if kopecks > 0 else EntryKind.REFUND
    entry = NewEntry(kind, f"ext{kopecks}", NUMBERS[number], 0, Money(kopecks), NOW)
    await talk.database.write(Unit(lambda tx: TxStore(tx).ledger.book(entry, NOW)))


async def test_the_card_is_less_what_was_paid_here(talk):
    await talk.links("1234567833")
    await paid(talk, 100_000)
    card = await talk.says("баланс")
    assert "310,90" in card
    assert "плачено здесь, ещё не учтено" in card
    await paid(talk, 131_090)
    card = await talk.says("баланс")
    assert "2310,90" in card.replace("\u00a0", "").replace(" ", "")
    assert "латить не нужно" in card or "ничего нет" in card


async def test_who_says_that_it_is_paid_already_sees_it_among_the_payments(talk):
    await talk.links("1234567833")
    await paid(talk, 40_600)
    for text in ("платежи", "я уже заплатил", "где мои деньги"):
        said = await talk.says(text)
        assert re.search(r"ещё не учтено: 406,00 руб", said), text
        assert "поздних здесь ещё нет" not in said
    await paid(talk, -100_000)
    assert "ещё не учтено: 594,00 руб" in await talk.says("платежи")


async def test_what_is_late_is_paid_first(chat):
    await chat.links("1234567833")
    await paid(chat, 125_039)
    lines = (await chat.says("баланс")).splitlines()
    assert lines[1:4] == [
        "К оплате до 15 ноября: 1 060,51 руб.",
        "Из них просрочено с 16 октября: 0,01 руб.",
        "Оплачено здесь, ещё не учтено (уже вычли): 1 250,39 руб.",
    ]
    await paid(chat, 1)
    assert "росрочено" not in await chat.says("баланс")


async def test_money_given_back_is_owed_again(chat):
    await chat.links("1234567833")
    await paid(chat, -100_000)
    card = await chat.says("баланс")
    assert "3 310,90 руб." in card
    assert "Вернули вам, ещё не учтено (уже прибавили): 1 000,00 руб." in card


@pytest.mark.parametrize("kopecks", [3_000_000])
async def test_a_stage_that_was_paid_here_is_not_the_next_one(chat, kopecks):
    await chat.links("1234567858")
    await paid(chat, kopecks, "1234567858")
    card = await chat.says("баланс")
    assert "Ближайший платёж до 25 ноября: 40 000,00 руб." in card
    assert "30 000,00 руб. Это 30 %" not in card


async def test_a_bill_and_the_penalty_count_it_too(chat):
    await chat.links("1234567833")
    await paid(chat, 231_090)
    assert "1 250,40" not in await chat.says("пени")


async def test_one_sum_on_every_surface(talk):
    """Card, link, code, paper and its code, electronic bill."""
    await talk.links("1234567833")
    paying(talk)
    talk.engine._desk = replace(talk.desk, rules=replace(RULES, by_requisites=True))
    await paid(talk, 100_000)
    assert "1310,90" in bare(await talk.says("баланс"))
    assert "1310,90" in bare(await talk.says("оплатить"))
    assert (await intents(talk))[-1][0].wish.amount == Money(131_090)
    if "telegram" in talk.address:
        assert "1310,90" in bare(await talk.says("оплатить по реквизитам"))

    card = await talk.database.read(lambda tx: TxStore(tx).accounts.card(1, 1))
    paper = papers.made(card=card)
    assert "1310,90" in bare(str(paper))
    assert read_bytes(paper.pay.code.payload).amount == Money(131_090)
    told = of_month(MonthBill(1, 1, papers.OCTOBER, "", ""), card, sums=True, file=False)
    assert told.phrases[0].values["debt"] == Money(131_090)
