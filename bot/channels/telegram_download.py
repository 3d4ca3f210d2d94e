"""Fetching a file from Telegram: `getFile` for its path, then the path itself, as far as a limit of bytes."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from aiohttp import ClientError, ClientTimeout

from bot.channels.file_source import Later
from bot.channels.telegram_answer import Meaning, judge
from bot.channels.telegram_session import DOWNLOADS, Lost, NotSent
from core.files.model import Fault
from core.files.refused import Refused

if TYPE_CHECKING:
    from aiohttp import ClientResponse

    from bot.channels.telegram_session import TelegramSession

TOTAL_S, SILENT_S = 60.0, 15.0
_PIECE = 65_536
_TRIES_OF_REFUSED = 3
"""«wrong file_id or the file is temporarily unavailable» is one answer for both."""
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]{0,255}")


class _Found(msgspec.Struct):
    file_path: str = ""
    file_size: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file can be had, and how large it is said to be."""

    path: str
    size: int


class TelegramDownload:
    """Downloads by the session of the bot: its base address, proxy and token."""

    def __init__(self, session: TelegramSession) -> None:
        self._session = session
        self._places = asyncio.Semaphore(DOWNLOADS)

    async def fetch(self, reference: str, most_bytes: int, attempts: int = 1) -> bytes:
        """The content of a file. Raises Refused (gone, too big) or Later; `attempts` counts from 1."""
        async with self._places:
            place = await self._locate(reference, attempts)
            if place.size > most_bytes:
                raise Refused(Fault.TOO_BIG)
            return await self._content(place.path, most_bytes)

    async def _locate(self, reference: str, attempts: int) -> Place:
        try:
            verdict = judge(await self._session.call("getFile", {"file_id": reference}))
        except (NotSent, Lost) as error:
            raise Later(f"getFile: {error}") from None
        if verdict.meaning is Meaning.REFUSED:
            if "too big" in verdict.reason:
                raise Refused(Fault.TOO_BIG)
            if attempts >= _TRIES_OF_REFUSED:
                raise Refused(Fault.GONE)
        if verdict.meaning is not Meaning.DONE:
            raise Later(f"getFile: {verdict.reason}", verdict.wait_ms)
        try:
            found = msgspec.json.decode(verdict.result, type=_Found)
        except (msgspec.MsgspecError, ValueError) as error:
            raise Later("getFile: an answer that is none") from error
        if not _PATH.fullmatch(found.file_path) or ".." in found.file_path:
            raise Refused(Fault.GONE)
        return Place(found.file_path, found.file_size)

    async def _content(self, path: str, most_bytes: int) -> bytes:
        limit = ClientTimeout(total=TOTAL_S, connect=5.0, sock_read=SILENT_S)
        try:
            async with self._session.open_file(path, limit) as answer:
                if answer.status != 200:
                    raise Later(f"file: {answer.status}")
                return await _read(answer, most_bytes)
        except (ClientError, TimeoutError, OSError) as error:
            # Never the text of the error: it may hold the URL, and the URL holds the token.
            raise Later(f"file: {type(error).__name__}") from None


async def _read(answer: ClientResponse, most_bytes: int) -> bytes:
    """The body, no longer than allowed, whatever its headers say, and no shorter than they say."""
    if (answer.content_length or 0) > most_bytes:
        raise Refused(Fault.TOO_BIG)
    data = bytearray()
    async for piece in answer.content.iter_chunked(_PIECE):
        data += piece
        if len(data) > most_bytes:
            raise Refused(Fault.TOO_BIG)
    return bytes(data)
