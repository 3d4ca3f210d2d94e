"""What SMSC is asked: prices, statuses, the inbox, the balance; and when it is not asked at all."""

from __future__ import annotations

import json

import pytest

from bot.channels.sms_port import IncomingSms, OutgoingSms, SmsFault, SmsState, Status, Undelivered
from tests.channels.recorded import huge, named
from tests.channels.smsc.conftest import CODE, OK, OTHER, PHONE, refused


def test_the_price_sends_nothing(server, smsc):
    server.plan = [{"cost": "1.40", "cnt": 1}, {"cnt": 1}]
    assert smsc.price(CODE) == 140
    assert (server.forms[0]["cost"], "id" in server.forms[0]) == ("1", False)
    assert refused(smsc.price, CODE).fault is SmsFault.TRANSIENT
    server.always = {"cost": "1.40", "cnt": 1}
    for _ in range(3):
        smsc.price(CODE)
    assert refused(smsc.price, CODE).fault is SmsFault.RATE


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"status": -3}, Status("17", PHONE, SmsState.MISSING, code="-3")),
        (
            {"status": 1, "last_date": "1", "last_timestamp": 1543212345},
            Status("17", PHONE, SmsState.DELIVERED, code="1", at_ms=1543212345000),
        ),
        (
            {"status": "20", "err": "219", "last_timestamp": "1543212345"},
            Status("17", PHONE, SmsState.FAILED, Undelivered.SIM_REPLACED, "20/219", 1543212345000),
        ),
        ([{"status": 0, "id": 17, "phone": "79161234567"}], Status("17", PHONE, SmsState.SENT, code="0")),
    ],
)
def test_the_status_of_one(server, smsc, answer, status):
    server.plan = [answer]
    assert smsc.statuses([("17", PHONE)]) == (status,)
    assert server.forms == [{"phone": "79161234567", "id": "17"}]


def test_the_statuses_of_many(server, smsc):
    server.plan = [
        [
            {"status": -3, "id": "b", "phone": "79161234568"},
            {"status": 1, "id": "a", "phone": "79161234567", "err": 200},
            {"status": "", "id": "a", "phone": "79161234568"},
        ]
    ]
    keys = [("a", PHONE), ("b", OTHER), ("a", OTHER), ("c", PHONE)]
    assert [(s.own_id, s.phone, s.state) for s in smsc.statuses(keys)] == [
        ("a", PHONE, SmsState.DELIVERED),
        ("b", OTHER, SmsState.MISSING),
    ], "of what is not told, nothing is concluded"
    assert server.forms[0] == {"id": "a,b,a,c", "phone": "79161234567,79161234568,79161234568,79161234567"}
    assert refused(smsc.statuses, keys).fault is SmsFault.RATE, "a list once a minute"
    assert smsc.statuses([]) == ()


def test_statuses_by_their_order(server, smsc):
    server.plan = [[{"status": 0}, {"status": 1}]]
    assert [s.state for s in smsc.statuses([("a", PHONE), ("b", OTHER)])] == [
        SmsState.SENT,
        SmsState.DELIVERED,
    ]


def test_one_message_is_asked_for_five_times_a_minute(server, smsc, time):
    server.always = {"status": 0}
    for _ in range(5):
        smsc.statuses([("a", PHONE)])
    assert refused(smsc.statuses, [("a", PHONE)]).fault is SmsFault.RATE
    smsc.statuses([("b", PHONE)])
    time.ms += 61_000
    smsc.statuses([("a", PHONE)])


RECEIVED = {
    "id": 47436134,
    "received": "29.09.2018 15:07:39",
    "phone": "79268401046",
    "message": "1",
    "to_phone": "79037676877",
    "sent": "29.09.2018 15:07:37",
}


def test_the_inbox(server, smsc):
    server.plan = [[RECEIVED | {"id": "47436140", "message": "П 15420", "phone": "MegaFon"}, RECEIVED], []]
    fetched = smsc.fetch_incoming("")
    first = IncomingSms("47436134", "+79268401046", "1", "+79037676877", 1538222859000)
    assert fetched.messages[0] == first
    assert (fetched.messages[1].phone, fetched.messages[1].text) == ("MegaFon", "П 15420")
    assert fetched.cursor == "47436140"
    assert smsc.fetch_incoming(fetched.cursor).cursor == "47436140"
    assert [path for path, _ in server.asked] == ["/sys/get.php"] * 2
    assert server.forms[0] == {"get_answers": "1", "cnt": "1000", "hour": "24"}
    assert server.forms[1] == {"get_answers": "1", "cnt": "1000", "after_id": "47436140"}


def test_the_clock_of_the_account(server, make):
    server.plan = [[RECEIVED], [RECEIVED | {"id": 47436135, "received": "yesterday"}]]
    smsc = make(offset_hours=6)
    assert smsc.fetch_incoming("").messages[0].received_ms == 1538222859000 - 3 * 3_600_000
    assert smsc.fetch_incoming("47436134").messages[0].received_ms == 0


def test_an_empty_inbox(server, smsc):
    server.plan = [[], {"error": "no money", "error_code": 3}, OK]
    assert smsc.fetch_incoming("").cursor == ""
    assert smsc.fetch_incoming("7").cursor == "7"
    assert smsc.send(CODE).provider_id == "outbox-17", "an empty inbox is no empty account"


def test_one_unreadable_message_does_not_stop_the_others(server, smsc):
    server.plan = [[{"id": 5}, RECEIVED, 17, {**RECEIVED, "id": "x"}, RECEIVED | {"id": 3}]]
    assert [sms.provider_id for sms in smsc.fetch_incoming("4").messages] == ["47436134"]


