"""Callbacks of the emulated SMSC: fields, checksums, repetition, disorder."""

from __future__ import annotations

import json

import pytest
import pytest_asyncio

from sandbox.smsc.callback import Form, checksum_text, sign
from tests.sandbox.conftest import until
from tests.sandbox.smsc.conftest import SECRET, digest

VECTORS = [
    (
        {"id": "12345", "phone": "79161234567", "status": "1"},
        "12345:79161234567:1:s3cret",
        "d5b29cb45600064064ed0702fcfac16b",
        "ee115398c430458faae1bf7f1672143bf5cff65e",
    ),
    (
        {"phone": "79161234567", "mes": "1234567833 15420", "to": "79037676877", "id": "1"},
        "79161234567:1234567833 15420:79037676877:s3cret",
        "8cdca56cb27b1eedc04bd51a23a1f9b1",
        "20eafcd93bacfea04c4a3d90565be8c1056a0992",
    ),
    (
        {"phone": "79161234567", "mes": "баланс", "to": "79037676877", "id": "1"},
        "79161234567:баланс:79037676877:s3cret",
        "c306242f6b447b21103623e195939135",
        "1d8f2ea7ad3f53c263cc887f1a4a631e8731fee5",
    ),
]


@pytest.mark.parametrize(("fields", "text", "md5", "sha1"), VECTORS)
def test_checksum_vectors(fields, text, md5, sha1):
    assert checksum_text(fields, SECRET) == text
    form = Form.of("http://127.0.0.1/x?charset=utf-8&md5&sha1=1")
    assert sign(fields, form, SECRET) == {"md5": md5, "sha1": sha1}


def test_the_checksum_is_over_the_bytes_of_the_charset():
    form = Form.of("http://127.0.0.1/x?md5")
    assert sign(VECTORS[2][0], form, SECRET) == {"md5": "76054dee48d3fbe671c0429595eac7e6"}
    assert sign(VECTORS[2][0], Form.of("http://127.0.0.1/x"), SECRET) == {}


@pytest_asyncio.fixture(loop_scope="module")
async def registered(make_smsc, called):
    """A server with an address to call; `called` is that address."""
    called.got.clear()
    called.plan.clear()
    await make_smsc.account(callback_url=f"{called.url}?charset=utf-8&sha1", callback_secret=SECRET)
    return make_smsc


async def incoming(server, text, **body):
    return (await server.post("/control/sms/incoming", {"phone": "+79161234567", "text": text, **body}))["id"]


