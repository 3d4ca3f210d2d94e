"""A sandbox as `make run` starts it, small and in a folder of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.house.sources import ROOT

READY_S = 150


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Sandbox:
    """The process `python -m sandbox`; `address` without a slash at the end."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def command(self, *more: str) -> list[str]:
        size = ["--accounts", "60", "--months", "4"]
        where = ["--data", str(self.folder), "--port", str(self.port)]
        return [sys.executable, "-m", "sandbox", *where, *size, *more]

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, *more: str) -> None:
        """Start and wait until its address is printed and its bot is ready."""
        log = (self.folder.parent / f"{self.folder.name}.log").open("wb")
        with log:
            self._process = subprocess.Popen(
                self.command(*more), cwd=ROOT, env=clean(), stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + READY_S
        while f"Open  {self.address}/" not in self.said():
            assert self._process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)
        assert "not ready" not in self.said(), self.said() + (self.folder / "bot.log").read_text("utf-8")

    def said(self) -> str:
        return (self.folder.parent / f"{self.folder.name}.log").read_text("utf-8")

    def stop(self, number: int = signal.SIGTERM) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        return self._process.wait(40)

    def call(self, path: str, body: Any = None) -> Any:
        """One request of the control API; a refusal raises urllib.error.HTTPError."""
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(self.address + path, data), timeout=30) as answer:
            return json.load(answer)

    def as_bot(self, method: str, **params: Any) -> Any:
        """Call the Bot API in the bot's name."""
        token = tomllib.loads((self.folder / "config.toml").read_text("utf-8"))["telegram"]["token"]
        request = urllib.request.Request(
            f"{self.address}/bot{token}/{method}",
            json.dumps(params).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)["result"]


def clean() -> dict[str, str]:
    """Our environment without what would configure another bot."""
    return {name: value for name, value in os.environ.items() if not name.startswith("ABONENT__")}


def alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
