"""Billing's own bills as documents: `<account>-<YYYY-MM>.pdf` of a folder, where there is such a file."""

from __future__ import annotations

import asyncio
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.channels.documents import Document
from bot.dialogs.ebill_news import DOCUMENT
from core.privacy import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.channels.documents import Documents
    from bot.config import Config
    from core.database import Database, Tx
    from core.ports import Store

log = structlog.stdlib.get_logger(__name__)
_TARGET = re.compile(r"([0-9]{1,18})\.([0-9]{4}-[0-9]{2})")
_NUMBER = re.compile(r"[0-9A-Za-z-]{1,40}")
_SIGN = b"%PDF-"


@dataclass(frozen=True, slots=True)
class BilledFiles:
    """`bot.channels.documents.Documents`: `bill:<account>.<period>` from billing, else as `others` make it.

    `lowest` is how private the files are: below that level what we make ourselves goes, without names.
    """

    folder: Path
    lowest: Sensitivity
    most_bytes: int
    database: Database
    open_store: Callable[[Tx], Store]
    others: Documents

    async def make(self, name: str, address: str, level: Sensitivity) -> Document:
        """LookupError as the others raise it, and for a bill of an account that is not theirs to see."""
        kind, _, target = name.partition(":")
        found = _TARGET.fullmatch(target) if kind == DOCUMENT and level >= self.lowest else None
        if found is None:
            return await self.others.make(name, address, level)
        account_id, period = int(found[1]), found[2]
        number = await self.database.read(lambda tx: self._number(self.open_store(tx), address, account_id))
        content = await asyncio.to_thread(self._read, f"{number}-{period}.pdf")
        if content is None:
            return await self.others.make(name, address, level)
        return Document(f"kvitanciya-{number[-4:]}-{period}.pdf", content)

    def _number(self, store: Store, address: str, account_id: int) -> str:
        subscriber_id = store.sessions.load(address)[0].subscriber_id
        me = store.people.mine(subscriber_id, account_id) if subscriber_id else None
        if me is None or not me.role.sees_money or not _NUMBER.fullmatch(me.number):
            raise LookupError("the account is not linked to this person")
        return me.number

    def _read(self, name: str) -> bytes | None:
        """The file; None where there is none, or none that may be sent: a link, too large, no PDF."""
        try:
            handle = os.open(self.folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
        except FileNotFoundError:
            return None
        except OSError as error:
            log.warning("ebill.file", why="cannot be opened", code=error.errno)
            return None
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                log.warning("ebill.file", why="is no file")
                return None
            content = file.read(self.most_bytes + 1)
        if len(content) > self.most_bytes or not content.startswith(_SIGN):
            log.warning("ebill.file", why="is too large" if content.startswith(_SIGN) else "is no PDF")
            return None
        return content


def with_billed(
    config: Config, database: Database, open_store: Callable[[Tx], Store], others: Documents
) -> Documents:
    """Billing's own bills before ours, where a folder is configured."""
    given = config.ebill
    if not given.folder:
        return others
    lowest = Sensitivity.PERSONAL if given.names else Sensitivity.MONEY
    return BilledFiles(Path(given.folder), lowest, given.most_mb << 20, database, open_store, others)
