"""status.php, balance.php and get.php of the emulated SMSC; the life of a message."""

from __future__ import annotations

import json

import pytest

from tests.sandbox.smsc.conftest import KEY, ONE_LOOP

pytestmark = ONE_LOOP


async def test_from_waiting_to_delivered(smsc, phone):
    await smsc.send(phone, id=1)
    assert (await smsc.status(1, phone))["status"] == -1
    await smsc.advance(1)
    assert (await smsc.status(1, phone))["status"] == 0
    await smsc.advance(2)
    told = await smsc.status(1, phone)
    assert (told["status"], told["flag"], "err" in told) == (1, 0, False)
    assert isinstance(told["last_timestamp"], int)
    assert told["last_date"].startswith("20.11.2026 1")


@pytest.mark.parametrize(
    ("digits", "status", "err"),
    [("0001", 1, 0), ("0003", 3, 6), ("0020", 20, 1), ("0022", 22, 249), ("0023", 23, 254), ("0025", 25, 248),
     ("0048", 0, 0), ("0219", 20, 219)],
)  # fmt: skip
async def test_the_end_by_the_last_digits(smsc, digits, status, err):
    number = f"7917000{digits}"
    assert "error" not in await smsc.send(number, id=2)
    await smsc.advance(3)
    told = await smsc.status(2, number, all=1)
    assert (told["status"], told["err"]) == (status, err)


async def test_delays_are_configurable(smsc, phone):
    await smsc.account(queue_ms=60_000, delivery_ms=120_000)
    await smsc.send(phone, id=3)
    await smsc.account(queue_ms=500, delivery_ms=2_000)
    await smsc.advance(59)
    assert (await smsc.status(3, phone))["status"] == -1
    await smsc.advance(59)
    assert (await smsc.status(3, phone))["status"] == 0
    await smsc.advance(3)
    assert (await smsc.status(3, phone))["status"] == 1


async def test_a_phone_that_is_off_gets_it_later_or_never(smsc, phone):
    other = f"{phone[:-3]}777"
    for number in (phone, other):
        await smsc.post(f"/control/phones/%2B{number}", {"reachable": False})
        await smsc.send(number, id=4, valid="1")
    await smsc.advance(3000)
    await smsc.post(f"/control/phones/%2B{phone}", {"reachable": True})
    await smsc.advance(700)
    assert (await smsc.status(4, phone))["status"] == 1
    assert (await smsc.status(4, other, all=1))["err"] == 6
    await smsc.post(f"/control/phones/%2B{other}", {"reachable": True})
    assert (await smsc.status(4, other))["status"] == 3


async def test_a_replaced_sim_bars_senders_of_letters_for_a_day(smsc, phone):
    await smsc.post(f"/control/phones/%2B{phone}", {"sim_replaced": True})
    await smsc.send(phone, "раз", id="a")
    await smsc.send(phone, "два", id="b", sender="79037670000")
    await smsc.advance(24 * 3600)
    await smsc.send(phone, "три", id="c")
    await smsc.advance(3)
    ends = [await smsc.status(name, phone, all=1) for name in "abc"]
    assert [(end["status"], end["err"]) for end in ends] == [(20, 219), (1, 0), (1, 0)]
    await smsc.post(f"/control/phones/%2B{phone}", {"sim_replaced": True})
    await smsc.post(f"/control/phones/%2B{phone}", {"sim_replaced": False})
    assert (await smsc.get(f"/control/phones/%2B{phone}"))["sim_replaced"] is False


async def test_a_text_that_asks_for_an_sms_is_spam(smsc, phone):
    await smsc.send(phone, "Отправьте SMS с показанием", id=1)
    await smsc.advance(3)
    told = await smsc.status(1, phone, all=1)
    assert (told["status"], told["err"]) == (23, 253)


async def test_test_mode_sends_and_charges_nothing(smsc, phone):
    before = (await smsc.ask("balance"))["balance"]
    await smsc.account(test_mode=True)
    await smsc.send(phone, id=5)
    await smsc.account(test_mode=False)
    await smsc.advance(3)
    told = await smsc.status(5, phone, all=1)
    assert (told["status"], told["err"]) == (1, 200)
    assert (await smsc.ask("balance"))["balance"] == before
    assert await smsc.on_phone(phone) == []


async def test_a_message_is_named_by_id_and_phone_and_the_last_wins(smsc, phone):
    other = f"{phone[:-3]}777"
    await smsc.send(f"{phone},{other}", id=6)
    assert (await smsc.status(6, other))["status"] == -1
    assert await smsc.status(6, "79161112233") == {"status": -3}
    await smsc.advance(61)
    await smsc.send(phone, "второй", id=6)
    assert (await smsc.status(6, phone, all=1))["message"] == "второй"
    assert (await smsc.status(6, other, all=1))["message"] == "Привет"


async def test_every_form_of_a_status(smsc, phone):
    await smsc.send(phone, id=7)
    await smsc.advance(3)
    asked = {**KEY, "id": "7", "phone": phone}
    told = await smsc.status(7, phone, all=2)
    when, stamp = told["last_date"], told["last_timestamp"]
    assert await smsc.raw_sys("status", asked) == f"Status = 1, check_time = {when}, err = 0".encode()
    assert await smsc.raw_sys("status", {**asked, "fmt": 1}) == f"1,{stamp},0".encode()
    assert (told["cost"], told["sms_cnt"], told["type"], told["sender_id"]) == ("3.50", 1, 0, "ABONENT")
    assert (told["status_name"], told["phone"], told["mccmnc"]) == ("Доставлено", phone, "25001")
    assert await smsc.raw_sys("status", {**asked, "id": "none"}) == b"Status = -3"


