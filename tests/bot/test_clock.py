"""The sandbox clock against a real HTTP server on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.clock import ClockError, SandboxClock
from core.background import Background
from core.clock import to_ms

ELEVEN = to_ms(datetime(2026, 11, 20, 8, 0, tzinfo=UTC))


class Page:
    """The clock of the page: answers what it is told to."""

    def __init__(self) -> None:
        self.answer: tuple[int, str] | None = None
        self.now_ms = ELEVEN
        self.asked = 0
        self.url = ""

    async def get(self, _request: web.Request) -> web.Response:
        self.asked += 1
        if self.answer is not None:
            return web.Response(status=self.answer[0], text=self.answer[1])
        return web.json_response({"now_ms": self.now_ms})


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    page, app = Page(), web.Application()
    app.router.add_get("/clock", page.get)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    page.url = f"http://127.0.0.1:{runner.addresses[0][1]}/clock"
    yield page
    await runner.cleanup()


@pytest.fixture
async def background() -> AsyncIterator[Background]:
    background = Background()
    yield background
    await background.close()


async def test_takes_the_time_at_start_and_goes_on_by_itself(page: Page, background: Background) -> None:
    clock = SandboxClock(page.url)
    await clock.start(background)
    first = clock.now_ms()
    assert 0 <= first - ELEVEN < 500
    await asyncio.sleep(0.05)
    assert 30 <= clock.now_ms() - first < 500
    assert page.asked == 1, "reading the time asks nobody"
    assert clock.now().tzinfo is UTC


async def test_follows_a_moved_clock_and_survives_bad_answers(page: Page, background: Background) -> None:
    clock = SandboxClock(page.url, refresh_seconds=0.01)
    await clock.start(background)
    page.now_ms = ELEVEN + 86_400_000
    await asked(page, 3)
    assert 86_400_000 <= clock.now_ms() - ELEVEN < 86_401_000
    page.answer = (500, "no")
    await asked(page, 3)
    assert 86_400_000 <= clock.now_ms() - ELEVEN < 86_403_000
    page.answer, page.now_ms = None, ELEVEN
    await asked(page, 3)
    assert 0 <= clock.now_ms() - ELEVEN < 1_000, "it may be moved back"


async def asked(page: Page, times: int) -> None:
    target = page.asked + times
    async with asyncio.timeout(5):
        while page.asked < target:
            await asyncio.sleep(0.01)


NO_TIMES = [
    "",
    "{}",
    "[]",
    "null",
    '{"now_ms": "1"}',
    '{"now_ms": true}',
    '{"now_ms": -1}',
    '{"now_ms": 1e400}',
    '{"now_ms": 9999999999999}',
    '{"now_ms": 1.5}',
    "x" * 100_000,
]


@pytest.mark.parametrize("body", NO_TIMES)
async def test_a_wrong_answer_at_start_is_told(page: Page, background: Background, body: str) -> None:
    page.answer = (200, body)
    with pytest.raises(ClockError, match="must answer"):
        await SandboxClock(page.url).start(background)
    assert len(background) == 0


async def test_nobody_there_is_told(background: Background) -> None:
    with pytest.raises(ClockError, match="does not answer"):
        await SandboxClock("http://127.0.0.1:9/clock").start(background)
