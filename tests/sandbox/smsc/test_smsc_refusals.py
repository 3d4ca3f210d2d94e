"""What the emulated SMSC refuses, in which order, with which words."""

from __future__ import annotations

import pytest

from tests.sandbox.smsc.conftest import KEY, ONE_LOOP

pytestmark = ONE_LOOP
WORDS = {
    1: "parameters error",
    2: "authorise error",
    3: "no money",
    4: "ip is blocked",
    6: "message is denied",
    7: "invalid number",
    8: "can't to deliver",
    9: "duplicate request, wait a minute",
}


@pytest.mark.parametrize(
    "fields",
    [
        {"mes": ""},
        {"phones": ""},
        {"mes": "я" * 1001},
        {"id": "ы"},
        {"id": "0"},
        {"id": "2147483648"},
        {"id": "a" * 41},
        {"cost": "4"},
        {"fmt": "7"},
        {"charset": "utf-16"},
        {"valid": "25"},
        {"valid": "00:30"},
        {"sender": "Слишком"},
        {"list": "79161234567:и это"},
        {"call": "1"},
        {"translit": "1"},
        {"charst": "utf-8"},
    ],
)
async def test_bad_parameters(smsc, phone, fields):
    answer = await smsc.raw_sys("send", {**KEY, "phones": phone, "mes": "x", "charset": "utf-8", **fields})
    assert answer.startswith(b"ERROR = 1 (parameters error")


async def test_the_order_of_the_checks(make_smsc, phone):
    """One request with everything wrong; each mend shows the next check."""
    server = make_smsc
    await server.account(balance=0)
    wrong = {"charset": "utf-8", "fmt": 3, "apikey": "no", "id": "own", "cost": "9", "time": "вчера"}
    bad = {"phones": "12", "mes": "казино", **wrong}
    codes, words = [], []

    async def ask(**mend):
        bad.update(mend)
        told = await server.ask("send", **bad)
        codes.append(told["error_code"])
        words.append(told["error"].partition(" (sandbox")[0])
        assert told.get("id") == ("own" if told["error_code"] in {3, 6, 7, 8} else None)

    await ask()
    await ask(cost="0")
    await ask(apikey="sandbox-api-key")
    await ask(time="0")
    await ask(phones="74951234567")
    await ask(mes="счёт")
    await ask(phones=phone)
    assert codes == [1, 2, 5, 7, 6, 8, 3]
    await server.account(balance=350)
    assert (await server.ask("send", **bad)) == {"id": "own", "cnt": 1}
    await ask()
    assert codes[-1] == 9
    for _ in range(4):
        await server.ask("send", **{**bad, "apikey": "no"})
    await ask(cost="9")
    assert codes[-1] == 4
    assert {code: word for code, word in zip(codes, words, strict=True) if code != 5} == WORDS


@pytest.mark.parametrize(
    ("fmt", "code", "answer"),
    [
        (0, 2, b"ERROR = 2 (authorise error)"),
        (1, 2, b"0,-2"),
        (0, 7, b"ERROR = 7 (invalid number), ID - 17"),
        (1, 7, b"17,-7"),
        (3, 7, b'{"error":"invalid number","error_code":7,"id":17}'),
    ],
)
async def test_errors_in_every_form(smsc, fmt, code, answer):
    key = {"apikey": "no"} if code == 2 else KEY
    assert await smsc.raw_sys("send", {**key, "phones": "12", "mes": "x", "id": 17, "fmt": fmt}) == answer
    await smsc.send("79990000001", f"между {fmt} {code}")


async def test_login_and_password_do_too(smsc):
    login = {"login": "sandbox", "psw": "sandbox-password"}
    assert b"." in await smsc.raw_sys("balance", login)
    assert b"." in await smsc.raw_sys("balance", {"psw": "sandbox-api-key"})
    assert await smsc.raw_sys("balance", {"login": "sandbox", "psw": "no"}) == b"ERROR = 2 (authorise error)"
    assert (await smsc.raw_sys("balance", {})).startswith(b"ERROR = 1")


