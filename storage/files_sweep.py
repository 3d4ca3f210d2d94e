"""Deleting files on the disk that no row holds any more: their row was purged, erased, or says they are lost.

A file's row is committed before the file can be there, so whatever has no row is nobody's, at any time.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.files.stored import State
from storage.stored_files import StoredFilesGateway

if TYPE_CHECKING:
    from core.database import Database
    from storage.folder import FileFolder

_AT_ONCE = 200


class FileSweep:
    """A duty of housekeeping; `every_ms` between two looks at the whole folder."""

    def __init__(self, database: Database, folder: FileFolder, every_ms: int = 600_000) -> None:
        self._database, self._folder, self._every_ms = database, folder, every_ms
        self._last_ms = 0

    async def __call__(self, now_ms: int) -> int:
        """Look if it is time; how many files were deleted."""
        if now_ms - self._last_ms < self._every_ms:
            return 0
        self._last_ms = now_ms
        return await self.sweep()

    async def sweep(self) -> int:
        """Delete what nobody holds; how many."""
        found = await asyncio.to_thread(lambda: list(self._folder.entries()))
        gone = 0
        for at in range(0, len(found), _AT_ONCE):
            some = found[at : at + _AT_ONCE]
            names = sorted({name for _, name in some})
            held = await self._database.read(
                lambda tx, names=names: StoredFilesGateway(tx).held(names)  # type: ignore[misc]
            )
            lonely = [entry for entry, name in some if _lonely(entry, held.get(name))]
            await asyncio.to_thread(self._remove, lonely)
            gone += len(lonely)
        return gone

    def _remove(self, names: list[str]) -> None:
        for name in names:
            self._folder.remove(name)


def _lonely(file_name: str, state: State | None) -> bool:
    """An unfinished file belongs to one that is still wanted, a whole one to any row."""
    return state is None or (file_name.endswith(".part") and state is not State.WANTED)
