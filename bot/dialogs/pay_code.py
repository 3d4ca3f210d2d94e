"""«По реквизитам»: the payment QR alone, as a picture for the bank's app.

A transfer by requisites tells nobody that it was made: the sum here changes when the bank's register has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, MENU, done
from bot.dialogs.flow import Done
from bot.dialogs.mine import of, open_account
from bot.dialogs.model import Reply, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Choice

KIND = "pay-code"


def pay_code(turn: Turn, target: str) -> Move:
    """Send the code of an account, for what is to be paid now."""
    opened = open_account(turn, target)
    if isinstance(opened, Done):
        return opened
    if not turn.desk.rules.by_requisites:
        return done(say("paycode-off"), choices=(CONTACTS, MENU))
    balance = opened.card.balance
    if balance is None or balance.debt.kopecks <= 0:
        return done(say("paycode-nothing", account=opened.account), choices=(MENU,))
    said = say("paycode-file", account=opened.account, amount=balance.debt, as_of=balance.as_of)
    document = f"{KIND}:{opened.card.account.id}"
    return Done((Reply((said, say("paycode-later")), choices=(MENU,), document=document, lasting=True),))


def offered(turn: Turn, opened: Opened) -> Iterator[Choice]:
    """The button, where there is a recipient and something to be paid."""
    balance = opened.card.balance
    if turn.desk.rules.by_requisites and balance is not None and balance.debt.kopecks > 0:
        yield of("pay-code", "button-pay-code", opened)
