"""«Квитанция»: the bill of a month as a PDF, made when it is sent (docs/bill.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.bill import open_bill
from bot.dialogs.common import MENU
from bot.dialogs.ebill import instead_of_paper
from bot.dialogs.flow import Done
from bot.dialogs.mine import of
from bot.dialogs.model import Reply, say
from bot.dialogs.pay_code import offered
from core.usecases.screens import last_day

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn

KIND = "bill"


def bill(turn: Turn, target: str) -> Move:
    """Send the bill of the month that `target` names, or the latest."""
    found = open_bill(turn, target)
    if isinstance(found, Done):
        return found
    opened, shown = found
    period = shown.bill.period
    said = say("billpdf-file-older", account=opened.account, period=period)
    if shown.later is None:
        as_of = opened.as_of(last_day(period))
        said = say("billpdf-file", account=opened.account, period=period, as_of=as_of)
    document = f"{KIND}:{opened.card.account.id}.{period}"
    code = offered(turn, opened) if shown.later is None else ()
    ways = (*code, of("why", "button-why", opened, str(period)), *instead_of_paper(turn, opened), MENU)
    return Done((Reply((said,), choices=ways, document=document, lasting=True),))
