"""Callbacks of SMSC: what is signed, how it comes, what is refused."""

from __future__ import annotations

import hashlib
import json
from urllib.parse import urlencode

import pytest

from bot.channels.sms_port import Callback, CallbackRefused, IncomingSms, SmsState, Status, Undelivered
from bot.channels.smsc_callback import parse

SECRET = "s3cret"
FORM = "application/x-www-form-urlencoded"
# The vectors that the service's own formulas give (UTF-8).
STATUS = {"id": "12345", "phone": "79161234567", "status": "1"}
READING = {"phone": "79161234567", "mes": "1234567833 15420", "to": "79037676877", "id": "7"}
BALANCE = READING | {"mes": "баланс"}
VECTORS = [
    (STATUS, "md5", "d5b29cb45600064064ed0702fcfac16b"),
    (STATUS, "sha1", "ee115398c430458faae1bf7f1672143bf5cff65e"),
    (READING, "md5", "8cdca56cb27b1eedc04bd51a23a1f9b1"),
    (READING, "sha1", "20eafcd93bacfea04c4a3d90565be8c1056a0992"),
    (BALANCE, "md5", "c306242f6b447b21103623e195939135"),
    (BALANCE, "sha1", "1d8f2ea7ad3f53c263cc887f1a4a631e8731fee5"),
]


def post(fields, kind=FORM, query=""):
    body = json.dumps(fields).encode() if "json" in kind else urlencode(fields).encode()
    return Callback("POST", query, kind, body)


def read(callback, secret=SECRET, checksum="sha1", offset_hours=3):
    return parse(callback, secret, checksum, offset_hours)


def signed(fields, checksum="sha1"):
    names = ("phone", "mes", "to") if "mes" in fields else ("id", "phone", "status")
    text = ":".join([*(fields.get(name, "") for name in names), SECRET])
    return fields | {checksum: hashlib.new(checksum, text.encode()).hexdigest()}


@pytest.mark.parametrize(("fields", "checksum", "value"), VECTORS)
@pytest.mark.parametrize("how", ["form", "json", "get", "upper"])
def test_the_published_vectors(fields, checksum, value, how):
    given = fields | {checksum: value.upper() if how == "upper" else value}
    callback = post(given, "application/json" if how == "json" else FORM)
    if how == "get":
        callback = Callback("GET", urlencode(given), "", b"")
    (event,) = read(callback, checksum=checksum)
    if "mes" in fields:
        assert event == IncomingSms("7", "+79161234567", fields["mes"], "+79037676877", 0)
    else:
        assert event == Status("12345", "+79161234567", SmsState.DELIVERED, code="1")


@pytest.mark.parametrize(
    ("callback", "secret"),
    [
        (post(STATUS | {"sha1": VECTORS[1][2]}), ""),
        (post(STATUS | {"sha1": VECTORS[1][2]}), "other"),
        (post(STATUS), SECRET),
        (post(STATUS | {"sha1": ""}), SECRET),
        (post(STATUS | {"sha1": "й" * 40}), SECRET),
        (post(STATUS | {"md5": VECTORS[0][2]}), SECRET),
        (post(STATUS | {"status": "20", "sha1": VECTORS[1][2]}), SECRET),
        (post(READING | {"mes": "1234567833 99999", "sha1": VECTORS[3][2]}), SECRET),
        (post({"phone": "79161234567", "waitcall": "1", "ts": "5"}), SECRET),
        (post({}), SECRET),
    ],
)
def test_forged(callback, secret):
    with pytest.raises(CallbackRefused) as caught:
        read(callback, secret)
    assert caught.value.forged
    assert "15420" not in str(caught.value)


def test_a_text_cannot_be_cut_at_its_colons():
    """phone:mes:to:secret says nothing of where the text ends; a digit phone and number do."""
    whole = signed({"phone": "79161234567", "mes": "Т1: 15420", "to": "79037676877", "id": "7"})
    assert read(post(whole))[0].text == "Т1: 15420"
    for cut in (
        {"mes": "Т1", "to": " 15420:79037676877"},
        {"phone": "79161234567:Т1", "mes": " 15420"},
    ):
        with pytest.raises(CallbackRefused) as caught:
            read(post(whole | cut))
        assert caught.value.forged


@pytest.mark.parametrize(
    "callback",
    [
        Callback("POST", "", FORM, b"mes=" + b"1" * 8200),
        Callback("GET", "mes=" + "1" * 8200, "", b""),
        Callback("POST", "", FORM, urlencode(signed(BALANCE), encoding="cp1251").encode()),
        Callback("POST", "", FORM, b"\xff\xfe"),
        Callback("POST", "", FORM, b"&".join(b"a%d=1" % n for n in range(100))),
        Callback("POST", "", FORM, b"phone=1&phone=2&mes=1"),
        Callback("POST", "", "application/json", b'{"mes": '),
        Callback("POST", "", "application/json", b'{"a":' * 2000),
        post(signed({"phone": "79161234567", "mes": "1", "to": ""})),
        post(signed({"phone": "", "mes": "1", "to": "", "id": "5"})),
        post(signed({"phone": "79161234567", "id": "5", "status": "gone"})),
        post(signed({"phone": "79161234567", "id": "", "status": "1"})),
    ],
)
def test_not_readable(callback):
    with pytest.raises(CallbackRefused) as caught:
        read(callback)
    assert not caught.value.forged


@pytest.mark.parametrize(
    ("more", "state", "reason", "code"),
    [
        ({"status": "1", "err": "0"}, SmsState.DELIVERED, Undelivered.NONE, "1"),
        ({"status": "0"}, SmsState.SENT, Undelivered.NONE, "0"),
        ({"status": "-1"}, SmsState.QUEUED, Undelivered.NONE, "-1"),
        ({"status": "20", "err": "219"}, SmsState.FAILED, Undelivered.SIM_REPLACED, "20/219"),
        ({"status": "20", "err": "253"}, SmsState.FAILED, Undelivered.SPAM, "20/253"),
        ({"status": "3", "err": "6"}, SmsState.FAILED, Undelivered.EXPIRED, "3/6"),
        ({"status": "24"}, SmsState.FAILED, Undelivered.FUNDS, "24"),
        ({"status": "20", "err": "9999"}, SmsState.FAILED, Undelivered.OTHER, "20/9999"),
        ({"status": "77"}, SmsState.SENT, Undelivered.NONE, "77"),
    ],
)
def test_statuses(more, state, reason, code):
    told = signed({"id": "outbox-17", "phone": "79161234567", "ts": "1543212345", "cost": "3.50", **more})
    assert read(post(told)) == (Status("outbox-17", "+79161234567", state, reason, code, 1543212345000),)


def test_times_and_senders_of_incoming():
    fields = READING | {"phone": "MegaFon", "time": "29.09.2018 15:07:39", "sms_id": "outbox-17"}
    (event,) = read(post(signed(fields)))
    assert (event.phone, event.received_ms) == ("MegaFon", 1538222859000)


def test_the_body_wins_over_the_query():
    callback = post(signed(BALANCE), query="charset=utf-8&sha1&mes=other")
    assert read(callback)[0].text == "баланс"


def test_numbers_in_json():
    body = {"id": 12345, "phone": 79161234567, "status": 1, "sha1": VECTORS[1][2], "more": [None]}
    assert read(post(body, "application/json"))[0].own_id == "12345"


def test_a_call_is_none_of_ours():
    checksum = hashlib.sha1(b"79161234567:5:s3cret").hexdigest()
    assert read(post({"phone": "79161234567", "waitcall": "1", "ts": "5", "sha1": checksum})) == ()
