"""Bills as documents: made when they are sent, for the address they go to, with no more than may go there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.bills.gathered import gather
from bot.channels.documents import Document
from core.values import Period

if TYPE_CHECKING:
    from bot.bills.paper import PaperMaker
    from bot.bills.process import BillProcess
    from bot.channels.documents import Documents
    from bot.dialogs.desk import Desk
    from core.database import Database, Tx
    from core.ports import Store
    from core.privacy import Sensitivity

KIND = "bill"


@dataclass(frozen=True, slots=True)
class BillFiles:
    """`bot.channels.documents.Documents`: `bill:<account>.<period>`, and whatever `others` make.

    `bot_name` is the one of the configuration, "" for what the messenger told.
    """

    database: Database
    open_store: Callable[[Tx], Store]
    desk: Desk
    papers: PaperMaker
    process: BillProcess
    others: Documents
    bot_name: str = ""

    async def make(self, name: str, address: str, level: Sensitivity) -> Document:
        """LookupError for another name, and where the person may not see the bill (any more)."""
        kind, _, target = name.partition(":")
        if kind != KIND:
            return await self.others.make(name, address, level)
        account, _, month = target.partition(".")
        if not account.isdecimal() or len(account) > 18:
            raise LookupError(f"nobody makes the document {name!r}")
        try:
            period = Period.parse(month)
        except ValueError:
            raise LookupError(f"nobody makes the document {name!r}") from None
        data = await self.database.read(
            lambda tx: gather(self.open_store(tx), self.desk, address, int(account), period, level)
        )
        bot = (self.bot_name or data.bot_name).lstrip("@")
        paper = self.papers.make(data, f"https://t.me/{bot}" if bot else "")
        made = await self.process.print(paper)
        return Document(f"kvitanciya-{data.card.account.number[-4:]}-{period}.pdf", made)
