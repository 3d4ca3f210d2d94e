"""The text of a bill's payment QR, pasted into the chat: it opens the account, or begins to link it.

What is shown of an account is what its card shows to those who have it linked. To everybody else the number
is filled in and the second fact asked, in the same words whether there is such an account or not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.account import card_of
from bot.dialogs.common import LINK, MENU, done
from bot.dialogs.flow import Done, Go
from bot.dialogs.link_account import linked_by
from bot.dialogs.model import say
from bot.dialogs.sms_states import sure
from bot.dialogs.stage import prefixed
from core.payments.qr_text import read_text
from core.values import Masked

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.model import Phrase
    from core.payments.qr_text import PaperBill


def pasted(turn: Turn, text: str) -> Move | None:
    """The move of a pasted bill; None for any other text."""
    bill = read_text(text)
    if bill is None:
        return None
    turn.path.append("bill-pasted")
    if not bill.account:
        return done(say("billqr-no-account"), choices=(LINK, MENU))
    mine = turn.desk.list_accounts(turn.store, turn.session)
    own = next((link for link in mine if _same(link.account.number, bill.account)), None)
    if own is not None:
        first, *others = card_of(turn, own.account.id)
        return Done((prefixed(first, _said(bill) if own.role.sees_money else ()), *others))
    move = sure(linked_by)(turn, bill.account)
    if isinstance(move, Go):
        return replace(move, first=(*move.first, say("billqr-number", account=Masked(bill.account))))
    return move


def _same(ours: str, printed: str) -> bool:
    """Whether it is the number of the account; printers drop and add zeros in front."""
    return ours == printed or ours.lstrip("0") == printed.lstrip("0")


def _said(bill: PaperBill) -> tuple[Phrase, ...]:
    """What the paper says, before what is to be paid by now."""
    account = Masked(bill.account)
    if bill.amount is None:
        return ()
    if bill.period is None:
        return (say("billqr-sum", account=account, amount=bill.amount),)
    return (say("billqr-sum-month", account=account, amount=bill.amount, period=bill.period),)