@pytest.mark.asyncio(loop_scope="module")
class TestCallbacks:
    async def test_an_incoming_sms(self, registered, called):
        sent = (await registered.send("79161234567", "вопрос", id="q-1"))["id"]
        number = await incoming(registered, "баланс & долг")
        await until(lambda: called.got)
        (form,) = called.forms()
        assert (form["phone"], form["mes"], form["id"]) == ("79161234567", "баланс & долг", str(number))
        assert (form["to"], form["sms_id"]) == ("79037670000", sent)
        assert form["sha1"] == digest("sha1", f"79161234567:баланс & долг:79037670000:{SECRET}")
        (fact,) = await registered.facts("sms.callback")
        assert (fact["status"], fact["attempt"], fact["over"]) == (200, 1, True)

    async def test_the_standings_of_a_message(self, registered, called):
        await registered.send("79161230003", id=5)
        await registered.advance(3)
        await until(lambda: len(called.got) == 2)
        first, last = called.forms()
        assert [(form["id"], form["status"], form["err"]) for form in (first, last)] == [
            ("5", "0", "0"),
            ("5", "3", "6"),
        ]
        assert last["sha1"] == digest("sha1", f"5:79161230003:3:{SECRET}")
        assert (last["cost"], last["type"], last["phone"]) == ("3.50", "0", "79161230003")
        assert int(last["ts"]) - int(first["ts"]) in {1, 2}

    async def test_windows_1251_and_json(self, make_smsc, called):
        called.got.clear()
        await make_smsc.account(callback_url=f"{called.url}?md5=1", callback_secret=SECRET)
        await incoming(make_smsc, "баланс", to="79037676877")
        await until(lambda: called.got)
        (form,) = called.forms("cp1251")
        assert (form["mes"], form["md5"]) == ("баланс", "76054dee48d3fbe671c0429595eac7e6")
        await make_smsc.account(callback_url=f"{called.url}?fmt=3&charset=utf-8&md5")
        await incoming(make_smsc, "баланс", to="79037676877")
        await until(lambda: len(called.got) == 2)
        assert json.loads(called.got[1])["md5"] == "c306242f6b447b21103623e195939135"

    async def test_repeated_until_200_and_given_up_after_three_more(self, registered, called):
        called.plan[:] = [500, 302, 200]
        await incoming(registered, "раз")
        for wait_s in (1, 2):
            await until(lambda wait_s=wait_s: len(called.got) == wait_s)
            await registered.advance(60)
        await until(lambda: len(called.got) == 3)
        assert [form["mes"] for form in called.forms()] == ["раз"] * 3
        called.plan[:] = [500] * 9
        await incoming(registered, "два")
        for count in range(4, 8):
            await until(lambda count=count: len(called.got) == count)
            await registered.advance(300)
        facts = await registered.facts("sms.callback")
        assert [fact["over"] for fact in facts] == [False, False, True, False, False, False, True]
        assert len(called.got) == 7

    async def test_nothing_is_told_of_what_came_before_somebody_was_registered(self, make_smsc, called):
        called.got.clear()
        await incoming(make_smsc, "до")
        await make_smsc.account(callback_url=called.url, callback_secret=SECRET)
        await make_smsc.restart()
        await incoming(make_smsc, "после")
        await until(lambda: called.got)
        assert [form["mes"] for form in called.forms("cp1251")] == ["после"]

    async def test_what_was_not_told_is_told_after_a_restart(self, registered, called):
        called.plan[:] = [500]
        await incoming(registered, "раз")
        await until(lambda: called.got)
        await registered.restart()
        await registered.advance(20)
        await until(lambda: len(called.got) == 2)
        assert [form["mes"] for form in called.forms()] == ["раз", "раз"]

    async def test_a_phone_that_is_switched_on_is_told_then(self, registered, called):
        await registered.post("/control/phones/%2B79161234567", {"reachable": False})
        await registered.send("79161234567", id=1)
        await registered.advance(3600)
        await until(lambda: called.got)
        await registered.post("/control/phones/%2B79161234567", {"reachable": True})
        await until(lambda: len(called.got) == 2)
        assert [form["status"] for form in called.forms()] == ["0", "1"]

    async def test_twice_and_in_the_wrong_order(self, registered, called):
        await registered.fault("reorder", "callback", method="status")
        await registered.fault("duplicate", "callback", method="status")
        await registered.send("79161230001", id=1)
        await registered.advance(10)
        await until(lambda: len(called.got) == 3)
        assert [form["status"] for form in called.forms()] == ["1", "1", "0"]

    async def test_forged_and_without_a_checksum(self, registered, called):
        await registered.fault("bad_checksum", "callback", method="incoming")
        await incoming(registered, "раз")
        await until(lambda: called.got)
        await registered.fault("no_checksum", "callback")
        await incoming(registered, "два")
        await until(lambda: len(called.got) == 2)
        first, second = called.forms()
        assert first["sha1"] != digest("sha1", f"79161234567:раз:79037670000:{SECRET}")
        assert "sha1" not in second

    @pytest.mark.parametrize(("kind", "posts"), [("500", 1), ("reset", 1), ("timeout_after_accept", 2)])
    async def test_an_attempt_that_fails_is_made_again(self, registered, called, kind, posts):
        await registered.fault(kind, "callback")
        await incoming(registered, "раз")
        await registered.advance(20)
        await until(lambda: len(called.got) == posts)
        assert [form["mes"] for form in called.forms()] == ["раз"] * posts

    async def test_nobody_listens(self, registered):
        await registered.account(callback_url="http://127.0.0.1:9/sms/smsc")
        await incoming(registered, "раз")
        await registered.advance(1)
        facts = []
        for _ in range(200):
            facts = await registered.facts("sms.callback")
            if facts:
                break
        assert (facts[0]["status"], facts[0]["over"]) == (0, False)
        assert facts[0]["error"]
