"""«Квитанция»: the bill of a month as a PDF, made when it is sent (docs/bill.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done
from bot.dialogs.ebill import instead_of_paper
from bot.dialogs.flow import Done
from bot.dialogs.mine import of, open_account
from bot.dialogs.model import Reply, say
from bot.dialogs.pay_code import offered
from core.usecases.screens import last_day
from core.values import Period

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn

KIND = "bill"


def bill(turn: Turn, target: str) -> Move:
    """Send the bill of the month that `target` names, or the latest."""
    opened = open_account(turn, target)
    if isinstance(opened, Done):
        return opened
    shown = turn.desk.screens.bill(turn.store, opened.card, _period(opened.rest))
    if shown is None:
        return done(say("bill-none", account=opened.account), choices=(MENU,))
    period = shown.bill.period
    as_of = opened.as_of(last_day(period))
    said = say("billpdf-file", account=opened.account, period=period, as_of=as_of)
    document = f"{KIND}:{opened.card.account.id}.{period}"
    code = offered(turn, opened) if shown.later is None else ()
    ways = (*code, of("why", "button-why", opened, str(period)), *instead_of_paper(turn, opened), MENU)
    return Done((Reply((said,), choices=ways, document=document, lasting=True),))


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None
