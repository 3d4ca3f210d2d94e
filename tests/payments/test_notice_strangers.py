"""Notices of strangers: refused, counted, and soon neither answered at length nor logged."""

from __future__ import annotations

from collections import Counter

from aiohttp.test_utils import make_mocked_request
from structlog.testing import capture_logs

from bot.handlers.origin import Peers
from bot.handlers.payment_notices import PATH, PaymentNotices
from bot.handlers.private_page_gate import MISSES


async def nobody(_notice):
    raise AssertionError("a notice of a stranger is not kept")


async def test_a_stranger_does_not_fill_the_log():
    notices = PaymentNotices(("185.71.76.0/27",), Peers(()), nobody, lambda: None)
    with capture_logs() as logs:
        for _ in range(2 * MISSES):
            await notices.handle(make_mocked_request("POST", PATH))
    assert notices.counts == Counter({"403": MISSES, "429": MISSES})
    assert len(logs) == MISSES
