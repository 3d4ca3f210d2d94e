"""`web.trusted_proxies`: one list for every route that has to know who asks."""

from __future__ import annotations

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.config import check
from bot.handlers.origin import Peers
from core.clock import SystemClock
from tests.config.good import config

OURS = ("127.0.0.1/32", "::1/128", "10.0.0.0/8")


def test_a_proxy_that_is_no_network_is_named():
    found = check(config(web__trusted_proxies='["proxy"]'), SystemClock().now())
    assert ("error", "web.trusted_proxies") in [(one.severity, one.key) for one in found]


def test_a_proxy_on_this_machine_is_ours_unless_told_otherwise():
    assert config().web.trusted_proxies == ("127.0.0.1/32", "::1/128")
    assert str(asks("127.0.0.1", ["203.0.113.9"], ())) == "127.0.0.1"


def asks(remote, named, proxies=OURS):
    headers = [("X-Forwarded-For", one) for one in named]
    return Peers(proxies)(make_mocked_request("GET", "/p/x", headers=headers).clone(remote=remote))


@pytest.mark.parametrize(
    ("remote", "named", "who"),
    [
        ("127.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("10.0.0.5", ["198.51.100.1, 203.0.113.9"], "203.0.113.9"),  # the beginning is anybody's
        ("10.0.0.5", ["203.0.113.9, 10.0.0.7"], "203.0.113.9"),  # two proxies of ours
        ("10.0.0.5", ["198.51.100.1", "203.0.113.9"], "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),  # a stranger names whom it likes
        ("10.0.0.5", [], "10.0.0.5"),
        ("10.0.0.5", ["junk"], "None"),
    ],
)
def test_who_asks(remote, named, who):
    assert str(asks(remote, named)) == who
