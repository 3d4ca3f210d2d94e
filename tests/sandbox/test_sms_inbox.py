"""A person texts to the supplier from the sandbox's phone; the bot asks for what came."""

from __future__ import annotations

import asyncio

import pytest

from bot.dialogs.model import Kind
from bot.handlers.sms_sandbox import SandboxInbox, translate_sms
from core.background import Background
from core.errors import Malformed, NotStored

PHONE = "+79161234567"


async def text(emulator, words, phone=PHONE):
    return (await emulator.post(f"/control/phones/{phone}/send", {"text": words}))["id"]


async def test_what_was_texted_is_in_the_inbox_and_on_the_phone(emulator):
    first, second = await text(emulator, "привет"), await text(emulator, "ЛС 1", "+79020000000")
    inbox = (await emulator.get("/sms/inbox"))["messages"]
    assert [(sms["id"], sms["phone"], sms["text"]) for sms in inbox] == [
        (first, PHONE, "привет"),
        (second, "+79020000000", "ЛС 1"),
    ]
    assert [sms["id"] for sms in (await emulator.get(f"/sms/inbox?after={first}"))["messages"]] == [second]
    await emulator.post("/sms/send", {"id": "1", "phone": PHONE, "text": "ответ"})
    shown = (await emulator.get(f"/control/phones/{PHONE}"))["messages"]
    assert [(sms["text"], sms.get("own", False)) for sms in shown] == [("привет", True), ("ответ", False)]


async def test_ids_are_never_used_again_and_a_day_is_kept(emulator):
    first = await text(emulator, "раз")
    await emulator.restart()
    assert await text(emulator, "два") > first
    await emulator.advance(24 * 3600 + 5)
    assert (await emulator.get("/sms/inbox"))["messages"] == []


@pytest.mark.parametrize(("phone", "words"), [("8916", "да"), (PHONE, " "), (PHONE, "я" * 700), (PHONE, 5)])
async def test_refused(emulator, phone, words):
    status, _ = await emulator.raw(f"/control/phones/{phone}/send", {"text": words})
    assert status == 400


async def test_the_bot_takes_each_once_and_again_if_it_was_not_stored(emulator, monkeypatch):
    monkeypatch.setattr("bot.handlers.sms_sandbox._EVERY_S", 0.01)
    taken, refuse = [], [True]

    async def accept(events):
        if refuse:
            refuse.pop()
            raise NotStored("full")
        taken.extend(events)

    id_ = await text(emulator, "Привет")
    background = Background()
    inbox = SandboxInbox(f"{emulator.base}/sms", accept, lambda: 7)
    background.spawn(inbox.run(), name="inbox")
    async with asyncio.timeout(5):
        while not taken:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    await background.close()
    [event] = taken
    assert (event.source, event.source_id, event.address) == ("sms-sandbox", str(id_), f"tel:{PHONE}")
    read = translate_sms(event.body, 7)
    assert (read.kind, read.text) == (Kind.TEXT, "Привет")
    assert read.sent_at is not None


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b'{"id":1,"phone":"+7","text":5,"at_ms":1}', b'{"id":1,"phone":"","text":"","at_ms":1e40}'],
)
def test_what_is_no_sms_is_malformed(body):
    with pytest.raises(Malformed):
        translate_sms(body, 7)
