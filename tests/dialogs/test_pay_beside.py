"""Said in place of a sum, or of a reading: the number of a card, and what paying on a day would cost."""

from __future__ import annotations

import pytest

from tests.dialogs.paying import intents
from tests.dialogs.test_pay import linked

CARDS = (
    "4111 1111 1111 1111",
    "2200000000000004",
    "5555-5555-5555-4477 12/27 123",
    "карта 4111 1111 1111 1111",
)


def keys(talk):
    return [phrase.key for reply in talk.replies for phrase in reply.phrases]


async def journal(talk):
    return await talk.database.read(lambda tx: tx.all("SELECT id FROM reading_entry"))


async def test_the_number_of_a_card_is_never_taken_for_anything(talk):
    await linked(talk)
    for before in ("меню", "другая сумма", "показания"):
        await talk.says(before)
        for text in CARDS:
            await talk.says(text)
            assert keys(talk)[0] == "paycard-never", (before, text)
    assert (await intents(talk), await journal(talk)) == ([], [])


async def test_a_sum_is_still_asked_for_after_the_warning(talk):
    await linked(talk)
    await talk.says("другая сумма")
    await talk.says(CARDS[0])
    await talk.says("1500")
    ((intent, _),) = await intents(talk)
    assert intent.wish.amount.kopecks == 150000


@pytest.mark.parametrize(
    "words", ["если оплатить сегодня", "если заплатить завтра", "если оплатить через неделю"]
)
async def test_what_paying_on_a_day_costs_is_told_and_nothing_is_ordered(talk, words):
    await linked(talk)
    for before in ("меню", "другая сумма"):
        await talk.says(before)
        await talk.says(words)
        assert {"penalty-nothing", "penalty-added"} & set(keys(talk)), (before, keys(talk))
    assert await intents(talk) == []
