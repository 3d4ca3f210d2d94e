"""What leaves when SMSC is to send, and what becomes of its answers."""

from __future__ import annotations

import pytest

from bot.channels.sms_http import SmsHttp
from bot.channels.sms_port import Accepted, OutgoingSms, SmsFault
from bot.channels.sms_rates import Gate
from bot.channels.sms_smsc import Smsc
from bot.channels.smsc_account import SmscAccount
from tests.channels.recorded import huge, named, recorded, reset, trickle
from tests.channels.smsc.conftest import CODE, OK, OTHER, PATIENCE, PHONE, refused


def test_one_message_on_the_wire(server, smsc):
    server.plan = [OK]
    assert smsc.send(CODE) == Accepted("outbox-17", 1, 350)
    assert server.asked == [
        (
            "/sys/send.php",
            {
                "apikey": "k3y",
                "fmt": "3",
                "charset": "utf-8",
                "cost": "3",
                "id": "outbox-17",
                "phones": PHONE,
                "mes": CODE.text,
                "valid": "01:00",
            },
        )
    ]


def test_login_and_a_name_of_the_sender(server, make):
    server.plan = [OK]
    make(api_key="", login="primer", password="pa55", sender="Primer").send(CODE)
    ((_, form),) = server.asked
    assert (form["login"], form["psw"], form["sender"]) == ("primer", "pa55", "Primer")
    assert "apikey" not in form


@pytest.mark.parametrize(
    ("answer", "parts", "cost"),
    [
        ({"id": 17, "cnt": 2, "cost": 7}, 2, 700),
        ({"id": "outbox-17", "cnt": "1", "cost": "3.501"}, 1, 351),
        ({"id": 17, "cnt": 1, "cost": 1.4}, 1, 140),
        ({"id": 17}, 1, 0),
        ({"id": 17, "cnt": 1, "cost": "1e999999999"}, 1, 0),
        ({"id": 17, "cnt": 1, "cost": None, "new": {"key": []}}, 1, 0),
    ],
)
def test_numbers_come_as_they_like(server, smsc, answer, parts, cost):
    server.plan = [answer]
    assert smsc.send(CODE) == Accepted("outbox-17", parts, cost)


@pytest.mark.parametrize(
    ("code", "fault", "wait_s"),
    [
        (1, SmsFault.DENIED, 0),
        (2, SmsFault.AUTH, 1860),
        (3, SmsFault.FUNDS, 600),
        (4, SmsFault.BLOCKED, 1800),
        (5, SmsFault.DENIED, 0),
        (6, SmsFault.DENIED, 0),
        (7, SmsFault.BAD_NUMBER, 0),
        (8, SmsFault.UNDELIVERABLE, 0),
        (77, SmsFault.DENIED, 0),
    ],
)
def test_refusals(server, smsc, code, fault, wait_s):
    server.plan = [{"error": f"about {CODE.text}", "error_code": code, "id": 17}]
    error = refused(smsc.send, CODE)
    assert (error.fault, error.code, error.retry_after_ms) == (fault, str(code), wait_s * 1000)
    assert "482913" not in str(error)


def test_an_error_without_a_number_is_one(server, smsc):
    server.plan = [{"error": "unknown error"}]
    assert refused(smsc.send, CODE).fault is SmsFault.DENIED


@pytest.mark.parametrize(
    "answer",
    [
        (500, {"id": 17, "cnt": 1}),
        (502, b"<html>502 Bad Gateway</html>"),
        (302, b""),
        b"<html>maintenance</html>",
        b"",
        b'{"id": 17, "cnt": 1',
        b"[" * 100_000,
        '{"id": 1, "error": "неизвестно"}'.encode("cp1251"),
        {"cnt": 1},
        [1],
        huge(10),
        reset,
        trickle,
    ],
    ids=named,
)
def test_nobody_knows_whether_it_was_taken(server, smsc, answer):
    server.plan = [answer] * 2
    assert refused(smsc.send, CODE).fault is SmsFault.UNKNOWN
    assert len(server.asked) == 1, "a request that may have arrived is not repeated"
    error = refused(smsc.price, CODE)
    assert error.fault is SmsFault.TRANSIENT, "a question may be asked again"


