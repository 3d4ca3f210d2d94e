"""The client of SMSC against recorded answers: what leaves, and what becomes of what comes back."""

from __future__ import annotations

import pytest

from bot.channels.sms_http import Patience, SmsHttp
from bot.channels.sms_port import (
    Accepted,
    IncomingSms,
    OutgoingSms,
    SmsError,
    SmsFault,
    SmsState,
    Status,
    Undelivered,
)
from bot.channels.sms_rates import Gate
from bot.channels.sms_smsc import Smsc
from bot.channels.smsc_account import SmscAccount
from tests.channels.recorded import huge, recorded, reset, trickle

PHONE, OTHER = "+79161234567", "+79161234568"
CODE = OutgoingSms("outbox-17", PHONE, "Код 482913. Никому не сообщайте.", 300)
OK = {"id": "outbox-17", "cnt": 1, "cost": "3.50", "balance": "996.50"}
PATIENCE = Patience(connect_s=0.5, read_s=0.3, answer_s=0.4)


class Time:
    def __init__(self):
        self.ms = 1_000_000_000

    def __call__(self):
        return self.ms


@pytest.fixture
def time():
    return Time()


@pytest.fixture(scope="module")
def _server():
    with recorded() as server:
        yield server


@pytest.fixture
def server(_server):
    _server.plan, _server.asked, _server.always = [], [], {}
    return _server


@pytest.fixture
def make(server, time):
    def smsc(*more, **account):
        whole = SmscAccount(**{"api_key": "k3y", **account})
        return Smsc(whole, SmsHttp([*more, server.url], PATIENCE), Gate(time))

    return smsc


@pytest.fixture
def smsc(make):
    return make()


def refused(call, *given):
    with pytest.raises(SmsError) as caught:
        call(*given)
    return caught.value


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
        (2, SmsFault.AUTH, 900),
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
    ids=str,
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


@pytest.mark.parametrize(
    "answer", [{}, (500, b""), b"<html>", {"error": "x", "error_code": 1}, huge(10)], ids=str
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


@pytest.mark.parametrize(("code", "minutes"), [(2, 15), (4, 30)])
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
