"""The sheet («ведомость») goes out: offered beside the meters, sent as XLSX or CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done
from bot.dialogs.flow import Done
from bot.dialogs.mine import of, open_account
from bot.dialogs.model import Reply, say
from bot.dialogs.sheet_asked import MOST_ACCOUNTS
from core.accounts import Holder
from core.usecases.sheets import meters_of_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Choice
    from core.accounts import Account
    from core.meters import Meter


def sheet(turn: Turn, target: str) -> Move:
    """Send the sheet of an account."""
    return _sheet(turn, target, "sheet")


def sheet_csv(turn: Turn, target: str) -> Move:
    """Send it as CSV."""
    return _sheet(turn, target, "sheet-csv")


def _sheet(turn: Turn, target: str, kind: str) -> Move:
    opened = open_account(turn, target, sums=False)
    if isinstance(opened, Done):
        return opened
    found = meters_of_sheet(turn.desk.screens.meters(turn.store, opened.card))
    if all(meter.automatic for meter in found):
        return done(say("sheet-none", account=opened.account), choices=(MENU,))
    rows = sum(len(meter.zones) for meter in found)
    csv = kind == "sheet-csv"
    other = () if csv else (of("sheet-csv", "button-sheet-csv", opened),)
    said = (say("sheet-file-csv" if csv else "sheet-file", account=opened.account, count=rows),)
    document = f"{kind}:{opened.card.account.id}"
    return Done((Reply(said, choices=(*other, MENU), document=document, lasting=True),))


def offered(turn: Turn, opened: Opened, meters: Sequence[Meter]) -> tuple[Choice, ...]:
    """The button of the sheet, for organisations and for whoever has many meters to read."""
    wanted = _wanted(turn, opened.card.account, meters)
    return (of("sheet", "button-sheet", opened),) if wanted else ()


def suits(turn: Turn) -> bool:
    """Whether a sheet is of use for any account of this person."""
    links = turn.desk.list_accounts(turn.store, turn.session)[:MOST_ACCOUNTS]
    return any(_wanted(turn, link.account, turn.store.meters.of(link.account.id)) for link in links)


def _wanted(turn: Turn, account: Account, meters: Sequence[Meter]) -> bool:
    manual = [meter for meter in meters_of_sheet(meters) if not meter.automatic]
    many = len(manual) >= turn.desk.rules.readings.sheet_from
    return many or (account.kind is Holder.ORGANISATION and len(manual) > 1)
