"""The message with a link: who gets the money, what it costs, until when; the link itself, and other sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, opens
from bot.dialogs.model import Choice, Press, Reply, say
from bot.dialogs.pay_sums import written
from core.clock import from_ms
from core.payments.amounts import suggest
from core.payments.model import IntentState
from core.values import Masked, Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Phrase
    from core.accounts import AccountCard
    from core.payments.amounts import Suggestion
    from core.payments.model import Intent

PAY_ALL = opens("pay-all", "button-pay-all")
BARE = "bare"
"""What a button carries that means everything but the penalty."""
_LOOKED_AT = 10
"""Newest wishes of a person among which a held one is looked for."""


def link_reply(turn: Turn, intent: Intent, card: AccountCard) -> Reply:
    """The link of an intent: a button, or a message of nothing but Latin letters where there are none."""
    if turn.desk.pay.plain(turn.session.address):
        return Reply((say("pay-url", account=Masked(card.account.number), url=intent.url),), lasting=True)
    amount = intent.wish.amount
    until = from_ms(intent.expires_ms).astimezone(turn.desk.time_zone)
    phrases = (
        say("pay-link", account=Masked(card.account.number), amount=amount),
        *payee(turn),
        say("pay-link-until", time=f"{until:%H:%M}"),
    )
    go = Choice("url", say("button-pay-now", to_pay=written(amount)), Press.LINK, intent.url)
    mail = (opens("pay-mail", "button-pay-mail", f"a{card.account.id}"),) if intent.wish.email else ()
    return Reply(phrases, choices=(go, *ways(card, amount), *mail, MENU), lasting=True)


def payee(turn: Turn) -> Iterator[Phrase]:
    """Who gets the money and what the way costs."""
    terms = turn.desk.pay
    if terms.commission:
        yield say("pay-payee-commission", payee=terms.payee, commission=terms.commission)
    else:
        yield say("pay-payee", payee=terms.payee)


def suggested(card: AccountCard) -> Suggestion | None:
    """What to offer; None where billing gave no balance."""
    return None if card.balance is None else suggest(card.balance, card.paid_here)


def held(turn: Turn, card: AccountCard) -> Iterator[Phrase]:
    """The newest payment of this person that is being looked into: it need not be paid again."""
    for intent in turn.store.intents.of(turn.session.subscriber_id, _LOOKED_AT):
        if intent.state is IntentState.HELD and intent.wish.account_id == card.account.id:
            yield say("pay-still-held", amount=intent.wish.amount)
            return


def ways(card: AccountCard, amount: Money) -> Iterator[Choice]:
    """Other sums: everything, or what is owed without its penalty; all accounts in one go; one's own."""
    offer, here = suggested(card), f"a{card.account.id}"
    if offer is not None and offer.bare is not None:
        bare = amount == offer.all
        key, sum_ = ("button-pay-bare", offer.bare) if bare else ("button-pay-whole", offer.all)
        target = f"{here}.{BARE}" if bare else here
        yield Choice("pay", say(key, to_pay=written(sum_)), Press.ENTRY, target)
    if card.linked > 1:
        yield PAY_ALL
    yield opens("pay-other", "button-pay-other", here)
