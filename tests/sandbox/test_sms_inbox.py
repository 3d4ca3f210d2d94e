"""A person texts to the supplier from the sandbox's phone; the provider has it for the bot to ask."""

from __future__ import annotations

import pytest

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