async def test_a_list_of_statuses_once_a_minute(smsc, phone):
    other = f"{phone[:-3]}777"
    await smsc.advance(61)
    await smsc.send(f"{phone},{other}", id=8)
    told = await smsc.status("8,8,9", f"{phone},{other},{phone}")
    assert [(one["id"], one["phone"], one["status"]) for one in told] == [
        (8, phone, -1),
        (8, other, -1),
        (9, phone, -3),
    ]
    assert (await smsc.status("8,", f"{phone},"))["error_code"] == 9
    await smsc.advance(61)
    (one,) = await smsc.status("8,", f"{phone},")
    assert one["status"] == 1
    assert (await smsc.status("8,9", phone))["error_code"] == 1


async def test_one_status_five_times_a_minute(smsc, phone):
    await smsc.send(phone, id=9)
    for _ in range(5):
        assert "error" not in await smsc.status(9, phone)
    assert (await smsc.status(9, phone))["error_code"] == 9
    assert await smsc.status(10, phone) == {"status": -3}
    await smsc.advance(61)
    assert (await smsc.status(9, phone))["status"] == 1


async def test_the_balance(make_smsc):
    await make_smsc.account(balance=10_001)
    assert await make_smsc.ask("balance") == {"balance": "100.01"}
    assert await make_smsc.ask("balance", cur=1) == {"balance": "100.01", "currency": "RUR"}
    assert await make_smsc.raw_sys("balance", KEY) == b"100.01"
    await make_smsc.send("79161234567", "я" * 71)
    assert await make_smsc.ask("balance") == {"balance": "93.01"}
    shown = await make_smsc.get("/control/sms")
    assert (shown["balance"], shown["spent"], shown["parts"]) == (9301, 700, 2)
    await make_smsc.restart()
    assert await make_smsc.ask("balance") == {"balance": "93.01"}


async def test_both_protocols_share_the_messages_and_the_money(make_smsc):
    await make_smsc.account(balance=800)
    await make_smsc.post("/sms/send", {"id": "1", "phone": "+79161234567", "text": "по простому"})
    await make_smsc.send("79161234567", "по SMSC", id=2)
    assert await make_smsc.on_phone("79161234567") == ["по простому", "по SMSC"]
    assert await make_smsc.ask("balance") == {"balance": "1.00"}
    refused = await make_smsc.post("/sms/send", {"id": "3", "phone": "+79161234567", "text": "третье"})
    assert refused["code"] == 3


async def inbox(server, **fields):
    return await server.ask("get", get_answers=1, **fields)


async def text(server, words, **body):
    return (await server.post("/control/sms/incoming", {"phone": "+79161234567", "text": words, **body}))[
        "id"
    ]


async def test_the_inbox_by_id_by_hours_and_by_our_number(make_smsc):
    assert await inbox(make_smsc, hour=1) == []
    first, second = await text(make_smsc, "баланс"), await text(make_smsc, "П 15420", to="79030000000")
    told = await inbox(make_smsc, hour=1)
    assert [(one["id"], one["message"], one["phone"]) for one in told] == [
        (first, "баланс", "79161234567"),
        (second, "П 15420", "79161234567"),
    ]
    assert (told[0]["to_phone"], told[0]["received"][:14]) == ("79037670000", "20.11.2026 11:")
    assert sorted(told[0]) == ["id", "message", "phone", "received", "sent", "to_phone"]
    assert [one["id"] for one in await inbox(make_smsc, after_id=first)] == [second]
    assert [one["id"] for one in await inbox(make_smsc, after_id=0, cnt=1)] == [first]
    assert [one["id"] for one in await inbox(make_smsc, hour=1, to_phone="79030000000")] == [second]
    await make_smsc.advance(3700)
    assert await inbox(make_smsc, hour=1) == []
    assert len(await inbox(make_smsc, hour=168)) == 2
    raw = await make_smsc.raw_sys("get", {**KEY, "get_answers": "1", "fmt": "3", "hour": "2"})
    assert json.loads(raw.decode("cp1251"))[0]["message"] == "баланс"


@pytest.mark.parametrize(
    "fields", [{"hour": 169}, {"hour": 0}, {"cnt": 10_001}, {"after_id": "x"}, {"fmt": 0}, {"get_answers": 0}]
)
async def test_what_the_inbox_refuses(smsc, fields):
    answer = await smsc.raw_sys("get", {**KEY, "get_answers": "1", "fmt": "3", **fields})
    assert b"parameters error" in answer


async def test_letters_short_numbers_and_repeated_ids_come_in_too(smsc):
    assert await text(smsc, "Ваш код 1", phone="BANK", id=500_000) == 500_000
    await text(smsc, "да", phone="900", id=500_000)
    told = await inbox(smsc, after_id=499_999)
    assert [(one["id"], one["phone"]) for one in told] == [(500_000, "BANK"), (500_000, "900")]
    for body in (
        {"phone": "", "text": "x"},
        {"phone": "900", "text": 5},
        {"phone": "900", "text": "x", "id": 0},
    ):
        assert (await smsc.raw("/control/sms/incoming", body))[0] == 400


@pytest.mark.parametrize(
    "changes",
    [{"balance": -1}, {"balance": 1.5}, {"prices": {"x": 1}}, {"callback_url": "http://example.org/x"},
     {"callback_url": "https://127.0.0.1/"}, {"test_mode": 1}, {"nothing": 1}, {"senders": "A"}],
)  # fmt: skip
async def test_changes_that_cannot_be_meant(smsc, changes):
    assert (await smsc.raw("/control/sms", changes))[0] == 400
