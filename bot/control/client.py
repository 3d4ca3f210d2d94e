"""The command line's side of the control socket."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.control.wire import LONGEST_LINE, Refused, decode, encode

if TYPE_CHECKING:
    from pathlib import Path


class ControlClient:
    """One connection to the running bot; calls go one after another."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, path: Path) -> ControlClient:
        """Raises OSError when no bot listens there."""
        return cls(*await asyncio.open_unix_connection(str(path), limit=LONGEST_LINE))

    async def call(self, do: str, **arguments: object) -> Any:
        """Ask and wait for the answer. Raises `Refused` with the bot's reason, or when the bot went away."""
        self._writer.write(encode({"do": do, "with": arguments}) + b"\n")
        await self._writer.drain()
        line = await self._reader.readline()
        if not line:
            raise Refused("gone", "the bot stopped meanwhile: start it, then run the command again")
        answer = decode(line)
        if "refused" in answer:
            raise Refused(answer["refused"], answer["why"])
        return answer["ok"]

    async def close(self) -> None:
        self._writer.close()
