"""What was paid in the chat is taken off every sum shown, and said, until billing knows of it."""

from __future__ import annotations

import re

import pytest

from core.payments.model import EntryKind
from core.payments.money import NewEntry
from core.values import Money
from storage.database import Unit
from storage.store import TxStore

NOW = 1_800_000_000_000
NUMBERS = {"1234567833": 1, "1234567858": 3}


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
