"""What people are told of electronic bills without asking: the bill of a month, a switch, its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, MENU, opens
from bot.dialogs.model import Reply, say
from core.ebill.model import Way
from core.values import Masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.model import Phrase
    from core.accounts import AccountCard
    from core.ebill.model import Change, MonthBill

DOCUMENT = "bill"


def of_switch(change: Change, account: Masked) -> Reply:
    """To the others of the account: another owner has switched it."""
    key = "ebill-switched" if change.way is Way.ELECTRONIC else "ebill-switched-back"
    return Reply((say(key, account=account, period=change.first),), choices=(CONTACTS, MENU), lasting=True)


def of_end(change: Change, number: str) -> Reply:
    """Billing prints again because it has to: the reason, and from which month."""
    words = say(f"ebill-ended-{change.why}", account=Masked(number), period=change.first)
    return Reply((words,), choices=(CONTACTS, MENU), lasting=True)


def of_month(bill: MonthBill, card: AccountCard, *, sums: bool, file: bool) -> Reply:
    """The bill of a month, or its correction; `sums` and the `file` where the chat may carry them."""
    key, owed = _state(card) if sums else ("ready", True)
    news = "corrected" if bill.corrects else "month"
    target = f"a{bill.account_id}.{bill.period}"
    pay = (opens("pay", "button-pay", f"a{bill.account_id}"),) if owed else ()
    paper = () if file else (opens("bill", "button-bill-file", target),)
    return Reply(
        (_words(f"ebill-{news}-{key}", bill, card), *_besides(card, sums=sums, file=file)),
        choices=(*pay, opens("why", "button-why", target), *paper, MENU),
        document=f"{DOCUMENT}:{bill.account_id}.{bill.period}" if file else "",
        lasting=True,
    )


def _state(card: AccountCard) -> tuple[str, bool]:
    """What is to be paid as the card of the account says it, and whether anything is left to pay."""
    balance = card.balance
    if balance is None:
        return "ready", True
    if balance.debt.kopecks > 0:
        owed = balance.debt.kopecks > balance.advance.kopecks
        return ("debt" if balance.due_on else "debt-open"), owed
    return ("advance" if balance.advance.kopecks > 0 else "clear"), False


def _besides(card: AccountCard, *, sums: bool, file: bool) -> Iterator[Phrase]:
    """An advance that billing keeps beside the debt; by SMS, which carry sums only, where the file is."""
    balance = card.balance
    if sums and balance is not None and balance.debt.kopecks > 0 and balance.advance.kopecks > 0:
        yield say("ebill-and-advance", advance=balance.advance)
    if sums and not file:
        yield say("ebill-file")


def _words(key: str, bill: MonthBill, card: AccountCard) -> Phrase:
    account, balance = Masked(card.account.number), card.balance
    if balance is None or key.endswith(("-ready", "-clear")):
        return say(key, account=account, period=bill.period)
    if key.endswith("-advance"):
        return say(key, account=account, period=bill.period, advance=balance.advance)
    if balance.due_on is None:
        return say(key, account=account, period=bill.period, debt=balance.debt)
    return say(key, account=account, period=bill.period, debt=balance.debt, due_on=balance.due_on)
