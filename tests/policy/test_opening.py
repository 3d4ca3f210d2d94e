"""A link is opened once by a person, never by a robot; whatever opens nothing looks the same."""

from __future__ import annotations

import asyncio
import io

import pytest

from bot.channels.private_html import HEADERS
from bot.handlers.private_page_gate import MISSES, REQUESTS, Gate, network_of
from bot.logging_setup import configure_logging
from core.database import StorageUnavailable
from core.private_pages import link_digest, new_token, view_digest
from storage.database import Unit
from storage.purge import Purge
from storage.store import TxStore
from tests.config.good import config
from tests.dialogs.conversation import Logged
from tests.dialogs.supplier import KEYS
from tests.policy.strict import PREFIX, browser_of

SUM = "2 310,90 руб."


async def shown(http, link):
    """Press the one button; the path of the view."""
    answer = await http.post(link, allow_redirects=False)
    assert answer.status == 303, await answer.text()
    assert answer.headers["Location"].startswith("view/")
    return f"{PREFIX}/p/{answer.headers['Location']}"


async def test_a_look_does_not_spend_the_link(home, http):
    await home.says("баланс")
    link = home.urls[-1]
    for _ in range(3):
        looked = await http.get(link)
        page = await looked.text()
        assert (looked.status, "Показать" in page, SUM in page, "7833" in page) == (200, True, False, False)
        head = await http.head(link)
        assert (head.status, await head.read()) == (200, b"")
    page = await (await http.get(await shown(http, link))).text()
    assert SUM in page
    assert "Кнопки в чате:" in page
    assert "«Меню»" in page


async def test_the_view_can_be_loaded_again_and_the_link_cannot(home, http):
    link = home.urls[-1]
    view = await shown(http, link)
    for _ in range(3):
        again = await http.get(view)
        assert (again.status, SUM in await again.text()) == (200, True)
    for answer in (await http.get(link), await http.post(link, allow_redirects=False)):
        assert (answer.status, "Ссылка не действует" in await answer.text()) == (404, True)


async def test_it_lives_a_quarter_of_an_hour(home, http):
    await home.says("баланс")
    link, other = home.urls[-1], home.urls[-2]
    home.later(minutes=14, seconds=59)
    view = await shown(http, link)
    home.later(seconds=1)
    for path in (view, link, other):
        assert (await http.get(path)).status == 404


async def test_what_opens_nothing_looks_the_same(home, http):
    """Spent, expired, never made, garbage: one page, one status, the same headers."""
    spent = home.urls[-1]
    view = await shown(http, spent)
    await home.says("настройки")
    expired = home.urls[-1]
    home.later(minutes=15)
    links = [spent, expired, view, f"{PREFIX}/p/{new_token()}", f"{PREFIX}/p/x", f"{PREFIX}/p/{'%00' * 9}",
             f"{PREFIX}/p/" + "a" * 3000, f"{PREFIX}/p/view/" + "я" * 40]  # fmt: skip
    for method in ("get", "post"):
        answers = [
            await getattr(http, method)(link) for link in links if method == "get" or "view" not in link
        ]
        seen = {
            (a.status, await a.read(), tuple(sorted(h for h in a.headers if h != "Date"))) for a in answers
        }
        assert len(seen) == 1, [(a.status, a.url) for a in answers]


async def test_the_same_work_for_every_link(home):
    """One statement, whatever the token is."""
    await home.says("баланс")
    waiting, now_ms = home.urls[-1].rpartition("/")[2], 0
    logs = {}
    for name, token in {"unknown": new_token(), "garbage": "x", "expired": waiting}.items():
        log = []
        at_ms = now_ms if name != "expired" else 1 << 52
        assert (
            await home.database.read(
                lambda tx, log=log, token=token, at_ms=at_ms: home.pages.waiting(
                    TxStore(Logged(tx, log)), token, at_ms
                )
            )
            is None
        )
        logs[name] = log
    assert len({tuple(log) for log in logs.values()}) == 1


