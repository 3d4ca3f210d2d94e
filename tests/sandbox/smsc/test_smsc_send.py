"""send.php of the emulated SMSC: forms of the answer, prices, lists, charsets."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.smsc.conftest import KEY, ONE_LOOP

pytestmark = ONE_LOOP


async def test_the_answer_in_every_form(smsc, phone):
    assert await smsc.send(phone, id=1234) == {"id": 1234, "cnt": 1}
    asked = {**KEY, "phones": phone, "charset": "utf-8", "id": "1234"}
    plain = await smsc.raw_sys("send", {**asked, "mes": "второе"})
    assert plain == b"OK - 1 SMS, ID - 1234"
    balance = (await smsc.ask("balance"))["balance"]
    commas = await smsc.raw_sys("send", {**asked, "mes": "третье", "fmt": 1, "cost": 2})
    assert commas == b"1234,1,3.50"
    whole = await smsc.send(phone, "я" * 71, id="own-7", cost=3)
    assert whole == {"id": "own-7", "cnt": 2, "cost": "7.00", "balance": f"{float(balance) - 10.5:.2f}"}


async def test_an_id_is_given_when_there_is_none(smsc, phone):
    first, second = await smsc.send(phone, "раз"), await smsc.send(phone, "два")
    assert 0 < first["id"] < second["id"]


async def test_the_price_alone_sends_nothing(smsc, phone):
    assert await smsc.send(phone, "я" * 71, cost=1) == {"cost": "7.00", "cnt": 2}
    asked = {**KEY, "phones": phone, "mes": "я", "cost": "1", "charset": "utf-8"}
    assert await smsc.raw_sys("send", {**asked, "fmt": 1}) == b"3.50,1"
    assert await smsc.on_phone(phone) == []


async def test_get_does_the_same_as_post(smsc, phone):
    fields = {**KEY, "phones": phone, "mes": "по GET", "charset": "utf-8", "fmt": "3"}
    assert json.loads(await smsc.raw_sys("send", fields, "GET"))["cnt"] == 1
    assert await smsc.on_phone(phone) == ["по GET"]


async def test_a_forgotten_charset_is_seen_on_the_phone(smsc, phone):
    await smsc.raw_sys("send", {**KEY, "phones": phone, "mes": "Код"})
    assert await smsc.on_phone(phone) == ["РљРѕРґ"]
    await smsc.raw_sys("send", {**KEY, "phones": phone, "mes": "Код", "charset": "utf-8"})
    assert (await smsc.on_phone(phone))[1] == "Код"


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-8"])
async def test_every_charset_both_ways(smsc, phone, charset):
    query = b"&".join(
        [b"apikey=sandbox-api-key", b"phones=" + phone.encode(), b"id=1", b"charset=" + charset.encode()]
    )
    async with smsc.http.post("/sys/send.php", data=query + b"&mes=" + "Код".encode(charset)) as answer:
        assert (await answer.text()).startswith("OK")
    asked = {**KEY, "phone": phone, "id": "1", "fmt": "3", "all": "1", "charset": charset}
    told = json.loads((await smsc.raw_sys("status", asked)).decode(charset))
    assert told["message"] == "Код"


async def test_several_phones_share_one_id_and_bad_ones_are_told(smsc, phone):
    told = await smsc.send(f"{phone},8{phone[1:-3]}777;12,74951234567", id=5, op=1, cost=2)
    assert (told["id"], told["cnt"], told["cost"]) == (5, 2, "7.00")
    assert told["phones"] == [
        {"phone": phone, "mccmnc": "25001", "cost": "3.50"},
        {"phone": f"{phone[:-3]}777", "mccmnc": "25001", "cost": "3.50"},
        {"phone": "12", "status": "22", "error": "249"},
        {"phone": "74951234567", "status": "25", "error": "248"},
    ]
    only_bad = await smsc.send(f"{phone},12", "ещё", id=6, err=1)
    assert only_bad["phones"] == [{"phone": "12", "status": "22", "error": "249"}]
    assert (await smsc.status(6, phone))["status"] == -1


async def test_a_list_has_a_text_for_each(smsc, phone):
    other = f"{phone[:-3]}777"
    told = await smsc.ask("send", list=f"{phone}:раз\\nдва\nABONENT|{other}:три: 3", id=9)
    assert told == {"id": 9, "cnt": 2}
    assert await smsc.on_phone(phone) == ["раз\nдва"]
    assert await smsc.on_phone(other) == ["три: 3"]


async def test_a_list_of_many_lines(smsc, phone):
    other = f"{phone[:-3]}777"
    await smsc.ask("send", list=f"{phone}:раз\nдва: 2\n\n{other}:три", nl=1)
    assert await smsc.on_phone(phone) == ["раз\nдва: 2"]
    assert await smsc.on_phone(other) == ["три"]


async def test_prices_follow_the_prefix(smsc, phone):
    before = (await smsc.get("/control/sms"))["prices"]
    await smsc.account(prices={"79": 100, phone[:7]: 225})
    assert (await smsc.send(phone, cost=2))["cost"] == "2.25"
    assert (await smsc.send("79990000111", cost=1))["cost"] == "1.00"
    assert (await smsc.send("77010000111"))["error_code"] == 8
    await smsc.account(prices=before)


async def test_a_text_is_cut_to_maxsms(smsc, phone):
    assert (await smsc.send(phone, "я" * 200, maxsms=1))["cnt"] == 1
    assert await smsc.on_phone(phone) == ["я" * 70]


async def test_a_time_puts_it_off(smsc, phone):
    await smsc.send(phone, id=1, time="+5")
    await smsc.advance(299)
    assert (await smsc.status(1, phone))["status"] == -1
    await smsc.advance(4)
    assert (await smsc.status(1, phone))["status"] == 1
    assert (await smsc.send(phone, "раз", time=" 5"))["error_code"] == 5
