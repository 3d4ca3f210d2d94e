"""The faults of payment bots that a gateway can prevent, by their number in the list of docs/payments.md."""

from __future__ import annotations

import ast
import concurrent.futures
import logging
import socket
import time
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from types import SimpleNamespace

import pytest
import yookassa
from yookassa import Configuration

from core.payments.gateway import NotFound, OutcomeUnknown, Rejected, Throttled
from core.payments.model import PaymentStatus
from core.values import Money
from payments import yookassa_request
from payments.settings import PRODUCTION_URL, ReceiptRule, Receipts, YooKassa
from payments.yookassa_gateway import YooKassaGateway
from tests.house.sources import Source, sources
from tests.payments.conftest import IMPATIENT, SECRET, order
from tests.payments.odd_server import PAYMENT

ORDER = replace(order(), intent=42, key="abonent-42-1")


def floats(source):
    for node in ast.walk(source.tree):
        named = isinstance(node, ast.Name) and node.id in {"float", "round"}
        if named or (isinstance(node, ast.Constant) and isinstance(node.value, float)):
            yield source.at(node)


def test_fault_11_no_float_in_payments():
    watched = sources("payments", "core/payments")
    assert len(watched) > 10
    assert [place for source in watched for place in floats(source)] == []
    assert len(list(floats(Source("x.py", "", ast.parse("round(float(x), 2) * 0.5"))))) == 3


def test_fault_11_sums_arrive_to_the_kopeck(till):
    for kopecks in (100, 101, 110, 999, 123_456, 34_999_999, 70_000_000):
        assert till.gateway.create(order(kopecks)).amount == Money(kopecks)
    with pytest.raises(Rejected, match=r"amount\.value"):
        till.gateway.create(order(0))


def test_fault_13_a_repetition_has_the_same_key_and_body(odd):
    odd.say(PAYMENT)
    for _ in range(2):
        odd.gateway.create(ORDER)
        odd.open().create(ORDER)  # after a restart
    assert {asked.headers["Idempotence-Key"] for asked in odd.asked} == {"abonent-42-1"}
    assert len({asked.body for asked in odd.asked}) == 1


@pytest.mark.parametrize("key", ["", "x" * 65, "with a blank", "ключ", "a\nb"])
def test_fault_13_nothing_leaves_without_a_key(odd, key):
    """The SDK would invent another one at each try."""
    with pytest.raises(Rejected, match="Idempotence-Key"):
        odd.gateway.create(replace(ORDER, key=key))
    with pytest.raises(Rejected, match="Idempotence-Key"):
        odd.gateway.refund(PAYMENT["id"], Money(100), key)
    assert odd.asked == []


DONE = ["500_done", "timeout_after_accept", "huge"]
NOT_DONE = ["500", "timeout_before", "reset", "502_html", "html", "202"]


@pytest.mark.parametrize("kind", DONE + NOT_DONE)
def test_fault_14_what_nobody_knows_is_no_failure(till, kind):
    """And the same order again gives one payment, made the first or the second time."""
    wanted = order()
    till.fault(kind, "create", delay_s=0.4)
    with pytest.raises(OutcomeUnknown):
        till.open(IMPATIENT if "timeout" in kind else None).create(wanted)
    now_ms = till.emulator.desk.clock.now_ms()
    assert len(till.gateway.made(now_ms - 60_000, now_ms + 60_000).items) == (kind in DONE)
    made = till.gateway.create(wanted)
    assert till.gateway.made(now_ms - 60_000, now_ms + 60_000).items == (made,)


def test_fault_14_nobody_there_is_unknown(till):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(OutcomeUnknown, match="ConnectionError"):
        till.open(api_url=f"http://127.0.0.1:{port}/v3").create(order())


def test_fault_14_a_refused_or_throttled_call_is_certain(till):
    till.fault("429", retry_after=7)
    with pytest.raises(Throttled) as slow:
        till.gateway.create(order())
    assert slow.value.retry_after_ms == 7000
    till.fault("403")
    with pytest.raises(Rejected, match="forbidden"):
        till.gateway.create(order())


class Dripping(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            try:
                self.wfile.write(b" ")
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, *_):
        pass


