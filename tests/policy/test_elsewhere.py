"""Where the rest of an answer goes without a public address: SMS to the account's phone, or the phones."""

from __future__ import annotations

import json

import pytest

from bot.assembly import SMS
from bot.dialogs.codec import decode_reply
from bot.private_rest import Ways
from core.database import StorageUnavailable
from core.records import OutboxRow, Result
from tests.policy.sentinels import leaks
from tests.policy.strict import StrictChat
from tests.policy.test_linking import KEPT

SENT = "SELECT address, payload FROM outbox WHERE topic = 'withheld' ORDER BY id"


async def linked(database, ways):
    chat = StrictChat(database, ways)
    await chat.links()
    return chat


async def test_by_sms_to_the_phone_of_the_account(supplied):
    chat = await linked(supplied, Ways(sms_per_hour=6))
    await chat.says("баланс")
    assert "Отправили их по SMS на телефон, с которым подключён счёт" in chat.said
    assert not chat.urls
    address, payload = (await chat.rows(SENT))[-1]
    assert address == "tel:+79161234567"
    words = chat.speech.render(decode_reply(payload), SMS).parts[0].text
    assert "2310,90" in words
    assert all(leaks(body, KEPT) == [] for body in chat.recorder.bodies)


async def test_a_try_again_sends_no_second_sms(supplied):
    chat = await linked(supplied, Ways(sms_per_hour=6))
    [(id_, event_id, payload)] = await chat.rows(
        "SELECT id, event_id, payload FROM outbox WHERE address = 'telegram:1' ORDER BY id DESC LIMIT 1"
    )
    before = len(await chat.rows(SENT))
    chat.later(minutes=1)
    await chat.sender.send(OutboxRow(id_, event_id, "telegram:1", "message", payload, 2, 0, 0))
    assert len(await chat.rows(SENT)) == before == 1


async def test_no_more_sms_than_are_paid_for(supplied):
    chat = await linked(supplied, Ways(sms_per_hour=2))
    for _ in range(4):
        await chat.says("баланс")
        chat.later(minutes=2)
    assert len(await chat.rows(SENT)) == 2
    assert "Узнать их можно по телефону 8 800" in chat.said
    chat.later(hours=2)
    await chat.says("баланс")
    assert len(await chat.rows(SENT)) == 3


async def test_without_page_and_sms_the_phones_are_named(supplied):
    chat = await linked(supplied, Ways())
    await chat.says("баланс")
    assert "в чате не показываем. Узнать их можно по телефону 8 800" in chat.said
    assert await chat.rows(SENT) == []


async def test_a_question_that_may_not_be_asked_is_no_sms(supplied):
    chat = StrictChat(supplied, Ways(sms_per_hour=6))
    await chat.proves("1234567841")
    assert "не спрашиваем, продолжить здесь не получится" in chat.said
    assert "8 800" in chat.said
    assert await chat.rows(SENT) == []


async def test_with_a_phone_on_record_linking_needs_no_page(supplied):
    chat = await linked(supplied, Ways())
    assert len(await chat.rows("SELECT id FROM link WHERE active = 1")) == 1


async def test_a_reply_that_is_whole_passes_untouched(home):
    before = await home.rows("SELECT count(*) FROM private_page")
    await home.says("помощь")
    assert await home.rows("SELECT count(*) FROM private_page") == before
    assert "url" not in json.loads(home.recorder.bodies[-1]).get("reply_markup", {})


async def test_storage_away_means_later(home, monkeypatch):
    async def away(_unit):
        raise StorageUnavailable("io", "the disk is away")

    [(id_, payload)] = await home.rows("SELECT id, payload FROM outbox ORDER BY id DESC LIMIT 1")
    monkeypatch.setattr(home.database, "write", away)
    sent = len(home.recorder.bodies)
    attempt = await home.sender.send(OutboxRow(id_, 1, "telegram:1", "message", payload, 1, 0, 0))
    assert (attempt.result, len(home.recorder.bodies)) == (Result.RETRY, sent)


@pytest.mark.parametrize("payload", ["", "{", '{"t": [["no-such-text", {}]]}'])
async def test_what_cannot_be_read_is_left_to_the_sender(home, payload):
    with pytest.raises((ValueError, LookupError)):
        await home.sender.send(OutboxRow(1, 1, "telegram:1", "message", payload, 1, 0, 0))
