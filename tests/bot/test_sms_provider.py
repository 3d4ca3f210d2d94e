"""From the configuration to a provider."""

from __future__ import annotations

import pytest

from bot.channels.sms_sandbox import SandboxSms
from bot.channels.sms_smsc import Smsc
from bot.sms_provider import bases, make_provider
from tests.channels.recorded import recorded
from tests.config.good import config


def test_each_provider():
    assert make_provider(config(sms__provider="none"), lambda: 0) is None
    assert isinstance(make_provider(config(), lambda: 0), SandboxSms)
    smsc = config(sms__provider="smsc", sms__smsc__api_key="k")
    assert isinstance(make_provider(smsc, lambda: 0), Smsc)


@pytest.mark.parametrize(
    ("base", "mirrors"),
    [
        ("https://smsc.ru/sys/", ["https://www2.smsc.ru/sys/", "https://www3.smsc.ru/sys/"]),
        ("https://www2.smsc.ru/sys/", ["https://www3.smsc.ru/sys/"]),
        ("https://smsc.kz/sys/", []),
        ("https://notsmsc.ru/sys/", []),
        ("http://127.0.0.1:8081/sys/", []),
    ],
)
def test_mirrors_are_of_smsc_ru_only(base, mirrors):
    assert list(bases(config(sms__smsc__base_url=base).sms.smsc)) == [base, *mirrors]


def test_all_of_the_account_is_used():
    with recorded() as server:
        server.always = [{"id": 5, "phone": 1, "message": "да", "received": "29.09.2018 15:07:39"}]
        keys = {"login": "primer", "password": "pa55", "utc_offset_hours": "6", "base_url": server.url}
        given = {f"sms__smsc__{name}": value for name, value in keys.items()}
        smsc = make_provider(config(sms__provider="smsc", **given), lambda: 0)
        assert smsc.fetch_incoming("").messages[0].received_ms == 1538212059000
        assert server.asked[0][1]["psw"] == "pa55"
