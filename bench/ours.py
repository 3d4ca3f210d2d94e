"""Our bot as the benchmark runs it: the real program with a configuration file and a prepared database."""

from __future__ import annotations

import asyncio
import http.client
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.arena import READY_S, Arena, Door, until_polling
from bench.lane import BenchError
from bench.load import Hook
from bench.process import Process, start
from bench.questions import Person
from bench.sampling import Running

PREFIX = "/bench"
COMMAND_S = 900.0
CONSENT_VERSION = "2026-11"

# Logs at the level of the rivals; everything else as a supplier starts it.
_CONFIG = """\
[telegram]
token = "{door.token}"
api_base = "{door.api}"
mode = "{mode}"

[telegram.webhook]
url = "https://bench.example.ru{door.hook.path}"
secret = "{door.hook.secret}"

[web]
port = {door.hook.port}
prefix = "{prefix}"

[database]
url = "{database}"

[security]
secret_key = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

[supplier]
name = "Пример Энергосбыт"
phones = ["8 800 555-00-00"]
call_centre_hours = "8:00-20:00"
dispatcher_phone = "8 800 220-02-20"

[linking]
consent_version = "{consent}"

[log]
level = "warning"
"""


@dataclass(frozen=True, slots=True)
class Setup:
    """One configured installation."""

    config: Path
    door: Door
    mode: str

    def argv(self, *command: str) -> list[str]:
        """The command line of the program."""
        return [sys.executable, "-m", "bot", "--config", str(self.config), *command]


def configure(arena: Arena, name: str, database: str, mode: str) -> Setup:
    """Write the configuration of one installation."""
    door = arena.door(f"{PREFIX}/telegram")
    config = arena.scratch / f"{name}.toml"
    filled = _CONFIG.format(door=door, mode=mode, prefix=PREFIX, database=database, consent=CONSENT_VERSION)
    config.write_text(filled, "utf-8")
    return Setup(config, door, mode)


async def command(setup: Setup, core: int, *arguments: str) -> None:
    """Run a command of the program to its end; BenchError with its last words if it fails."""
    name = f"`bot {' '.join(arguments)}`"
    process = start(name, setup.argv(*arguments), core, setup.config.with_suffix(".log"))
    if await asyncio.to_thread(process.popen.wait, COMMAND_S):
        process.require_alive()


def healthy(hook: Hook) -> bool:
    """Whether the health page answers 200."""
    connection = http.client.HTTPConnection("127.0.0.1", hook.port, timeout=2)
    try:
        connection.request("GET", f"{PREFIX}/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


async def until_healthy(process: Process, hook: Hook) -> None:
    """Wait for the health page, asked from a thread: the stub has to go on answering meanwhile."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + READY_S
    while not await asyncio.to_thread(healthy, hook):
        process.require_alive()
        if loop.time() > deadline:
            raise BenchError(f"{process.name} is not healthy after {READY_S:.0f} s; see {process.log}")
        await asyncio.sleep(0.01)


async def run(arena: Arena, name: str, setup: Setup, people: Sequence[Person]) -> Running:
    """Start the program and wait until it takes updates."""
    lane = arena.stub.lane(setup.door.token)
    process = arena.launch(name, setup.argv("run"))
    hook = setup.door.hook
    await (until_healthy(process, hook) if setup.mode == "webhook" else until_polling(process, lane))
    return arena.running(name, process, setup.door, setup.mode, people)
