"""Files of people put together: folder, downloads, what is deleted when."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.channels.file_fetcher import FileFetcher
from bot.channels.telegram_download import TelegramDownload
from bot.commands.database import files_folder
from bot.dialogs.files import FETCH
from core.files.model import MB, SCHEME
from storage.files_sweep import FileSweep
from storage.folder import FileFolder
from storage.stored_files import StoredFilesGateway

if TYPE_CHECKING:
    from bot.channels.base import Sender
    from bot.channels.telegram_session import TelegramSession
    from bot.config import Config
    from scheduler.housekeeping import Duty
    from storage.database import Database


class KeptFiles:
    """`senders` carry out downloads, `duties` delete what nobody holds; none where no files are taken."""

    def __init__(self, config: Config, database: Database, session: TelegramSession) -> None:
        self._database = database
        self.senders: dict[str, Sender] = {}
        self.duties: tuple[Duty, ...] = ()
        path, given = files_folder(config), config.files
        self.folder = FileFolder(path) if path is not None else None
        if self.folder is None:
            return
        self.senders[f"{FETCH}@{SCHEME}"] = FileFetcher(
            TelegramDownload(session),
            self.folder,
            self._used_bytes,
            most_total=given.total_mb * MB,
            least_free=given.min_free_mb * MB,
        )
        self.duties = (FileSweep(database, self.folder),)

    async def prepare(self) -> None:
        """Make the folder. Raises OSError."""
        if self.folder is not None:
            await asyncio.to_thread(self.folder.prepare)

    async def _used_bytes(self) -> int:
        return await self._database.read(lambda tx: StoredFilesGateway(tx).total_bytes())