def test_a_page_that_nobody_can_read_is_passed(server, smsc):
    """By its numbers: after the last one that was read, it would come again for ever."""
    server.plan = [[{"id": 47436134 + number, "phone": []} for number in range(1000)], []]
    fetched = smsc.fetch_incoming("47436133")
    assert (fetched.messages, fetched.cursor, fetched.unread) == ((), "47437133", 1000)
    smsc.fetch_incoming(fetched.cursor)
    assert server.forms[1]["after_id"] == "47437133"


def test_behind_a_full_page_without_numbers_more_is_asked_for(server, smsc):
    server.plan = [[{}] * 1000, [{}] * 1000 + [RECEIVED]]
    fetched = smsc.fetch_incoming("4")
    assert ([sms.provider_id for sms in fetched.messages], fetched.cursor) == (["47436134"], "47436134")
    assert [form["cnt"] for form in server.forms] == ["1000", "10000"]
    server.plan = [[{}] * 1000, [{}] * 10_000]
    assert refused(smsc.fetch_incoming, "4").fault is SmsFault.TRANSIENT, (
        "that is no inbox to be content with"
    )


@pytest.mark.parametrize("spoilt", [b"\\ud83d", b"\n", b"\xff", b"\x00"], ids=repr)
def test_half_an_emoji_does_not_hide_the_inbox(server, smsc, spoilt):
    bad = json.dumps(RECEIVED | {"message": "П 15420 ~"}).encode().replace(b"~", spoilt)
    server.plan = [b"[" + bad + b"," + json.dumps(RECEIVED | {"id": 47436135}).encode() + b"]"]
    first, second = smsc.fetch_incoming("4").messages
    assert first.text.startswith("П 15420 ")
    assert first.text.encode()
    assert second.text == "1"


@pytest.mark.parametrize("spoilt", [b'say "yes", ', b"\\x", b"\\u12"], ids=repr)
def test_a_message_that_spoils_its_page_is_passed_and_holds_up_nobody(server, smsc, spoilt):
    bad = json.dumps(RECEIVED | {"message": "~"}).encode().replace(b"~", spoilt)
    later = [json.dumps(RECEIVED | {"id": number}).encode() for number in (47436133, 47436135)]
    server.plan = [b"[" + b", ".join([later[1], bad, later[0]]) + b"]"]
    fetched = smsc.fetch_incoming("4")
    assert [sms.provider_id for sms in fetched.messages] == ["47436133", "47436135"]
    assert (fetched.cursor, fetched.unread) == ("47436135", 1)


def test_a_page_that_is_cut_off_is_asked_for_again(server, smsc):
    server.plan = [json.dumps([RECEIVED, RECEIVED | {"id": 47436135}]).encode()[:-30]]
    assert refused(smsc.fetch_incoming, "4").fault is SmsFault.TRANSIENT


@pytest.mark.parametrize(
    "answer", [{}, (500, b""), b"<html>", {"error": "x", "error_code": 1}, huge(10)], ids=named
)
def test_an_inbox_that_cannot_be_read(server, smsc, answer):
    server.plan = [answer]
    assert refused(smsc.fetch_incoming, "4").fault in {SmsFault.TRANSIENT, SmsFault.DENIED}


def test_the_balance_is_asked_for_seldom(server, smsc, time):
    server.plan = [{"balance": "100.01", "currency": "RUR"}, OK, {"balance": 5}]
    assert (smsc.balance(), smsc.balance()) == (10_001, 10_001)
    assert len(server.asked) == 1
    smsc.send(CODE)
    time.ms += 500_000
    assert smsc.balance() == 99_650, "a send tells it, too"
    time.ms += 500_000
    assert smsc.balance() == 500
    time.ms += 601_000
    server.plan = [(500, b"")]
    assert refused(smsc.balance).fault is SmsFault.TRANSIENT
    assert refused(smsc.balance).fault is SmsFault.RATE


@pytest.mark.parametrize(("code", "minutes"), [(2, 31), (4, 30)])
def test_a_refused_account_asks_nothing_for_a_while(server, smsc, time, code, minutes):
    server.plan = [{"error": "authorise error", "error_code": code}]
    server.always = []
    fault = refused(smsc.fetch_incoming, "").fault
    time.ms += 60_000
    for call, *given in (
        (smsc.send, CODE),
        (smsc.fetch_incoming, ""),
        (smsc.balance,),
        (smsc.statuses, [("a", PHONE)]),
        (smsc.price, CODE),
        (smsc.send_list, [CODE]),
    ):
        error = refused(call, *given)
        assert (error.fault, error.retry_after_ms) == (fault, (minutes - 1) * 60_000)
    assert len(server.asked) == 1
    time.ms += (minutes - 1) * 60_000
    assert smsc.fetch_incoming("").messages == ()


def test_a_row_of_refusals_ends_before_it_blocks_the_address(server, smsc, time):
    server.always = {"error": "invalid number", "error_code": 7, "id": 1}
    for number in range(90):
        assert refused(smsc.send, OutgoingSms("1", PHONE, f"{number}")).fault is SmsFault.BAD_NUMBER
    error = refused(smsc.send, CODE)
    assert (error.fault, error.retry_after_ms) == (SmsFault.RATE, 600_000)
    assert len(server.asked) == 90
    time.ms += 600_000
    server.always = OK
    smsc.send(CODE)
