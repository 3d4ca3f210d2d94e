"""Faults on demand of the emulated SMSC: what the wire shows, and whether the SMS was sent."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from tests.sandbox.smsc.conftest import KEY, ONE_LOOP

pytestmark = ONE_LOOP


async def raw(server, phone, script="send", **fields):
    data = {**KEY, "fmt": "3", "charset": "utf-8", "phones": phone, "mes": "Привет", "id": "1", **fields}
    async with server.http.post(f"/sys/{script}.php", data=data) as answer:
        return answer.status, await answer.read()


@pytest.mark.parametrize(
    ("kind", "status", "begins", "sent"),
    [
        ("500", 500, b'{"ok":false', False),
        ("502_html", 502, b"<html>", False),
        ("html", 200, b"<!DOCTYPE html>", False),
        ("huge", 200, b'{"id":1,', True),
        ("wrong_charset", 200, b"\xff\xfe{", True),
    ],
)
async def test_answers_that_lie(smsc, phone, kind, status, begins, sent):
    await smsc.fault(kind, method="send")
    code, body = await raw(smsc, phone)
    assert code == status
    assert body.startswith(begins)
    assert (len(body) > 10_000_000) is (kind == "huge")
    assert await smsc.on_phone(phone) == (["Привет"] if sent else [])
    await smsc.advance(61)
    assert json.loads((await raw(smsc, phone))[1])["id"] == 1


@pytest.mark.parametrize(
    ("kind", "sent"), [("timeout_before", False), ("timeout_after_accept", True), ("reset", False)]
)
async def test_answers_that_never_come(smsc, phone, kind, sent):
    await smsc.fault(kind, delay_s=0.05)
    with pytest.raises((aiohttp.ClientError, ConnectionError)):
        await raw(smsc, phone)
    assert (await smsc.status(1, phone))["status"] == (-1 if sent else -3)
    again = await smsc.send(phone, id=1)
    assert again.get("error_code") == (9 if sent else None)


@pytest.mark.parametrize("code", [2, 3, 4, 6, 9])
async def test_refusals_on_demand(smsc, phone, code):
    await smsc.fault(f"error_{code}", method="send")
    told = await smsc.send(phone, id=17)
    assert told["error_code"] == code
    assert told.get("id") == (17 if code in {3, 6} else None)
    assert "error" not in await smsc.send(phone, id=17)


async def test_a_list_a_price_a_status_and_the_inbox_have_faults_of_their_own(smsc, phone):
    for method in ("list", "price", "status.php", "balance", "inbox"):
        await smsc.fault("error_9", method=method)
    assert "error" not in await smsc.send(phone, id=1)
    assert (await smsc.ask("send", list=f"{phone}:раз"))["error_code"] == 9
    assert (await smsc.send(phone, cost=1))["error_code"] == 9
    assert (await smsc.status(1, phone))["error_code"] == 9
    assert (await smsc.ask("balance"))["error_code"] == 9
    assert (await smsc.ask("get", get_answers=1))["error_code"] == 9
    assert await smsc.get("/control/faults") == []


async def test_the_inbox_in_the_wrong_charset(smsc):
    await smsc.post("/control/sms/incoming", {"phone": "+79161234567", "text": "баланс"})
    await smsc.fault("wrong_charset", method="inbox")
    body = await smsc.raw_sys("get", {**KEY, "get_answers": 1, "fmt": 3, "charset": "utf-8"})
    assert json.loads(body.decode("cp1251"))[-1]["message"] == "баланс"


async def test_too_many_requests_at_once(smsc, phone):
    """Slow answers keep fifteen requests open; with those, the sixteenth is refused."""
    await smsc.fault("slow", times=15, delay_s=0.3, method="send")
    slow = asyncio.gather(*(smsc.send(phone, str(number)) for number in range(15)))
    while (await smsc.get("/control/faults")) != []:
        await asyncio.sleep(0.01)
    assert (await smsc.send(phone, "ещё"))["error_code"] == 9
    assert sum("error" not in answer for answer in await slow) >= 14


@pytest.mark.parametrize(
    "rule",
    [{"target": "telegram", "kind": "error_9"}, {"target": "sms", "kind": "duplicate"},
     {"target": "webhook", "kind": "huge"}],
)  # fmt: skip
async def test_faults_belong_to_their_targets(smsc, rule):
    assert (await smsc.raw("/control/faults", rule))[0] == 400


async def test_the_simple_protocol_has_them_too(smsc, phone):
    await smsc.fault("error_3", method="send")
    told = await smsc.post("/sms/send", {"id": phone, "phone": f"+{phone}", "text": "x"})
    assert told["code"] == 3
    await smsc.fault("huge", method="send")
    async with smsc.http.post("/sms/send", json={"id": phone, "phone": f"+{phone}", "text": "x"}) as answer:
        assert len(await answer.read()) > 10_000_000
    assert await smsc.on_phone(phone) == ["x"]