async def test_only_one_of_two_opens(home, http):
    link = home.urls[-1]
    answers = await asyncio.gather(*(http.post(link, allow_redirects=False) for _ in range(5)))
    assert sorted(a.status for a in answers) == [303, 404, 404, 404, 404]


async def test_tokens_are_kept_as_digests_only(home, http):
    view = await shown(http, home.urls[-1])
    rows = str(await home.rows("SELECT * FROM private_page"))
    outbox = str(await home.rows("SELECT payload, reference, error FROM outbox"))
    for token in (home.urls[-1].rpartition("/")[2], view.rpartition("/")[2]):
        assert len(token) >= 32
        assert token not in rows + outbox
    assert link_digest(KEYS, home.urls[-1].rpartition("/")[2]) in rows
    assert view_digest(KEYS, view.rpartition("/")[2]) in rows


async def test_a_page_goes_with_the_right_to_it(home, http):
    view = await shown(http, home.urls[-1])
    await home.run("UPDATE link SET active = 0")
    assert (await http.get(view)).status == 404


async def test_it_can_be_closed(home, http):
    view = await shown(http, home.urls[-1])
    closed = await http.post(view, data={"do": "close"})
    assert "Страница закрыта" in await closed.text()
    assert (await http.get(view)).status == 404
    assert SUM not in str(await home.rows("SELECT content FROM private_page"))


async def test_what_expired_is_deleted(home):
    home.later(minutes=15, seconds=1)
    await Purge(home.database)("private_pages", int(home.now.timestamp() * 1000))
    assert await home.rows("SELECT id FROM private_page") == []


async def test_headers(home, http):
    link = home.urls[-1]
    for answer in (await http.get(link), await http.head(link), await http.post(link, allow_redirects=False),
                   await http.get(f"{PREFIX}/p/nothing")):  # fmt: skip
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert "Set-Cookie" not in answer.headers
    assert "noindex" in HEADERS["X-Robots-Tag"]
    assert HEADERS["Cache-Control"] == "no-store"
    assert HEADERS["Referrer-Policy"] == "no-referrer"
    assert "script-src" not in HEADERS["Content-Security-Policy"]
    assert HEADERS["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")


async def test_nothing_of_it_is_in_a_log(home, monkeypatch):
    out = io.StringIO()
    configure_logging(config(), out)
    http = await browser_of(home)
    await home.says("баланс")
    home.recorder.refusal = "400 Bad Request: inline keyboard button URL is invalid:"
    await home.says("настройки")
    link = home.urls[-1]
    assert home.attempts[-1].reason.endswith("/p/***")
    view = await shown(http, link)
    await http.get(view)
    monkeypatch.setattr(home.service, "seen", _breaks)
    assert (await http.get(view)).status == 500
    await http.close()
    tokens = [one.rpartition("/")[2] for one in (*home.urls, view)]
    assert "private_page.failed" in out.getvalue()
    assert not [token for token in tokens if token in out.getvalue()]


async def _breaks(token):
    raise RuntimeError(f"cannot find {token}")


async def test_away_is_not_gone(home, http, monkeypatch):
    async def away(_work):
        raise StorageUnavailable("io", "the disk is away")

    monkeypatch.setattr(home.database, "read", away)
    answer = await http.get(home.urls[-1])
    assert (answer.status, "ссылка ещё действует" in await answer.text()) == (503, True)


async def test_who_asks_too_often_waits_a_minute(home):
    clock = [0]
    http = await browser_of(home, Gate(lambda: clock[0]))
    link = home.urls[-1]
    for _ in range(MISSES):
        assert (await http.get(f"{PREFIX}/p/{new_token()}")).status == 404
    refused = await http.get(f"{PREFIX}/p/{new_token()}")
    assert (refused.status, "Подождите минуту" in await refused.text()) == (429, True)
    assert (await http.get(link)).status == 200  # somebody else behind the same address of a carrier
    elsewhere = {"X-Forwarded-For": "198.51.100.7"}
    other = await http.get(f"{PREFIX}/p/{new_token()}", headers=elsewhere)
    assert other.status == 404  # behind a proxy on this machine everybody is counted apart
    clock[0] += 60_000
    assert (await http.get(f"{PREFIX}/p/{new_token()}")).status == 404
    await http.close()


