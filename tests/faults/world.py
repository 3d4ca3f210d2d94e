"""The real thing on loopback: the emulators as one process, the bot as another that may be killed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import sqlite3
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import aiohttp

from core.background import Background
from tests.faults import processes
from tests.faults.processes import ROOT, Born

TOKEN = "100200300:AAFaultsFaultsFaultsFaultsFaults-0123"
START_S = 180
"""A start takes 3 s; on a machine busy with other tests, a minute was seen."""
SECRET = "a-secret-that-telegram-repeats"
_CONFIG = """
[telegram]
token = "{token}"
api_base = "{emulator}"
mode = "{mode}"
poll_seconds = 5
[telegram.webhook]
url = "http://127.0.0.1:{port}/telegram"
secret = "{secret}"
[web]
port = {port}
[database]
url = "{database}"
{sms}
[security]
secret_key = "0123456789abcdef0123456789abcdef0123456789abcdef"
[supplier]
name = "Пример Энергосбыт"
phones = ["8 800 555-00-00"]
call_centre_hours = "8:00-20:00"
dispatcher_phone = "8 800 220-02-20"
[clock]
url = "{emulator}/clock"
[charts]
workers = 1
[log]
level = "warning"
"""

_PAGE_PHONE = """
[sms]
provider = "sandbox"
[sms.sandbox]
url = "{emulator}/sms"
"""
SMSC = """
[sms]
provider = "smsc"
poll_seconds = 1
[sms.smsc]
base_url = "{emulator}/sys/"
api_key = "sandbox-api-key"
callback_secret = "s3cret"
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class World:
    """Emulators that stay, and one bot that comes and goes."""

    def __init__(
        self,
        folder: Path,
        *,
        mode: str = "polling",
        database: str = "",
        more: str = "",
        sms: str = _PAGE_PHONE,
        emulator: Sequence[str] = (),
    ) -> None:
        """`more` are further lines of the configuration, `emulator` further options of the emulators."""
        self.folder = folder
        self._more, self._sms, self._options = more, sms, emulator
        self.mode = mode
        self.emulator_port, self.bot_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.emulator_port}"
        self.database = database or f"sqlite:///{folder}/abonent.db"
        self.kills_ms: list[int] = []
        self.bot: asyncio.subprocess.Process | Born | None = None
        self.background, self._ends = Background(), Background()
        self._emulator: Born | None = None
        self.http: aiohttp.ClientSession

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return Path(self.database.removeprefix("sqlite:///"))

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def bot_command(self) -> list[str]:
        return [sys.executable, "-m", "bot", "--config", str(self.config), "run"]

    async def __aenter__(self) -> Self:
        self.config.write_text(
            _CONFIG.format(
                token=TOKEN,
                emulator=self.url,
                mode=self.mode,
                port=self.bot_port,
                secret=SECRET,
                database=self.database,
                sms=self._sms.format(emulator=self.url),
            )
            + self._more
        )
        self.http = aiohttp.ClientSession(self.url)
        command = [sys.executable, "-m", "sandbox.emulator", "--port", str(self.emulator_port)]
        command += ["--data", str(self.folder / "emulator"), "--token", TOKEN, "--retry-scale", "20"]
        command += self._options
        self._emulator = await self._spawn(command, "emulator.log")
        await self._until(f"{self.url}/control/state", 30)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.background.close()
        for process in (self.bot, self._emulator):
            if process is not None and process.returncode is None:
                process.send_signal(signal.SIGTERM)
                try:
                    await asyncio.wait_for(process.wait(), 15)
                except TimeoutError:
                    process.kill()
                    await process.wait()
        await self._ends.close()
        await self.http.close()

    async def _spawn(self, command: list[str], log: str) -> Born:
        return await processes.start(command, self.folder / log, self._ends)

    async def _until(self, url: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                async with self.http.get(url) as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.05)
        raise AssertionError(f"{url} was not ready within {seconds:g} s:\n{self.log_tail()}")

    def log_tail(self, name: str = "bot.log") -> str:
        path = self.folder / name
        return path.read_text(errors="replace")[-3000:] if path.exists() else "(no log)"

    async def command(self, *arguments: str) -> Born:
        """Start a command of the program beside the bot, or without it."""
        command = [sys.executable, "-m", "bot", "--config", str(self.config), *arguments]
        return await self._spawn(command, "commands.log")

    async def done(self, *arguments: str) -> None:
        """Run a command to its end."""
        process = await self.command(*arguments)
        assert await process.wait() == 0, f"{arguments}: {self.log_tail('commands.log')}"

    async def start_bot(self, *, ready: bool = True, command: list[str] | None = None) -> None:
        self.bot = await self._spawn(command or self.bot_command, "bot.log")
        if ready:
            await self._ready()

    async def start_bot_that_may_not_write_its_log(self) -> None:
        """Its log goes through a pipe, for a test that forbids its process to write files."""
        reading, writing = os.pipe()
        with (self.folder / "bot.log").open("ab") as out:
            copier = await asyncio.create_subprocess_exec("cat", stdin=reading, stdout=out)
        self.bot = await asyncio.create_subprocess_exec(
            *self.bot_command, cwd=ROOT, stdout=writing, stderr=writing, env=processes.unbuffered()
        )
        os.close(reading)
        os.close(writing)
        self.background.spawn(copier.wait(), name="log")
        await self._ready()

    async def _ready(self) -> None:
        await self._until(f"http://127.0.0.1:{self.bot_port}/health", START_S)

    async def kill_bot(self) -> None:
        assert self.bot is not None
        self.kills_ms.append(time.time_ns() // 1_000_000)
        if self.bot.returncode is None:
            self.bot.kill()
        await self.bot.wait()

    async def stop_bot(self) -> None:
        """End it as an operator does."""
        assert self.bot is not None
        self.bot.send_signal(signal.SIGTERM)
        await asyncio.wait_for(self.bot.wait(), 60)

    async def post(self, path: str, **body: object) -> dict[str, object]:
        async with self.http.post(path, json=body) as answer:
            text = await answer.text()
            assert answer.status == 200, f"{path}: {answer.status} {text[:300]}"
            return json.loads(text)

    async def state(self) -> dict[str, Any]:
        """Clock, bot, queue, faults as the emulator sees them."""
        async with self.http.get("/control/state") as answer:
            return json.loads(await answer.read())

    def rows(self, sql: str) -> list[tuple]:
        """What the bot's SQLite file says now."""
        with contextlib.closing(sqlite3.connect(self.file, timeout=30)) as database:
            return database.execute(sql).fetchall()

    async def facts(self, after: int) -> list[dict]:
        """Lines of the emulator's ledger after line `after`: what all judgements rest on."""
        async with self.http.get("/control/ledger", params={"after": str(after)}) as answer:
            return [json.loads(line) for line in (await answer.read()).splitlines()]
