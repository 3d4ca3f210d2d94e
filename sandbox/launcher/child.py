"""The bot as a child process: started, watched, started again, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from sandbox.jsontext import Json
from sandbox.launcher.data import ROOT
from sandbox.launcher.folder import Folder
from sandbox.launcher.leash import leashed
from sandbox.ledger import Ledger

MODE, STRICT, OPEN = "ABONENT__POLICY__MODE", "strict", "open"
"""The data policy, as the environment tells it to the bot."""
STOP_S = 15.0
SHORT_LIFE_S = 5.0
PAUSES_S = (0.5, 1.0, 2.0, 5.0, 10.0)


class BotProcess:
    """Facts: bot.process with state started, ended, killed. Output goes to the log file."""

    def __init__(self, folder: Folder, environ: Mapping[str, str], ledger: Ledger) -> None:
        self._folder = folder
        self._environ = dict(environ)
        self._ledger = ledger
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = asyncio.Event()
        self._pause_s = 0.0
        self.starts = 0

    async def watch(self) -> None:
        """Keep the bot running until `stop`; a bot that ends soon is started after growing pauses."""
        quick_ends = 0
        while not self._stopping.is_set():
            began = time.monotonic()
            status = await self._life()
            if self._stopping.is_set():
                return
            self._ledger.record("bot.process", state="ended", status=status)
            quick_ends = quick_ends + 1 if time.monotonic() - began < SHORT_LIFE_S else 0
            pause = max(self._pause_s, PAUSES_S[min(quick_ends, len(PAUSES_S) - 1)])
            self._note(status, pause)
            await self._rest(pause)

    async def _rest(self, seconds: float) -> None:
        """Wait before the next start, but not when everything stops."""
        self._pause_s = 0.0
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()

    async def _life(self) -> int:
        command = leashed("-m", "bot", "--config", str(self._folder.config.absolute()), "run")
        with self._folder.bot_log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *command,
                cwd=ROOT,
                env=self._environ,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.starts += 1
        self._ledger.record("bot.process", state="started", pid=self._process.pid)
        if self._stopping.is_set():
            self._process.terminate()
        return await self._process.wait()

    def _note(self, status: int, pause: float) -> None:
        why = f"was killed by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
        print(f"sandbox: the bot {why}; starting it again in {pause:g} s", file=sys.stderr)
        if status > 0:
            for line in _last_lines(self._folder.bot_log):
                print(f"    {line}", file=sys.stderr)
        sys.stderr.flush()

    def kill(self, pause_s: float = 0.0) -> bool:
        """SIGKILL, as a power cut would; it comes back after `pause_s`. False when it is not running."""
        process = self._process
        if process is None or process.returncode is not None:
            return False
        self._pause_s = pause_s
        self._ledger.record("bot.process", state="killed", pid=process.pid)
        process.kill()
        return True

    def switch(self, mode: str) -> None:
        """Go on with another data policy: the bot ends what it does and is started with it."""
        self._environ[MODE] = mode
        self._ledger.record("bot.policy", mode=mode)
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()

    def describe(self) -> Json:
        """{"running", "pid", "starts", "policy"}."""
        process = self._process
        running = process is not None and process.returncode is None
        return {
            "running": running,
            "pid": process.pid if process and running else None,
            "starts": self.starts,
            "policy": self._environ.get(MODE, OPEN),
        }

    async def stop(self) -> None:
        """SIGTERM and wait; SIGKILL after 15 s."""
        self._stopping.set()
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            async with asyncio.timeout(STOP_S):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


def _last_lines(path: Path, count: int = 3) -> list[str]:
    lines = path.read_text("utf-8", "replace").splitlines()
    return [line[:200] for line in lines[-count:]]
