"""Paying by SMS with short links of ours: what is said, and what comes in a message of its own."""

from __future__ import annotations

import pytest

from core.payments.outcome import Outcome, Settled
from tests.dialogs.paying import SETTLE, intents, paying, settles, short
from tests.dialogs.test_pay import linked


async def test_a_short_link_of_ours_is_a_message_of_its_own(talk):
    await linked(talk, shorten=short)
    said = await talk.says("оплатить")
    if talk.can.buttons:
        assert len(await intents(talk)) == 1
        return
    assert "Ссылка придет следом, до 23:59 08.11" in said
    assert "http" not in said
    link = await talk.hears()
    assert link.startswith("*7833: https://bot.example.ru/o/")
    assert link.isascii()
    assert len(link) <= 160
    assert await intents(talk) == []


@pytest.mark.parametrize("talk", ["short"], indirect=True)
@pytest.mark.parametrize("shorten", [None, short])
async def test_by_sms_too_it_is_said_who_gets_the_money_and_what_the_way_costs(talk, shorten):
    await linked(talk, shorten=shorten)
    assert 'Получает АО "Пример Энергосбыт", без комиссии' in await talk.says("оплатить")
    await talk.hears()
    paying(talk, shorten=shorten, commission="1 %")
    assert 'АО "Пример Энергосбыт", комис. 1 %' in await talk.says("оплата 500")


@pytest.mark.parametrize("talk", ["short"], indirect=True)
async def test_a_short_link_asked_for_again_at_once_is_not_the_same_text_again(talk):
    """The provider refuses it for a minute, and whatever waits for that minute holds up all behind it."""
    await linked(talk, shorten=short)
    first = [await talk.says("оплата"), await talk.hears()]
    for _ in range(2):
        assert "уже отправлена, до 23:59 08.11" in await talk.says("оплата 2310,90")
        assert await talk.hears() == ""
    other = [await talk.says("оплата 500"), await talk.hears()]
    assert not {*other} & {*first}
    talk.later(seconds=70)
    assert [await talk.says("оплата"), await talk.hears()] == first


@pytest.mark.parametrize("talk", ["short"], indirect=True)
async def test_an_open_question_is_not_put_behind_a_link(talk):
    """Its letters would make two parts of the one that the link has to itself."""
    await linked(talk, shorten=short)
    await talk.says("отключить 7833")
    assert "Отключить счет *7833?" in await talk.says("оплата 500")
    link = await talk.hears()
    assert link.startswith("*7833: https://")
    assert link.isascii()


@pytest.mark.parametrize("talk", ["short"], indirect=True)
async def test_fault_14_no_short_link_while_nobody_knows(talk):
    await linked(talk)
    await talk.says("оплатить")
    ((intent, _),) = await intents(talk)
    await settles(
        talk, lambda store, now_ms: Settled(Outcome.NOTHING, SETTLE.unsure(store, intent.id, now_ms))
    )
    paying(talk, shorten=short)
    assert "уточняем" in await talk.says("оплата 500")
    assert await talk.hears() == ""


@pytest.mark.parametrize("talk", ["short"], indirect=True)
async def test_a_short_link_of_more_than_a_card_pays_says_so(talk):
    await linked(talk, shorten=short)
    assert "СБП" in await talk.says("оплата 350001")
    assert "/o/" in await talk.hears()
