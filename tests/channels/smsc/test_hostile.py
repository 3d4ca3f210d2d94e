"""Whatever SMSC, or somebody in its place, says: an event, an outcome or a refusal, and nothing else."""

from __future__ import annotations

import contextlib
import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.channels.sms_port import Accepted, Callback, CallbackRefused, SmsError, SmsFault
from bot.channels.sms_rates import Gate
from bot.channels.sms_smsc import Smsc
from bot.channels.smsc_account import SmscAccount
from bot.channels.smsc_callback import parse
from tests.channels.smsc.conftest import CODE, PHONE

NAMES = ["id", "cnt", "cost", "balance", "phones", "error", "error_code", "status", "err", "last_timestamp"]
NAMES += ["phone", "message", "received", "to_phone"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("9" * 5000),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=10,
)
ANSWERS = VALUES.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=200)
FEW = settings(max_examples=60, deadline=None)


class Told:
    """The network's end: the same answer to everything."""

    def __init__(self, body):
        self.body = body

    def ask(self, *_, **__):
        return self.body


def fault_of(ask):
    """How a question ends; None: with an answer."""
    try:
        ask()
    except SmsError as error:
        return error.fault
    return None


@FEW
@given(ANSWERS)
@example(b'{"id": 1, "cnt": 1, "cost": "NaN", "balance": "-Infinity"}')
@example(b'{"id": 1, "phones": [{"phone": null}]}')
@example(b'{"status": 1e400}')
@example(b"[Infinity]")
@example(b"[" * 5000)
def test_answers(body):
    smsc = Smsc(SmscAccount("k"), Told(body), Gate(lambda: 0))
    with contextlib.suppress(SmsError):
        assert isinstance(smsc.send(CODE), Accepted)
    for ask in (
        lambda: smsc.price(CODE),
        lambda: smsc.statuses([("a", PHONE)]),
        lambda: smsc.statuses([("a", PHONE), ("b", PHONE)]),
        lambda: smsc.fetch_incoming("5"),
        smsc.balance,
    ):
        assert fault_of(ask) is not SmsFault.UNKNOWN


@FEW
@given(ANSWERS, st.text(max_size=100), st.sampled_from(["", "application/json", "text/plain"]))
@example(b"mes=1", "sha1=\ud800", "")
@example(rb'{"mes": "\ud800", "sha1": "1"}', "", "")
@example(b'{"status": "1", "id": [], "phone": true}', "", "application/json")
def test_callbacks(body, query, kind):
    with contextlib.suppress(CallbackRefused):
        parse(Callback("POST", query, kind, body), "s3cret", "sha1", 3)
