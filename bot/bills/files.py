"""Bills as documents: made when they are sent, for the address they go to, with no more than may go there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.bills.gathered import gather
from bot.channels.documents import Document
from core.values import Period
from payments.qr_picture import png

if TYPE_CHECKING:
    from bot.bills.gathered import Gathered
    from bot.bills.paper import PaperMaker
    from bot.bills.process import BillProcess
    from bot.channels.documents import Documents
    from bot.dialogs.desk import Desk
    from core.database import Database, Tx
    from core.ports import Store
    from core.privacy import Sensitivity

BILL, CODE = "bill", "pay-code"


@dataclass(frozen=True, slots=True)
class BillFiles:
    """`Documents`: `bill:<account>.<period>`, `pay-code:<account>`, and whatever `others` make.

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
        if kind not in {BILL, CODE}:
            return await self.others.make(name, address, level)
        account, _, month = target.partition(".")
        if not account.isdecimal() or len(account) > 18:
            raise LookupError(f"nobody makes the document {name!r}")
        try:
            period = Period.parse(month) if kind == BILL else None
        except ValueError:
            raise LookupError(f"nobody makes the document {name!r}") from None
        months = self.desk.accepted_months(self.papers.texts.clock.now())
        data = await self.database.read(
            lambda tx: gather(
                self.open_store(tx), self.desk, address, int(account), period, level, accepted=months
            )
        )
        tail = data.card.account.number[-4:]
        if kind == CODE:
            return Document(f"oplata-{tail}.png", await asyncio.to_thread(self._code, data))
        made = await self.process.print(self.papers.make(data, self._link(data)))
        return Document(f"kvitanciya-{tail}-{data.bill.period}.pdf", made)

    def _link(self, data: Gathered) -> str:
        """Where the code of the chat leads; "" while nobody knows what the bot is called."""
        bot = (self.bot_name or data.bot_name).lstrip("@")
        start = f"?start={data.token}" if data.token else ""
        return f"https://t.me/{bot}{start}" if bot else ""

    def _code(self, data: Gathered) -> bytes:
        code = self.papers.payment(data)
        if code is None:
            raise LookupError("there is nothing to pay, or nobody to pay it to")
        return png(code.payload)
