"""Bills put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.bills.files import BillFiles
from bot.bills.paper import PaperMaker
from bot.bills.process import BillProcess
from bot.config.domain import requisites_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assembly import Texts
    from bot.channels.documents import Documents
    from bot.config import Config
    from bot.dialogs.desk import Desk
    from core.database import Database, Tx
    from core.ports import Store


def bill_files(
    config: Config,
    database: Database,
    open_store: Callable[[Tx], Store],
    desk: Desk,
    texts: Texts,
    others: Documents,
) -> Documents:
    """The makers of all documents, bills among them."""
    papers = PaperMaker(texts, requisites_of(config))
    return BillFiles(database, open_store, desk, papers, BillProcess(), others, config.telegram.bot_name)
