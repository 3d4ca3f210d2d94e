"""The bot's side of the control socket. Only the user that runs the bot may connect (mode 0600)."""

from __future__ import annotations

import asyncio
import contextlib
import os
from typing import TYPE_CHECKING, Any

import structlog

from bot.control.wire import LONGEST_LINE, Refused, decode, encode

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

log = structlog.stdlib.get_logger(__name__)
Handler = "Callable[[dict[str, Any]], Awaitable[object]]"


class ControlServer:
    """Answers requests with `handlers`, by their name."""

    def __init__(
        self, path: Path, handlers: Mapping[str, Callable[[dict[str, Any]], Awaitable[object]]]
    ) -> None:
        self._path = path
        self._handlers = handlers
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def start(self) -> None:
        self._path.unlink(missing_ok=True)
        previous = os.umask(0o177)
        try:
            self._server = await asyncio.start_unix_server(self._serve, str(self._path), limit=LONGEST_LINE)
        finally:
            os.umask(previous)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            for writer in list(self._open):
                writer.close()
            self._path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            while line := await reader.readline():
                writer.write(encode(await self._answer(line)) + b"\n")
                await writer.drain()
        except (ConnectionError, ValueError, asyncio.IncompleteReadError):
            log.info("control.left")
        finally:
            self._open.discard(writer)
            with contextlib.suppress(ConnectionError):
                writer.close()

    async def _answer(self, line: bytes) -> dict[str, object]:
        try:
            request = decode(line)
            handler = self._handlers[request["do"]]
            return {"ok": await handler(request.get("with", {}))}
        except Refused as refused:
            return {"refused": refused.code, "why": str(refused)}
        except KeyError as missing:
            return {
                "refused": "unknown",
                "why": f"the running bot knows no {missing}: is it an older release?",
            }
        except Exception as error:
            log.exception("control.failed")
            return {"refused": "failed", "why": f"{type(error).__name__}: {error}"}
