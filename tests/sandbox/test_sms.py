"""The SMS provider of the sandbox."""

from __future__ import annotations

import aiohttp
import pytest
import smsutil
from hypothesis import given, strategies

from bot.channels.segments import measure
from sandbox.sms.parts import count_parts

PHONE = "+79161234567"


async def send(emulator, **body):
    return await emulator.post("/sms/send", {"id": "1", "phone": PHONE, "text": "Код 1234", **body})


async def status(emulator, message_id="1"):
    return (await emulator.get(f"/sms/status?id={message_id}&phone=%2B{PHONE[1:]}"))["state"]


async def test_accepted_then_delivered(emulator):
    assert await send(emulator) == {"id": "1", "parts": 1, "cost": 350}
    assert await status(emulator) == "sent"
    await emulator.advance(3)
    assert await status(emulator) == "delivered"
    assert await status(emulator, "nobody") == "unknown"
    (message,) = (await emulator.get(f"/control/phones/{PHONE}"))["messages"]
    assert (message["text"], message["encoding"], message["state"]) == ("Код 1234", "ucs2", "delivered")


async def test_same_id_is_sent_once(emulator):
    first = await send(emulator)
    assert await send(emulator, text="something else") == first
    assert len(await emulator.facts("sms.sent")) == 1


async def test_same_text_is_refused_for_a_minute(emulator):
    await send(emulator)
    assert await send(emulator, id="2") == {"error": "duplicate", "code": 9}
    assert "error" not in await send(emulator, id="3", phone="+79160000000")
    await emulator.advance(61)
    assert "error" not in await send(emulator, id="4")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"phone": "89161234567"}, 7),
        ({"phone": 7}, 7),
        ({"text": " "}, 1),
        ({"id": ""}, 1),
        ({"text": "я" * 700}, 1),
    ],
)
async def test_refusals(emulator, body, code):
    assert (await send(emulator, **body))["code"] == code
    assert len(await emulator.facts("sms.refused")) == 1


async def test_a_phone_that_is_off(emulator):
    await emulator.post(f"/control/phones/{PHONE}", {"reachable": False})
    await send(emulator)
    await emulator.advance(3600)
    assert await status(emulator) == "sent"
    await emulator.advance(86_400)
    assert await status(emulator) == "failed"


async def test_faults(emulator):
    await emulator.post("/control/faults", {"target": "sms", "kind": "500"})
    code, _ = await emulator.raw("/sms/send", {"id": "1", "phone": PHONE, "text": "x"})
    assert code == 500
    assert await status(emulator) == "unknown"
    await emulator.post("/control/faults", {"target": "sms", "kind": "timeout_after_accept", "delay_s": 0.1})
    with pytest.raises((aiohttp.ClientError, ConnectionError)):
        await send(emulator)
    assert await status(emulator) == "sent"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("я" * 70, 1),
        ("я" * 71, 2),
        ("я" * 134, 2),
        ("я" * 135, 3),
        ("я" * 66 + "😀" + "я" * 66, 3),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("a" * 70 + "№", 2),
        ("😀" * 36, 2),
    ],
)
def test_parts(text, parts):
    assert count_parts(text).parts == parts


@given(
    strategies.text(strategies.characters(codec="utf-8", exclude_characters="\f"), min_size=1, max_size=400)
)
def test_parts_agree_with_other_counters(text):
    counted, ours = count_parts(text), measure(text)
    assert counted.parts == len(smsutil.split(text).parts)
    assert (counted.parts, counted.units) == (ours.parts, ours.units)
    assert (counted.encoding == "ucs2") is ours.unicode