def test_fault_15_an_answer_that_never_ends_ends_here():
    """Each byte begins the timeout of a socket anew: 40 of them would take two seconds."""
    clock = SimpleNamespace(now_ms=lambda: 0)
    with HTTPServer(("127.0.0.1", 0), Dripping) as server:
        Thread(target=server.handle_request, daemon=True).start()
        shop = YooKassa("1", SECRET, api_url=f"http://127.0.0.1:{server.server_port}/v3")
        began = time.monotonic()
        with pytest.raises(OutcomeUnknown, match="ReadTimeout"):
            YooKassaGateway(shop, clock, IMPATIENT).shop()
        assert time.monotonic() - began < 1.5


def test_fault_15_the_server_is_given_more_than_its_own_30_seconds(monkeypatch, odd):
    given = {}

    def request(_, *args, **kwargs):
        given.update(kwargs)
        raise OSError("enough")

    monkeypatch.setattr("requests.Session.request", request)
    with pytest.raises(OutcomeUnknown, match="OSError"):
        YooKassaGateway(YooKassa("1", SECRET, ca_file="ca.pem"), SimpleNamespace(now_ms=lambda: 0)).shop()
    assert given["timeout"] == (5, 35)
    assert (given["allow_redirects"], given["verify"]) == (False, "ca.pem")


def test_fault_15_nothing_of_the_environment_is_in_the_way(monkeypatch, odd, tmp_path):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login thief password thief\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    odd.say(PAYMENT)
    odd.open(shop_id=" 100500 ", secret_key=f"{SECRET}\n").get(PAYMENT["id"])
    assert odd.asked[0].headers["Authorization"] == "Basic MTAwNTAwOnRlc3RfVG9wU2VjcmV0"


def test_fault_15_one_question_is_one_request(odd):
    odd.say({"type": "processing", "retry_after": 1800}, 202)
    with pytest.raises(OutcomeUnknown, match="HTTP 202"):
        odd.gateway.create(ORDER)
    odd.say({}, 302, Location="/elsewhere")
    odd.answers.pop(0)
    with pytest.raises(OutcomeUnknown, match="HTTP 302"):
        odd.gateway.create(ORDER)
    assert [asked.path for asked in odd.asked] == ["/v3/payments"] * 2


def test_fault_17_money_is_captured_at_once(odd, till):
    odd.say(PAYMENT)
    odd.gateway.create(ORDER)
    assert odd.asked[0].json["capture"] is True
    made = till.gateway.create(order())
    till.pay(made)
    assert till.gateway.get(made.provider_id).status is PaymentStatus.SUCCEEDED


def test_fault_17_money_that_is_only_held_is_seen(till):
    made = till.gateway.create(order())
    till.fault("wrong_status", "get")
    assert till.gateway.get(made.provider_id).status is PaymentStatus.WAITING


def test_fault_20_nothing_secret_is_logged_or_raised(odd, caplog):
    """Even where somebody else in the process has given the SDK a logger."""
    caplog.set_level(logging.DEBUG)
    kept = dict(vars(Configuration))
    Configuration.configure("1", "else", logger=logging.getLogger("sdk"))
    try:
        odd.say(PAYMENT)
        odd.gateway.create(replace(ORDER, email="a@primer.test"))
        odd.answers.clear()
        odd.say({"type": "error", "code": "internal_server_error"}, 500)
        with pytest.raises(OutcomeUnknown) as failed:
            odd.gateway.create(ORDER)
    finally:
        for name in ("account_id", "secret_key", "logger", "api_url", "timeout", "max_attempts"):
            setattr(Configuration, name, kept[name])
    assert failed.value.__context__ is None  # an exception of requests would hold the headers
    logged = " ".join(str(vars(record)) for record in caplog.records)
    said = f"{logged} {failed.value!r} {odd.gateway!r} {YooKassa('100500', SECRET)!r}"
    for secret in (SECRET, "MTAwNTAwOnRlc3RfVG9wU2VjcmV0", "a@primer.test", "sdk"):
        assert secret not in said


class Ids(dict):
    """A dict that is none to the SDK."""


