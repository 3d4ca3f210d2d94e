"""Paying: which sum of which account. What follows is a link for each wish (`pay_orders`).

A button carries `a5` (what is owed), `a5.bare` (the same without penalty), `a5.w42` (the sum of a wish of
theirs), and no sum: the messenger it lies in may not know it. Typed are «оплата», «оплата 1500»,
«оплата *7833 1 500,50». Organisations pay by requisites, unless configured otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, MENU, done, opens
from bot.dialogs.flow import Again, Dialog, Done, Go, Start, Step, Typed
from bot.dialogs.guests import for_guest
from bot.dialogs.mine import open_account
from bot.dialogs.model import Reply, say
from bot.dialogs.pay_email import with_email
from bot.dialogs.pay_orders import Wanted, unfit
from bot.dialogs.pay_said import BARE, PAY_ALL, held, suggested
from bot.dialogs.pay_sums import below_zero, sum_meant, sum_of, sum_within
from core.accounts import Holder
from core.privacy import Sensitivity
from core.values import Masked, Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Choice, Phrase
    from core.accounts import AccountCard

_NAMED = re.compile(r"\*?(\d{4}|\d{7,20})(?: +(.+))?")
_TAIL = 4
_BALANCE = opens("balance", "button-balance")
_ACCOUNTS = opens("accounts", "button-accounts")


def pay(turn: Turn, target: str) -> Move:
    """Ask for a link: for what is owed, or for the sum that was named."""
    if not turn.session.subscriber_id:
        return for_guest(turn)
    account, said = _meant(turn, target)
    if isinstance(said, Masked):
        return done(say("smswords-not-yours", account=said), choices=(_ACCOUNTS, MENU))
    opened = open_account(turn, account)
    if isinstance(opened, Done):
        return opened
    barred = refused(turn, opened.card)
    if barred is not None:
        return barred
    if said == BARE:
        return _owed(turn, opened.card, bare=True)
    amount = said if isinstance(said, Money) else sum_of(said)
    if (said and amount is None) or (turn.typed and below_zero(turn.event.text)):
        return own_sum(opened.card, say("pay-not-a-sum"))
    return _order(turn, opened.card, amount) if amount else _owed(turn, opened.card)


def _meant(turn: Turn, target: str) -> tuple[str, Money | Masked | str]:
    """The account, and the sum or what was typed in its place; `Masked`: an account not theirs."""
    ours, _, more = target.partition(".")
    if re.fullmatch(r"a\d{1,18}", ours):
        if more:
            return ours, _offered(turn, more)
        return ours, sum_meant(turn.event.text) if turn.typed else ""
    if not target and turn.typed:
        return "", sum_meant(turn.event.text)
    found = _NAMED.fullmatch(target.strip())
    mine = turn.desk.list_accounts(turn.store, turn.session) if found else ()
    meant = [link for link in mine if found and link.account.number.endswith(found[1])]
    if found and len(meant) == 1:
        return f"a{meant[0].account.id}", found[2] or ""
    if found and found[2] and not meant and (f"*{found[1]}" in turn.event.text or len(found[1]) > _TAIL):
        return "", Masked(found[1])
    return "", target


def _offered(turn: Turn, more: str) -> Money | str:
    """The sum that a button means; "" for what is owed. Kopecks are on buttons of earlier releases."""
    if more.isdecimal() and len(more) < 12:
        return Money(int(more))
    wish = turn.store.intents.get(int(more[1:])) if re.fullmatch(r"w\d{1,18}", more) else None
    if wish is not None and wish.wish.subscriber_id == turn.session.subscriber_id:
        return wish.wish.amount
    return BARE if more == BARE else ""


def refused(turn: Turn, card: AccountCard) -> Done | None:
    """What to say to those who get no link."""
    terms, account = turn.desk.pay, Masked(card.account.number)
    if card.account.kind is Holder.ORGANISATION and not terms.firms:
        given = terms.requisites
        told = say("pay-firm", account=account) if given is None else say(
            "pay-firm-requisites", account=account, payee=given.name, payee_inn=given.inn,
            payee_account=given.account, payee_bic=given.bic,
        )  # fmt: skip
        return done(told, choices=(*_by_code(turn, card), _BALANCE, CONTACTS, MENU))
    if terms.ready():
        return None
    return done(say("pay-off"), choices=(*_by_code(turn, card), _BALANCE, CONTACTS, MENU))


def _by_code(turn: Turn, card: AccountCard) -> Iterator[Choice]:
    """The payment QR, for who gets no link."""
    if turn.desk.rules.by_requisites and card.balance is not None and card.balance.debt.kopecks > 0:
        yield opens("pay-code", "button-pay-code", f"a{card.account.id}")


def _order(turn: Turn, card: AccountCard, amount: Money, said: tuple[Phrase, ...] = ()) -> Move:
    why = unfit(turn, amount)
    if why is not None:
        return own_sum(card, why)
    return with_email(turn, (Wanted(card, amount, (*said, *held(turn, card))),))


def _owed(turn: Turn, card: AccountCard, *, bare: bool = False) -> Move:
    """What is owed, less what was paid here and billing does not know of yet; `bare`: without the penalty."""
    offer, account = suggested(card), Masked(card.account.number)
    if offer is None:
        return own_sum(card, say("pay-unknown", account=account))
    paid = (say("pay-paid-here", paid=offer.paid_here),) if offer.paid_here.kopecks > 0 else ()
    if offer.all.kopecks <= 0:
        return own_sum(card, say("pay-nothing", account=account), *paid, everything=True)
    return _order(turn, card, offer.bare if bare and offer.bare else offer.all, paid)


def own_sum(card: AccountCard, *first: Phrase, everything: bool = False) -> Go:
    """Have a sum typed, or `everything` asked for that other accounts owe."""
    told, whole = int(bool(first)), int(everything and card.linked > 1)
    data: dict[str, str | int] = {"account": card.account.id, "number": card.account.number[-4:]}
    return Go("sum", dialog="pay", first=first, data={**data, "told": told, "all": whole})


def pay_other(turn: Turn, target: str) -> Move:
    """Ask for another sum."""
    opened = open_account(turn, target)
    if isinstance(opened, Done):
        return opened
    return refused(turn, opened.card) or own_sum(opened.card)


def _ask(turn: Turn) -> Reply:
    data = turn.session.data
    ask = say("pay-ask-more") if data["told"] else say("pay-ask", account=Masked(str(data["number"])))
    ways = (PAY_ALL, MENU) if data.get("all") else (MENU,)
    return Reply((ask,), choices=ways, asks=Sensitivity.MONEY)


def _shape(_turn: Turn, text: str) -> str | None:
    amount = sum_of(text) or (None if "*" in text else sum_within(text))
    return None if amount is None else str(amount.kopecks)


def _take(turn: Turn, answer: Answer) -> Move:
    card = turn.desk.show_card(turn.store, turn.session, int(turn.session.data["account"]), dues=False)
    if card is None or not card.role.sees_money or not isinstance(answer, Typed):
        return Start("menu")
    amount = Money(int(answer.value))
    why = unfit(turn, amount)
    return Again((why,)) if why is not None else _order(turn, card, amount)


def _hint(_turn: Turn) -> tuple[Phrase, ...]:
    return (say("pay-not-a-sum"),)


_SUM = Step(_ask, _take, shape=_shape, hint=_hint, greedy=True, ends=frozenset({"pay", "pay-all"}))
PAY_DIALOG = Dialog(name="pay", version=1, steps={"sum": _SUM})
