"""The address of a short link as browsers, robots and strangers meet it."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.private_html import PageWriter
from bot.handlers.origin import Peers
from bot.handlers.payment_link import PayLinkHandlers
from bot.handlers.private_page_gate import MISSES, Gate
from core.payments.short_links import seal
from tests.dialogs.conversation import CATALOGUE
from tests.dialogs.supplier import VALUES
from tests.payments.test_bot_faults import engine
from tests.payments.test_short_links import KEYS, LINK, TODAY, links

assert engine
assert links
GOES = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "User-Agent": "Mozilla/5.0 Chrome/120"}
ADDRESS = f"/o/{seal(KEYS, LINK)}"
ONLY_LOOKS = {
    "a robot": {"User-Agent": "TelegramBot (like TwitterBot)"},
    "a robot in a browser": GOES | {"User-Agent": "Mozilla/5.0 HeadlessChrome/120"},
    "an old browser": {"User-Agent": "Mozilla/5.0 (Linux; Android 4.4)"},
    "a prefetch": GOES | {"Sec-Purpose": "prefetch;prerender"},
    "Firefox ahead of time": GOES | {"X-Moz": "prefetch"},
    "a picture": GOES | {"Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors"},
    "nothing at all": {},
}


def said(key, values):
    return CATALOGUE.text("full", key, {**VALUES, **values}, TODAY)


@pytest.fixture
async def visitor(links):
    application = web.Application()
    handlers = PayLinkHandlers(links.made, PageWriter(said, "pay-page-title"), Gate(), Peers(()))
    for route in handlers.routes():
        application.router.add_route(route.method, route.path, route.handle)
    async with TestClient(TestServer(application)) as client:
        client.links = links
        yield client


async def opened(client, address=ADDRESS, how="get", **headers):
    answer = await client.request(how, address, headers=headers, allow_redirects=False)
    assert answer.headers["X-Robots-Tag"].startswith("noindex")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    page = await answer.text()
    for private in ("7833", "2310", "2 310", "79161234567", "Traceback", "Мира"):
        assert private not in page
    return answer, page


async def test_what_only_looks_makes_no_payment_and_gets_a_button(visitor):
    for who, headers in ONLY_LOOKS.items():
        answer, page = await opened(visitor, **headers)
        assert (answer.status, page.count("<form")) == (200, 1), who
        assert "Перейти к оплате" in page
    answer, _ = await opened(visitor, how="head", **GOES)
    assert answer.status == 200
    assert visitor.links.rig.payments() == []


async def test_a_person_is_led_to_the_payment_by_the_link_and_by_the_button(visitor):
    first, _ = await opened(visitor, **GOES)
    second, _ = await opened(visitor, how="post")
    assert (first.status, second.status) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(visitor.links.rig.payments()) == 1


async def test_what_we_did_not_write_opens_nothing_and_soon_is_not_answered(visitor):
    statuses = []
    for at in range(MISSES + 10):
        how, headers = "post" if at % 2 else "get", GOES if at % 3 else {}
        answer, page = await opened(visitor, f"/o/{at:036}", how, **headers)
        statuses.append(answer.status)
        assert "<form" not in page
    assert statuses == [404] * MISSES + [429] * 10
    answer, _ = await opened(visitor, **GOES)
    assert answer.status == 303


async def test_a_fault_of_ours_is_a_page_without_a_trace(visitor, monkeypatch):
    async def broken(_token):
        raise RuntimeError("*7833 2310,90")

    monkeypatch.setattr(visitor.links.made, "open", broken)
    answer, page = await opened(visitor, **GOES)
    assert answer.status == 500
    assert "Попробуйте через минуту" in page
