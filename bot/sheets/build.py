"""Sheets put together: the files that are made, the ones that are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogs.sheet_wire import READ, SCHEME
from bot.sheets.files import KINDS, SheetFiles
from bot.sheets.process import SheetProcess
from bot.sheets.work import SheetWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assembly import Texts
    from bot.channels.base import Sender
    from bot.channels.documents import Document, Documents
    from bot.dialogs.desk import Desk
    from bot.sheets.work import Accept, Folder
    from core.database import Database, Tx
    from core.ports import Store
    from core.privacy import Sensitivity


@dataclass(frozen=True, slots=True)
class AllFiles:
    """`bot.channels.documents.Documents`: sheets, and whatever `others` make."""

    sheets: Documents
    others: Documents

    async def make(self, name: str, address: str, level: Sensitivity) -> Document:
        """LookupError for an unknown name."""
        maker = self.sheets if name.partition(":")[0] in KINDS else self.others
        return await maker.make(name, address, level)


class Sheets:
    """One process at a time reads and writes for all of them."""

    def __init__(
        self, database: Database, open_store: Callable[[Tx], Store], desk: Desk, texts: Texts
    ) -> None:
        self._database, self._open, self._desk, self._texts = database, open_store, desk, texts
        self._process = SheetProcess()

    def documents(self, others: Documents) -> Documents:
        """The makers of all documents."""
        made = SheetFiles(self._database, self._open, self._desk, self._texts, self._process)
        return AllFiles(made, others)

    def senders(self, folder: Folder | None, accept: Accept) -> dict[str, Sender]:
        """Who reads what people send."""
        texts = self._texts
        work = SheetWork(
            self._database, self._open, self._desk, texts.keys, texts.clock, self._process, folder, accept
        )
        return {f"{READ}@{SCHEME}": work}
