"""What became of a payment, told where it was asked for. Only events of ours open these entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, MENU, opens
from bot.dialogs.flow import Done
from bot.dialogs.model import Kind, Reply, say
from bot.dialogs.pay_said import link_reply
from core.payments.model import IntentState
from core.payments.outcome import Outcome
from core.payments.reasons import Reason
from core.values import Masked, Money

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Choice, Phrase
    from core.payments.model import Intent
    from core.payments.outcome import News

LINK, NEWS = "pay-link", "pay-news"
"""Entries: a link was made, or not; something became of a payment."""
LEFT = frozenset({"pay-left-paid", "pay-left-refunded", "pay-left-held", "pay-receipt"})
"""What is said to who left the account: of their own money, and nothing of the account."""
_NEWS = re.compile(r"(\d{1,18})\.([a-z]+)\.(\d{1,12})\.([a-z-]*)")
_BALANCE = opens("balance", "button-balance")


def target_of(news: News) -> str:
    """What the entry `pay-news` is told."""
    return f"{news.intent.id}.{news.what}.{news.amount.kopecks}.{news.reason or ''}"


def pay_link(turn: Turn, target: str) -> Done:
    """The provider has answered: give the link, or say why there is none yet."""
    intent = _theirs(turn, int(target)) if target.isdecimal() else None
    if intent is None or intent.superseded:
        return Done(())
    card = turn.desk.show_card(turn.store, turn.session, intent.wish.account_id, dues=False)
    if card is None or not card.role.sees_money:
        return Done(())
    if turn.desk.pay.shorten and turn.desk.pay.plain(turn.session.address):
        return Done(())  # whoever has opened the short link is on their way already
    if intent.state is IntentState.PENDING:
        return Done((link_reply(turn, intent, card),))
    if intent.state is IntentState.UNKNOWN:
        return Done((Reply((say("pay-unsure", account=Masked(card.account.number)),)),))
    return Done(())


def pay_news(turn: Turn, target: str) -> Done:
    """Paid, failed, expired, refunded, held: what it means and what comes next."""
    found = _NEWS.fullmatch(target)
    intent = _theirs(turn, int(found[1])) if found else None
    if found is None or intent is None:
        return Done(())
    if found[2] == Outcome.LINK:
        return pay_link(turn, found[1])
    account = _number(turn, intent)
    phrases = _phrases(turn, intent, account, found) if account else _left(intent, found)
    ways = _ways(intent, found[2]) if account else (CONTACTS, MENU)
    return Done((Reply(phrases, choices=ways, lasting=True),) if phrases else ())


def _theirs(turn: Turn, intent_id: int) -> Intent | None:
    """The wish that was made in this conversation, by whoever has it now."""
    if turn.event.kind is not Kind.SYSTEM:
        return None
    intent = turn.store.intents.get(intent_id)
    if intent is None or intent.wish.address != turn.session.address:
        return None
    return intent if intent.wish.subscriber_id == turn.session.subscriber_id else None


def _number(turn: Turn, intent: Intent) -> Masked | None:
    mine = turn.desk.list_accounts(turn.store, turn.session)
    return next(
        (Masked(one.account.number) for one in mine if one.account.id == intent.wish.account_id), None
    )


def _left(intent: Intent, told: re.Match[str]) -> tuple[Phrase, ...]:
    """What became of the money of somebody who left the account since; nothing where none moved."""
    amount = Money(int(told[3]))
    match told[2]:
        case Outcome.PAID | Outcome.LATE:
            receipt = (say("pay-receipt"),) if intent.wish.email else ()
            return (say("pay-left-paid", amount=amount), *receipt)
        case Outcome.REFUNDED:
            return (say("pay-left-refunded", amount=amount),)
        case Outcome.HELD:
            return (say("pay-left-held"),)
    return ()


def _phrases(turn: Turn, intent: Intent, account: Masked, told: re.Match[str]) -> tuple[Phrase, ...]:
    amount = Money(int(told[3]))
    match told[2]:
        case Outcome.PAID | Outcome.LATE:
            late = (say("pay-late"),) if told[2] == Outcome.LATE else ()
            receipt = (say("pay-receipt"),) if intent.wish.email else ()
            return (say("pay-paid", account=account), say("pay-paid-sum", amount=amount), *late, *receipt)
        case Outcome.REFUNDED:
            return (say("pay-refunded", account=account), say("pay-refunded-sum", amount=amount))
        case Outcome.HELD:
            return (say("pay-held", account=account),)
        case Outcome.REFUSED:
            return (say("pay-refused", account=account),)
    reason = Reason(told[4]) if told[4] in set(Reason) else Reason.DECLINED
    if reason is Reason.EXPIRED and turn.desk.pay.shorten and turn.desk.pay.plain(turn.session.address):
        return ()  # the link that was texted makes another payment when it is opened
    return (say(f"pay-failed-{reason}", account=account),)


def _ways(intent: Intent, what: str) -> tuple[Choice, ...]:
    again = opens("pay", "button-pay-again", f"a{intent.wish.account_id}.w{intent.id}")
    if what in {Outcome.CANCELED, Outcome.REFUSED}:
        return (again, MENU)
    return (CONTACTS, MENU) if what == Outcome.HELD else (_BALANCE, MENU)
