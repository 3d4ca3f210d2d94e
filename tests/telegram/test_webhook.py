from __future__ import annotations

import asyncio
import gzip
import json
from io import BytesIO

import pytest
from aiohttp import ClientSession, web

from bot.channels.telegram_session import TelegramSession
from bot.handlers.metrics import Sample, counted
from bot.handlers.telegram_backoff import Backoff
from bot.handlers.telegram_intake import UpdateIntake
from bot.handlers.telegram_presses import Presses
from bot.handlers.telegram_warm_up import warm_up
from bot.handlers.telegram_webhook import SECRET_HEADER, TelegramWebhook, set_webhook
from bot.handlers.web import Health, Route, web_application
from core.errors import NotStored
from tests.telegram import updates
from tests.telegram.fake_api import OK, Say, error
from tests.telegram.test_polling import Store, until

SECRET = "a-long-random-word"
HEADERS = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}


class Pulse:
    state = Health(ready=True, lag_ms=12, pending=3, dead_letters=1, last_poll_ms=1_795_000_000_000)

    async def health(self):
        return self.state

    async def samples(self):
        yield_from = counted("abonent_ignored_total", {"bot": 2, 'a"b\\c\n': 1}, "rule", "Silence")
        return [
            *yield_from,
            Sample("abonent_lag_seconds", 0.5),
            Sample("abonent_pending", 3, help="Rows\nwaiting"),
        ]


async def burst(_):
    raise RuntimeError("a secret of ours")


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def pulse():
    return Pulse()


@pytest.fixture
async def server(store, session, background, pulse):
    """Our web server on loopback, with a client that calls it."""
    webhook = TelegramWebhook(SECRET, UpdateIntake(42, lambda: 7), store.accept, Presses(session, background))
    routes = [Route("/telegram", webhook.handle), Route("/burst", burst, "GET")]
    runner = web.AppRunner(web_application("/abonent", "0.1.0", pulse, routes), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/abonent"
    async with ClientSession() as client:

        async def call(path="/telegram", body=None, method="POST", **more):
            async with client.request(method, base + path, data=body, **more) as answer:
                return answer.status, dict(answer.headers), await answer.read()

        yield call
    await runner.cleanup()


async def test_200_means_stored(server, store):
    body = updates.message(text="баланс")
    status, _, answer = await server(body=body, headers=HEADERS)
    assert (status, answer) == (200, b"")
    assert [(e.source_id, e.address, e.body) for e in store.events] == [("1001", "telegram:5", body)]


async def test_200_waits_for_the_storage(server, store):
    store.gate.clear()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await server(body=updates.message(text="x"), headers=HEADERS)
    store.gate.set()


async def test_storage_away_means_later(server, store):
    store.refusals.append(NotStored("busy"))
    status, headers, _ = await server(body=updates.message(text="x"), headers=HEADERS)
    assert (status, headers["Retry-After"]) == (503, "5")
    assert not store.events


@pytest.mark.parametrize(
    "secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "я", SECRET.upper(), "\udcff"]
)
async def test_a_wrong_secret_changes_nothing(server, store, secret):
    headers = {} if secret is None else {SECRET_HEADER: secret}
    status, _, answer = await server(body=updates.message(text="x"), headers=headers)
    assert status == 403
    assert json.loads(answer) == {"ok": False, "error": "Forbidden"}
    assert not store.events


def test_a_webhook_needs_a_secret(store):
    with pytest.raises(ValueError, match=r"telegram\.webhook\.secret"):
        TelegramWebhook("", None, store.accept, None)


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[]", b'{"update_id":"x"}', b"\xff" * 100, b"[" * 9999])
async def test_what_is_no_update_is_stored_so_that_it_does_not_come_again(server, store, body):
    status, _, _ = await server(body=body, headers=HEADERS)
    assert status == 200
    assert [event.body for event in store.events] == [body]
    assert store.ids[0].startswith("malformed:")


async def test_a_body_too_large(server, store):
    status, _, _ = await server(body=BytesIO(b"x" * (2**20 + 1)), headers=HEADERS)
    assert status == 413
    bomb = gzip.compress(b"x" * (20 * 2**20))
    status, _, _ = await server(body=bomb, headers=HEADERS | {"Content-Encoding": "gzip"})
    assert status == 413
    assert not store.events


async def test_presses_are_answered_after_storing(server, api):
    await server(body=updates.press(), headers=HEADERS)
    await until(lambda: api.called("answerCallbackQuery"))
    assert api.called("answerCallbackQuery") == [{"callback_query_id": "4382bfdwdsb323b2d9"}]


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/telegram", "GET", 405),
        ("/nothing", "GET", 404),
        ("/../telegram", "POST", 404),
        ("/burst", "GET", 500),
    ],
)
async def test_errors_are_json_and_tell_nothing(server, path, method, status):
    given, headers, answer = await server(path, method=method)
    assert given == status
    assert headers["Content-Type"].startswith("application/json")
    assert json.loads(answer)["ok"] is False
    assert b"secret of ours" not in answer


async def test_health(server, pulse):
    status, _, answer = await server("/health", method="GET")
    assert status == 200
    assert json.loads(answer) == {
        "ok": True,
        "version": "0.1.0",
        "lag_ms": 12,
        "pending": 3,
        "dead_letters": 1,
        "last_poll_ms": 1_795_000_000_000,
    }
    pulse.state = Health(ready=False)
    status, _, answer = await server("/health", method="GET")
    assert (status, json.loads(answer)["ok"], json.loads(answer)["last_poll_ms"]) == (503, False, None)


async def test_metrics(server):
    status, headers, answer = await server("/metrics", method="GET")
    assert (status, headers["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    assert answer.decode() == (
        "# HELP abonent_ignored_total Silence\n"
        "# TYPE abonent_ignored_total counter\n"
        'abonent_ignored_total{rule="a\\"b\\\\c\\n"} 1\n'
        'abonent_ignored_total{rule="bot"} 2\n'
        "# TYPE abonent_lag_seconds gauge\n"
        "abonent_lag_seconds 0.5\n"
        "# HELP abonent_pending Rows\\nwaiting\n"
        "# TYPE abonent_pending gauge\n"
        "abonent_pending 3\n"
    )


async def test_telegram_is_told_where_to_call(api, session):
    flood = error(429, "Too Many Requests: retry after 1", retry_after=0.3)
    api.answer(
        "setWebhook", flood, error(500, "x"), Say(reset=True), error(400, "Bad Request: bad webhook"), OK
    )
    begun = asyncio.get_running_loop().time()
    await set_webhook(session, "https://bot.example.ru/abonent/telegram", SECRET, 40, Backoff(0.01, 0.01))
    assert asyncio.get_running_loop().time() - begun >= 0.3
    assert len(api.called("setWebhook")) == 5
    assert api.called("setWebhook")[-1] == {
        "url": "https://bot.example.ru/abonent/telegram",
        "secret_token": SECRET,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
        "max_connections": 40,
        "drop_pending_updates": False,
    }


async def test_warming_up_needs_no_network(session, api):
    await warm_up(session)
    assert isinstance(session, TelegramSession)
    assert not api.calls