async def test_five_wrong_keys_block_the_address_for_half_an_hour(make_smsc):
    server = make_smsc
    for _ in range(5):
        assert (await server.ask("balance", apikey="no"))["error_code"] == 2
    assert (await server.ask("balance"))["error_code"] == 4
    await server.restart()
    assert (await server.ask("status", id=1, phone="79161234567"))["error_code"] == 4
    assert (await server.ask("get", get_answers=1))["error_code"] == 4
    await server.advance(30 * 60 + 1)
    assert "balance" in await server.ask("balance")


async def test_wrong_keys_far_apart_block_nobody(make_smsc):
    for _ in range(7):
        assert (await make_smsc.ask("balance", apikey="no"))["error_code"] == 2
        await make_smsc.advance(8 * 60)


async def test_a_hundred_bad_sends_in_a_row_block_the_address(make_smsc):
    async def bad(count):
        for _ in range(count - 1):
            make_smsc.desk.ledger.record(
                "sms.refused", via="smsc", method="send", code=7, address="127.0.0.1"
            )
        assert (await make_smsc.send("12"))["error_code"] == 7

    await bad(50)
    await make_smsc.send("79161234567")
    await bad(99)
    assert "cost" in await make_smsc.send("79161234567", cost=1)
    await bad(1)
    assert (await make_smsc.send("79161234567", "раз"))["error_code"] == 4
    await make_smsc.advance(601)
    assert "error" not in await make_smsc.send("79161234567", "раз")


async def test_the_same_request_waits_a_minute(smsc, phone):
    other = f"{phone[:-3]}777"
    assert "error" not in await smsc.send(f"{phone},{other}", id=1)
    assert (await smsc.send(f"{other};{phone}", id=2))["error_code"] == 9
    assert "error" not in await smsc.send(phone, id=3)
    assert "error" not in await smsc.send(f"{phone},{other}", sender="79037670000")
    await smsc.restart()
    assert (await smsc.send(phone, id=4))["error_code"] == 9
    await smsc.advance(61)
    assert "error" not in await smsc.send(phone, id=4)


async def test_a_refused_request_is_not_the_first_of_two(smsc, phone):
    before = (await smsc.get("/control/sms"))["balance"]
    await smsc.account(balance=349)
    assert (await smsc.send(phone, id=8)) == {"error": "no money", "error_code": 3, "id": 8}
    await smsc.account(balance=before)
    assert "error" not in await smsc.send(phone, id=8)


async def test_a_price_may_be_asked_five_times_a_minute(smsc, phone):
    for _ in range(5):
        assert "cost" in await smsc.send(phone, cost=1)
    assert (await smsc.send(phone, cost=1))["error_code"] == 9
    await smsc.advance(61)
    assert "cost" in await smsc.send(phone, cost=1)


async def test_denied_texts_and_senders(smsc, phone):
    assert (await smsc.send(phone, "Лучшее КАЗИНО", id=3))["error_code"] == 6
    assert (await smsc.send(phone, sender="OTHER"))["error_code"] == 6
    await smsc.account(denied_words=["скидка"], senders=["OTHER"])
    assert (await smsc.send(phone, "скидка"))["error_code"] == 6
    assert "error" not in await smsc.send(phone, sender="OTHER")
    await smsc.account(denied_words=["казино"], senders=["ABONENT", "79037670000"])


@pytest.mark.parametrize(
    ("written", "code"),
    [("+7 (916) 555-11-22", 0), ("8 916 555 11 22", 0), ("9165551122", 0), ("+89165551122", 8), ("7916", 7),
     ("+380441234567", 8), ("G5", 7)],
)  # fmt: skip
async def test_phones(smsc, written, code):
    told = await smsc.send(written, f"на {written}", id=1)
    assert told.get("error_code", 0) == code
