"""The command line of the sandbox."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sandbox.demo.files import fewest_accounts
from sandbox.settings import LOOPBACK

PORT_VARIABLE = "ABONENT_SANDBOX_PORT"
DEFAULT_PORT = 8090


@dataclass(frozen=True, slots=True)
class Options:
    """Where the sandbox listens, where it keeps everything, and how much demo data it makes."""

    folder: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    reset: bool = False
    accounts: int = 1000
    months: int = 36
    time_scale: float = 1.0
    strict: bool = False

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"


def parse(arguments: Sequence[str] | None, environ: Mapping[str, str] = os.environ) -> Options:
    """Read the options; argparse ends the program with status 2 on wrong ones."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=_port, default=environ.get(PORT_VARIABLE, str(DEFAULT_PORT)),
                        help=f"port of the page (default {DEFAULT_PORT}, or {PORT_VARIABLE})")  # fmt: skip
    parser.add_argument("--data", type=Path, default=Path("var/sandbox"),
                        help="folder of everything the sandbox keeps (default var/sandbox)")  # fmt: skip
    parser.add_argument("--reset", action="store_true", help="forget chats, clock and database, start afresh")
    parser.add_argument("--accounts", type=int, default=1000, help="demo accounts (default 1000)")
    parser.add_argument("--months", type=int, default=36, help="months of history (default 36)")
    parser.add_argument("--time-scale", type=float, default=1.0, help="sandbox seconds in one real second")
    parser.add_argument("--strict", action="store_true", help="start with the strict data policy (41-FZ): "
                        "the chat shows no sums, names, phones; a private page does")  # fmt: skip
    parser.add_argument("--host", default="127.0.0.1", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.accounts < fewest_accounts() or given.months < 1:
        parser.error(f"--accounts is at least {fewest_accounts()}, --months at least 1")
    if given.time_scale <= 0:
        parser.error("--time-scale must be above 0")
    if given.host not in LOOPBACK:
        parser.error("the sandbox listens on this machine only: --host 127.0.0.1")
    return Options(
        given.data,
        given.host,
        given.port,
        given.reset,
        given.accounts,
        given.months,
        given.time_scale,
        given.strict,
    )


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65_534:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number from 1 to 65534")
    return int(text)