async def test_a_flood_of_one_or_of_many_keeps_nobody_from_their_page(home, monkeypatch):
    monkeypatch.setattr("bot.handlers.private_page_gate.ALL", 20)
    gate = Gate(lambda: 0, requests=5)
    http = await browser_of(home, gate)
    nobodys = f"{PREFIX}/p/{new_token()}"
    one = [(await http.get(nobodys, headers={"X-Forwarded-For": "198.51.100.1"})).status for _ in range(40)]
    assert one == [404] * 5 + [429] * 35
    assert not gate.crowded  # what was refused to one counts for nobody else
    many = [http.get(nobodys, headers={"X-Forwarded-For": f"203.0.113.{n}"}) for n in range(60)]
    mine = http.get(home.urls[-1], headers={"X-Forwarded-For": "192.0.2.1"})
    *_, answer = await asyncio.gather(*many, mine)
    assert gate.crowded
    assert answer.status == 200
    await http.close()


async def test_when_it_is_crowded_links_are_looked_up_one_by_one(monkeypatch):
    monkeypatch.setattr("bot.handlers.private_page_gate.ALL", 2)
    gate, inside, most = Gate(lambda: 0), 0, []

    async def looks_up():
        nonlocal inside
        async with gate.turn():
            inside += 1
            most.append(inside)
            await asyncio.sleep(0)
            inside -= 1

    for peer, crowded in (("a", False), ("b", False), ("c", True)):
        gate.lets(peer)
        assert gate.crowded is crowded
    await asyncio.gather(*(looks_up() for _ in range(9)))
    assert most == [1] * 9


@pytest.mark.parametrize(
    ("peer", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("198.51.100.1", "198.51.100.2", False),
        ("no:address", "no:other", False),
    ],
)
def test_a_customer_of_ipv6_is_one_peer(peer, other, same):
    assert (network_of(peer) == network_of(other)) is same


def test_the_gate_forgets_the_oldest_peers(monkeypatch):
    monkeypatch.setattr("bot.handlers.private_page_gate.MOST_PEERS", 3)
    gate = Gate(lambda: 0)
    for _ in range(REQUESTS):
        assert gate.lets("a")
    assert not gate.lets("a")
    for peer in "bcd":
        gate.lets(peer)
    assert gate.lets("a")
    assert len(gate._peers) == 3


@pytest.mark.parametrize(
    "body", [b"text=%FF%FE&choice=%00", b"choice=" + b"x" * 5000, b"\x00\xff", b"a=b&" * 1000]
)
async def test_bodies_of_strangers_are_harmless(home, http, body):
    await home.says("баланс")
    view = await shown(http, home.urls[-1])
    answer = await http.post(view, data=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status in {404, 413}
    assert (await http.get(view)).status == 200


def test_a_page_minute_is_configuration():
    assert config().policy.page_minutes == 15
    assert config(policy__page_minutes="5").policy.page_minutes == 5


async def test_the_statement_itself_decides_who_opens(home):
    """Two replicas may both have seen the link waiting; one UPDATE wins, and none after the expiry."""
    [(page_id, expires_ms)] = (await home.rows("SELECT id, expires_ms FROM private_page ORDER BY id"))[-1:]

    def opens(tx):
        gateway = TxStore(tx).private_pages
        late = gateway.open(page_id, "v0", expires_ms)
        return late, gateway.open(page_id, "v1", 1), gateway.open(page_id, "v2", 2)

    assert await home.database.write(Unit(opens)) == (False, True, False)
