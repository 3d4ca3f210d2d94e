"""Ports: taking ours before the work begins, finding one for the bot, waiting until the bot is ready."""

from __future__ import annotations

import asyncio
import socket

import aiohttp

from sandbox.launcher.folder import CannotStart
from sandbox.launcher.options import PORT_VARIABLE, Options

READY_S = 120.0


def take_port(options: Options) -> socket.socket:
    """A socket bound to the page's port; raises CannotStart when somebody has it."""
    taken = socket.socket(socket.AF_INET6 if ":" in options.host else socket.AF_INET)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((options.host, options.port))
        taken.listen(128)
    except OSError as error:
        taken.close()
        raise CannotStart(
            f"port {options.port} is taken, perhaps by another sandbox (then open {options.address}/); "
            f'choose another one: make run ARGS="--port {options.port + 10}", or set {PORT_VARIABLE}'
        ) from error
    return taken


def free_port(wanted: int) -> int:
    """`wanted` if nobody listens there, else any other."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def wait_until_ready(health: str) -> bool:
    """Ask the bot's /health until it says 200; False after a minute."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
        try:
            async with asyncio.timeout(READY_S):
                while not await _is_ready(session, health):  # noqa: ASYNC110 - another process has no event
                    await asyncio.sleep(0.2)
        except TimeoutError:
            return False
    return True


async def _is_ready(session: aiohttp.ClientSession, health: str) -> bool:
    try:
        async with session.get(health) as answer:
            return answer.status == 200
    except (aiohttp.ClientError, TimeoutError):
        return False