def test_a_silent_server_is_left(server, smsc):
    server.plan = [server.hang] * 2
    assert refused(smsc.send, CODE).fault is SmsFault.UNKNOWN
    assert refused(smsc.statuses, [("outbox-17", PHONE)]).fault is SmsFault.TRANSIENT


def test_nobody_listens(make, server):
    smsc = Smsc(SmscAccount("k"), SmsHttp(["http://127.0.0.1:9/"], PATIENCE), Gate(lambda: 5))
    assert refused(smsc.send, CODE).fault is SmsFault.TRANSIENT
    assert refused(smsc.send, CODE).fault is SmsFault.TRANSIENT, "it never left, so it is no repetition"


def test_a_mirror_takes_what_the_first_host_never_got(server, make):
    smsc = make("http://127.0.0.1:9/sys/")
    server.plan = [OK, {"id": "2", "cnt": 1}]
    assert smsc.send(CODE) == Accepted("outbox-17", 1, 350)
    assert smsc.send(OutgoingSms("2", OTHER, "да")).provider_id == "2"


def test_a_mirror_never_takes_what_the_first_host_may_have(server, make):
    with recorded() as first:
        first.plan = [(500, b"")]
        assert refused(make(first.url).send, CODE).fault is SmsFault.UNKNOWN
    assert server.asked == []


def test_the_second_of_two_equal_ones_waits_here(server, smsc, time):
    server.always = OK
    smsc.send(CODE)
    time.ms += 20_000
    error = refused(smsc.send, OutgoingSms("outbox-18", PHONE, CODE.text))
    assert (error.fault, error.retry_after_ms) == (SmsFault.RATE, 41_000)
    assert len(server.asked) == 1
    smsc.send(OutgoingSms("outbox-19", OTHER, CODE.text))
    time.ms += 41_000
    smsc.send(OutgoingSms("outbox-18", PHONE, CODE.text))
    assert len(server.asked) == 3


def test_repeated_and_known_is_taken(server, smsc):
    server.plan = [{"error": "duplicate request, wait a minute", "error_code": 9}, {"status": 0, "err": 0}]
    assert smsc.send(CODE) == Accepted("outbox-17", 1, 0)
    assert server.asked[1][0] == "/sys/status.php"
    assert server.forms[1] == {"phone": "79161234567", "id": "outbox-17"}


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        ({"status": -3}, SmsFault.RATE),
        ({}, SmsFault.UNKNOWN),
        ((500, b""), SmsFault.UNKNOWN),
        ({"error": "x", "error_code": 9}, SmsFault.UNKNOWN),
    ],
)
def test_repeated_and_not_known(server, smsc, status, fault):
    server.plan = [{"error": "duplicate request, wait a minute", "error_code": 9}, status]
    error = refused(smsc.send, CODE)
    assert (error.fault, error.retry_after_ms) == (fault, 60_000)


@pytest.mark.parametrize(
    ("sms", "fault"),
    [
        (OutgoingSms("х", PHONE, "да"), SmsFault.DENIED),
        (OutgoingSms("", PHONE, "да"), SmsFault.DENIED),
        (OutgoingSms("1", "89161234567", "да"), SmsFault.BAD_NUMBER),
        (OutgoingSms("1", "G5", "да"), SmsFault.BAD_NUMBER),
        (OutgoingSms("1", f"{PHONE},{OTHER}", "да"), SmsFault.BAD_NUMBER),
        (OutgoingSms("1", PHONE, " "), SmsFault.DENIED),
        (OutgoingSms("1", PHONE, "я" * 1001), SmsFault.DENIED),
        (OutgoingSms("1", PHONE, "\ud83d"), SmsFault.DENIED),
    ],
    ids=repr,
)
def test_what_smsc_would_refuse_or_mangle_stays_here(server, smsc, sms, fault):
    assert refused(smsc.send, sms).fault is fault
    assert refused(smsc.price, sms).fault is fault
    assert smsc.send_list([sms])[sms.phone].fault is fault
    assert server.asked == []


