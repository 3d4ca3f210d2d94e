"""The clock of the sandbox: the bot lives in the time of the page, where a person can move it."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import datetime

import aiohttp

from core.background import Background
from core.clock import Clock, SystemClock, from_ms

log = logging.getLogger(__name__)

_REFRESH_SECONDS = 1.0
_TIMEOUT = aiohttp.ClientTimeout(total=5)
_LATEST_MS = 4_102_444_800_000  # 2100-01-01: a later moment is a mistake of the page
_LONGEST_ANSWER = 1_000


class ClockError(Exception):
    """The sandbox clock gave no usable time."""


class SandboxClock:
    """Follows ``GET url`` -> ``{"now_ms": 1763980000000}`` by an offset to the machine's time.

    Reading the time is a plain addition; only a background task talks to the network, once a second. When
    the sandbox does not answer, the last offset stays.
    """

    __slots__ = ("_lost", "_machine", "_offset_ms", "_refresh_seconds", "_url")

    def __init__(
        self, url: str, machine: Clock | None = None, refresh_seconds: float = _REFRESH_SECONDS
    ) -> None:
        self._url = url
        self._machine: Clock = machine or SystemClock()
        self._offset_ms = 0
        self._refresh_seconds = refresh_seconds
        self._lost = False

    def now(self) -> datetime:
        return from_ms(self.now_ms())

    def now_ms(self) -> int:
        return self._machine.now_ms() + self._offset_ms

    async def start(self, background: Background) -> None:
        """Take the time once, then follow it. Raises: ClockError if the first answer is not a time."""
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            await self._refresh(session)
        background.spawn(self._follow(), name="sandbox clock")

    async def _follow(self) -> None:
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            while True:
                await asyncio.sleep(self._refresh_seconds)
                await self._try(session)

    async def _try(self, session: aiohttp.ClientSession) -> None:
        try:
            await self._refresh(session)
        except ClockError as error:
            if not self._lost:
                log.warning("the sandbox clock is lost, its last offset stays: %s", error)
            self._lost = True
        else:
            self._lost = False

    async def _refresh(self, session: aiohttp.ClientSession) -> None:
        asked_ms = self._machine.now_ms()
        try:
            async with session.get(self._url) as response:
                status, body = response.status, await response.content.read(_LONGEST_ANSWER)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ClockError(f"clock.url {self._url} does not answer ({type(error).__name__})") from error
        middle_ms = (asked_ms + self._machine.now_ms()) // 2
        self._offset_ms = self._read(status, body) - middle_ms

    def _read(self, status: int, body: bytes) -> int:
        try:
            moment_ms = json.loads(body)["now_ms"] if status == 200 else None
        except (ValueError, KeyError, TypeError):
            moment_ms = None
        if type(moment_ms) is not int or not 0 <= moment_ms <= _LATEST_MS:
            raise ClockError(f'clock.url {self._url} must answer {{"now_ms": 1763980000000}}; it did not')
        return moment_ms


async def clock_of(url: str, background: Background) -> Clock:
    """The clock that `clock.url` names, the machine's own where it names none. Raises: ClockError."""
    if not url:
        return SystemClock()
    clock = SandboxClock(url)
    await clock.start(background)
    return clock
