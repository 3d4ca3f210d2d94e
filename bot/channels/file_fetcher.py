"""Carries out `fetch-file`: downloads, looks at the content, keeps the file outside the database.

A download may be repeated without harm: the name of the file was chosen by the turn that wanted it, so a
second one writes the same file again.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

import msgspec
import structlog

from bot.channels.file_source import Later
from core.database import StorageUnavailable
from core.files.model import Content, Fault, Fetch
from core.files.recognise import checked
from core.files.refused import Refused
from core.records import Attempt, Result

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.channels.file_source import Source
    from core.records import OutboxRow

Reader = Callable[[Content, bytes], Mapping[str, str]]
"""Reads a kept file on a thread; what it found goes to the turn beside the rest. Raises Refused."""

log = structlog.stdlib.get_logger(__name__)


class Folder(Protocol):
    """Where files are kept; both methods block."""

    def free_bytes(self) -> int: ...

    def keep(self, name: str, ending: str, data: bytes) -> str: ...


class FileFetcher:
    """The sender of `fetch-file@file` rows."""

    def __init__(
        self,
        source: Source,
        folder: Folder,
        used_bytes: Callable[[], Awaitable[int]],
        *,
        most_total: int,
        least_free: int,
        readers: Mapping[str, Reader] | None = None,
    ) -> None:
        """`used_bytes` tells what all files take; `readers` look into a file by its purpose."""
        self._source, self._folder, self._used_bytes = source, folder, used_bytes
        self._most_total, self._least_free = most_total, least_free
        self._readers = readers or {}

    async def send(self, row: OutboxRow) -> Attempt:
        """Fetch one file; what is wrong with it is the reason of a refusal, one of `Fault`."""
        payload = msgspec.json.decode(row.payload, type=Fetch)
        try:
            data = await self._source.fetch(payload.reference, payload.most_bytes, row.attempts)
            await self._room(len(data))
            told = await asyncio.to_thread(self._keep, payload, data)
        except Refused as refusal:
            log.info("file.refused", row=row.id, purpose=payload.purpose, fault=str(refusal.fault))
            return Attempt(Result.REFUSED, reason=str(refusal.fault))
        except Later as later:
            return Attempt(Result.RETRY, reason=str(later), retry_after_ms=later.wait_ms)
        except StorageUnavailable as error:
            return Attempt(Result.RETRY, reason=error.reason)
        except OSError as error:
            log.error(
                "file.cannot_keep", row=row.id, error=str(error), do="look at the disk of files.directory"
            )
            return Attempt(Result.REFUSED, reason=str(Fault.NO_ROOM))
        return Attempt(Result.OK, told=told)

    async def _room(self, size: int) -> None:
        """Refuse before the disk is full: the database may live on it."""
        free = await asyncio.to_thread(self._folder.free_bytes)
        if free - size >= self._least_free and await self._used_bytes() + size <= self._most_total:
            return
        log.error("file.no_room", free=free, do="see files.total_mb, files.min_free_mb")
        raise Refused(Fault.NO_ROOM)

    def _keep(self, payload: Fetch, data: bytes) -> dict[str, str]:
        content, clean = checked(data, frozenset(map(Content, payload.contents)))
        reader = self._readers.get(payload.purpose)
        found = dict(reader(content, clean)) if reader is not None else {}
        self._folder.keep(payload.name, content.value, clean)
        digest = hashlib.sha256(clean).hexdigest()
        return {**found, "content": content.value, "bytes": str(len(clean)), "sha256": digest}