@pytest.mark.parametrize(
    "wrong",
    [
        {f"k{at}": "" for at in range(16)},
        {"intent": 42},
        {"intent": None},
        {"k" * 33: ""},
        {"k": "v" * 513},
        {"": "v"},
        {1: "v"},
    ],
)
def test_fault_23_metadata_that_the_sdk_would_let_pass(wrong):
    with pytest.raises(Rejected, match="metadata"):
        yookassa_request.metadata(wrong)


def test_fault_23_no_personal_data_and_room_for_the_key_of_the_sdk(odd):
    assert len(yookassa_request.metadata({f"k{at}": "v" * 512 for at in range(15)})) == 15
    odd.say(PAYMENT)
    odd.gateway.create(replace(ORDER, email="a@primer.test", phone="79990000000", account_number="12345678"))
    assert odd.asked[0].json["metadata"] == {"intent": "42", "cms_name": "yookassa_sdk_python"}
    assert not {b"a@primer.test", b"79990000000", b"12345678"} & {odd.asked[0].body}
    for told in (b"a@primer.test", b"79990000000", b"12345678"):
        assert told not in odd.asked[0].body


def test_fault_24_metadata_is_a_plain_dict():
    assert type(yookassa_request.metadata(Ids(intent="42"))) is dict


@pytest.mark.parametrize("echo", [None, {}, {"intent": "43"}, {"intent": 42}, {"cms_name": "x"}, "42"])
def test_fault_24_a_payment_that_does_not_know_its_intent_goes_to_nobody(odd, echo):
    odd.say(PAYMENT | {"metadata": echo})
    with pytest.raises(Rejected, match=r"answer_mismatch metadata\.intent"):
        odd.gateway.create(ORDER)


RATES = (
    ReceiptRule(date(2019, 1, 1), 4, date(2025, 12, 31)),
    ReceiptRule(date(2026, 1, 1), 11, subject="payment", mode="advance", tax_system=1),
)
MIDNIGHT_MS = 1_767_214_800_000  # 2026-01-01T00:00:00+03:00


def test_fault_25_the_rate_is_that_of_moscows_day(odd):
    odd.say(PAYMENT)
    gateway = odd.open(receipts=Receipts("Электроэнергия", RATES))
    wanted = replace(ORDER, email="a@primer.test")
    for made_ms in (MIDNIGHT_MS - 1, MIDNIGHT_MS, 0):
        gateway.create(replace(wanted, made_ms=made_ms))
    told = [asked.json["receipt"] for asked in odd.asked]
    assert [one["items"][0]["vat_code"] for one in told] == [4, 11, 11]
    assert told[1]["tax_system_code"] == 1
    assert (told[1]["items"][0]["payment_subject"], told[1]["items"][0]["payment_mode"]) == (
        "payment",
        "advance",
    )
    assert "tax_system_code" not in told[0]


def test_fault_25_no_rate_no_payment(odd):
    gateway = odd.open(receipts=Receipts("Электроэнергия", RATES[:1]))
    with pytest.raises(Rejected, match="vat_code"):
        gateway.create(replace(ORDER, email="a@primer.test"))
    assert odd.asked == []


def test_fault_27_another_configuration_in_the_process_changes_nothing(till):
    """The SDK's own would now go to production with the credentials of somebody else."""
    kept = Configuration.account_id, Configuration.secret_key
    Configuration.configure("1", "live_somebody_else")
    try:
        assert Configuration.api_url == PRODUCTION_URL
        assert till.gateway.shop().id == till.id
        assert till.open().shop().id == till.id
    finally:
        Configuration.account_id, Configuration.secret_key = kept
    with pytest.raises(yookassa.configuration.ConfigurationError):
        yookassa.Payment()  # and ours left nothing behind


def test_fault_27_four_shops_in_eight_threads_keep_apart(till, emulator):
    tills = [till, *(type(till)(emulator) for _ in range(3))]

    def ask(turn):
        one = tills[turn % 4]
        facts = one.gateway.create(order(100 + turn))
        return facts.shop == one.id and one.gateway.get(facts.provider_id).amount == Money(100 + turn)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(40)))
    strange = tills[1].gateway.create(order())
    with pytest.raises(NotFound):
        till.gateway.get(strange.provider_id)
