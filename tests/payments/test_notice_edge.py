"""Notices over real HTTP, from whoever likes to send them: who is heard, and what of it is kept."""

from __future__ import annotations

import gzip
import json
import logging
from types import SimpleNamespace

import pytest
from aiohttp import ClientSession, web

from bot.handlers.origin import Peers
from bot.handlers.payment_notices import MOST_BODY, PATH, PaymentNotices
from bot.handlers.web import Health, runner_of, web_application

NETWORKS = ("185.71.76.0/27", "2a02:5180::/32")
GOOD = {"type": "notification", "event": "payment.succeeded", "object": {"id": "2f0c1a11-000f-5000"}}
BODY = json.dumps(GOOD).encode()
THEIRS = "185.71.76.1"


class Pulse:
    async def health(self):
        return Health(ready=True)

    async def samples(self):
        return ()


@pytest.fixture
async def edge():
    """The server behind a proxy at 127.0.0.1; `kept` is what was stored."""
    kept = []

    async def keep(notice):
        kept.append((notice.remote, notice.event, notice.object_id))

    notices = PaymentNotices(NETWORKS, Peers(("127.0.0.1/32",)), keep, lambda: None)
    runner = runner_of(web_application("", "1", Pulse(), notices.routes()))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    async with ClientSession(f"http://{host}:{port}") as session:
        yield SimpleNamespace(kept=kept, request=session.request)
    await runner.cleanup()


async def told(edge, body=BODY, *named, method="POST", **headers):
    given = [*headers.items(), *(("X-Forwarded-For", one) for one in named)]
    answer = await edge.request(method, PATH, data=body, headers=given)
    text = await answer.text()
    assert "Traceback" not in text
    return answer.status


SENDERS = {
    (): 403,  # the proxy itself
    (THEIRS,): 200,
    ("2a02:5180::1509:1",): 200,
    ("::ffff:185.71.76.1",): 200,
    ("6.6.6.6, 185.71.76.1",): 200,
    ("185.71.76.1, 127.0.0.1",): 200,  # two proxies of ours
    ("185.71.76.1, 6.6.6.6",): 403,  # what the stranger wrote stands first
    (THEIRS, "6.6.6.6"): 403,
    ("185.71.76.1:443",): 403,
    ("185.71.76.32",): 403,
    ("2a02:5181::1",): 403,
    ("<script>",): 403,
    ("",): 403,
    ("127.0.0.1," * 500,): 403,
}


@pytest.mark.parametrize("named", SENDERS)
async def test_fault_7_the_sender_is_who_our_own_proxy_names(edge, named):
    status = SENDERS[named]
    assert await told(edge, BODY, *named) == status
    assert len(edge.kept) == (status == 200)


async def test_other_headers_name_nobody(edge):
    for name in ("X-Real-IP", "Forwarded", "CF-Connecting-IP", "X-Client-IP"):
        assert await told(edge, BODY, **{name: f"for={THEIRS}" if name == "Forwarded" else THEIRS}) == 403


def notice(**change):
    return json.dumps(GOOD | change).encode()


NOTHING = {
    "empty": b"", "no json": b"hello", "a list": b"[]", "null": b"null", "no object": b"{}",
    "null object": notice(object=None), "a number for an id": notice(object={"id": 5}),
    "an endless id": notice(object={"id": "a" * 65}), "a path": notice(object={"id": "../../x"}),
    "a zero byte": notice(object={"id": "a\0b"}), "an event of others": notice(event="deal.closed"),
    "another type": notice(type="x"), "other letters": BODY.replace(b"notif", b"\xff\xfe"),
    "a mark": b"\xef\xbb\xbf" + BODY,
    "deep": b'{"event":' + b"[" * 60_000, "deep beside": b'{"x":' + b"[" * 60_000,
    "cut": BODY[:-2], "twice": BODY + BODY,
}  # fmt: skip


@pytest.mark.parametrize("what", NOTHING)
async def test_garbage_is_answered_and_not_kept(edge, what):
    assert await told(edge, NOTHING[what], THEIRS) == 200
    assert edge.kept == []


async def test_the_type_of_the_content_does_not_matter(edge):
    for kind in ("text/plain", "application/xml", "x/" + "y" * 200, "application/x-www-form-urlencoded"):
        assert await told(edge, BODY, THEIRS, **{"Content-Type": kind}) == 200
    assert len(edge.kept) == 4


async def test_what_is_too_long_is_refused(edge):
    long = notice(more="a" * MOST_BODY)

    async def pieces():
        for at in range(0, len(long), 8192):
            yield long[at : at + 8192]

    assert await told(edge, long, THEIRS) == 413
    assert await told(edge, pieces(), THEIRS) == 413
    assert edge.kept == []


async def test_nothing_is_unpacked_and_no_stranger_writes_a_traceback(edge, caplog):
    bomb = gzip.compress(notice(more="a" * 20_000_000))
    with caplog.at_level(logging.ERROR):
        for name in ("gzip", "deflate", "br"):
            assert await told(edge, BODY, THEIRS, **{"Content-Encoding": name}) == 200
            assert await told(edge, b"x", **{"Content-Encoding": name}) == 403
        assert await told(edge, bomb, THEIRS, **{"Content-Encoding": "gzip"}) == 200
    assert caplog.records == []
    assert len(edge.kept) == 3


async def test_only_posts_are_heard(edge):
    for method in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert await told(edge, None if method == "GET" else BODY, THEIRS, method=method) == 405
    assert edge.kept == []
