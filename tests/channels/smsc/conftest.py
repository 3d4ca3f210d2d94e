"""A client of SMSC before a server of recorded answers."""

from __future__ import annotations

import pytest

from bot.channels.sms_http import Patience, SmsHttp
from bot.channels.sms_port import OutgoingSms, SmsError
from bot.channels.sms_rates import Gate
from bot.channels.sms_smsc import Smsc
from bot.channels.smsc_account import SmscAccount
from tests.channels.recorded import recorded

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