def test_a_list_on_the_wire(server, smsc):
    phones = [
        {"phone": "79161234567", "mccmnc": "25001", "cost": "3.50", "status": "", "error": ""},
        {"phone": "79161234568", "status": 22, "error": 249},
        {"phone": 79161234569, "cost": 7.0},
        {"phone": "79161234570", "error": "1"},
    ]
    server.plan = [{"id": "list-3", "cnt": 2, "cost": "10.50", "balance": "90", "phones": phones}]
    texts = {PHONE: "Долг:\n5 руб.", OTHER: "Да", "+79161234569": "a|b", "+79161234570": "x", "+7": "y"}
    texts["+79161234571"] = "z"
    done = smsc.send_list([OutgoingSms("list-3", phone, text) for phone, text in texts.items()])
    assert server.forms[0]["list"].split("\n") == [
        f"{PHONE}:Долг:\\n5 руб.",
        f"{OTHER}:Да",
        "+79161234569:a|b",
        "+79161234570:x",
        "+79161234571:z",
    ]
    assert (server.forms[0]["id"], server.forms[0]["op"], server.forms[0]["cost"]) == ("list-3", "1", "3")
    assert done[PHONE] == Accepted("list-3", 1, 350)
    assert (done[OTHER].fault, done[OTHER].code) == (SmsFault.BAD_NUMBER, "22/249")
    assert done["+79161234569"] == Accepted("list-3", 1, 700)
    assert (done["+79161234570"].fault, done["+79161234570"].code) == (SmsFault.BAD_NUMBER, "20/1")
    assert done["+79161234571"].fault is SmsFault.UNKNOWN, "what the answer does not name is asked for later"
    assert done["+7"].fault is SmsFault.BAD_NUMBER


def test_a_list_without_numbers_in_the_answer_is_taken(server, smsc):
    server.plan = [{"id": "list-3", "cnt": 3}]
    done = smsc.send_list([OutgoingSms("list-3", PHONE, "я" * 71), OutgoingSms("list-3", OTHER, "да")])
    assert done == {PHONE: Accepted("list-3", 2), OTHER: Accepted("list-3", 1)}


def test_a_list_that_was_taken_before(server, smsc):
    known = [
        {"id": "list-3", "phone": "79161234568", "status": -3},
        {"id": "list-3", "phone": "79161234567", "status": -1},
    ]
    server.plan = [{"error": "duplicate request, wait a minute", "error_code": 9}, known]
    done = smsc.send_list([OutgoingSms("list-3", PHONE, "да"), OutgoingSms("list-3", OTHER, "да")])
    assert done[PHONE] == Accepted("list-3", 1)
    assert (done[OTHER].fault, done[OTHER].retry_after_ms) == (SmsFault.RATE, 60_000)


def test_a_refused_list_is_refused_as_a_whole(server, smsc):
    server.plan = [{"error": "no money", "error_code": 3, "id": 5}, OK]
    messages = [OutgoingSms("list-3", PHONE, "да"), OutgoingSms("list-3", OTHER, "да")]
    assert refused(smsc.send_list, messages).fault is SmsFault.FUNDS
    assert refused(smsc.send, CODE).fault is SmsFault.FUNDS, "the account is empty for every message"
    with pytest.raises(ValueError, match="every phone once"):
        smsc.send_list([OutgoingSms("list-3", PHONE, "да"), OutgoingSms("list-3", PHONE, "нет")])
    with pytest.raises(ValueError, match="one id"):
        smsc.send_list([OutgoingSms("list-3", PHONE, "да"), OutgoingSms("list-4", OTHER, "нет")])
