"""The sandbox's Telegram beside the bot: its ledger says when each message arrived."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import msgspec

from bench import ours
from bench.arena import READY_S, Arena, free_port
from bench.lane import BenchError
from bench.process import start

Fact = dict[str, Any]


class Emulator:
    """The control side of a running emulator."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self._http = http

    async def post(self, path: str, **body: object) -> None:
        """Ask for something; BenchError if it is refused."""
        async with self._http.post(path, json=body) as answer:
            if answer.status != 200:
                raise BenchError(f"{path}: {answer.status} {(await answer.text())[:200]}")

    async def facts(self, after: int) -> list[Fact]:
        """Lines of the ledger after line `after`."""
        async with self._http.get("/control/ledger", params={"after": str(after)}) as answer:
            return [msgspec.json.decode(line) for line in (await answer.read()).splitlines()]

    async def listening(self) -> bool:
        """Whether it answers."""
        try:
            async with self._http.get("/control/state") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False


@asynccontextmanager
async def emulator(arena: Arena, setup: ours.Setup) -> AsyncIterator[Emulator]:
    """Run one on the core of the load, as the Telegram of a setup that is not started yet."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    config = setup.config.read_text("utf-8").replace(setup.door.api, url)
    setup.config.write_text(config, "utf-8")
    argv = [sys.executable, "-m", "sandbox.emulator", "--port", str(port), "--token", setup.door.token]
    argv += ["--data", str(arena.scratch / "emulator"), "--start", datetime.now(tz=UTC).isoformat()]
    process = start("emulator", argv, arena.cores.load, arena.scratch / "emulator.log")
    try:
        async with aiohttp.ClientSession(url) as http:
            made = Emulator(http)
            deadline = asyncio.get_running_loop().time() + READY_S
            while not await made.listening():
                process.require_alive()
                if asyncio.get_running_loop().time() > deadline:
                    raise BenchError(f"the emulator does not answer; see {process.log}")
                await asyncio.sleep(0.05)
            yield made
    finally:
        await process.stop()
