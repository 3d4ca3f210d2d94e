"""Making wishes of sums: a link for each account, or why there is none yet.

What was asked of several accounts is several wishes; each link comes in a message of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, MENU
from bot.dialogs.flow import Done
from bot.dialogs.model import Reply, say
from bot.dialogs.pay_own_link import announce
from bot.dialogs.pay_said import link_reply, payee
from core.payments.amounts import Size, pieces, size_of
from core.payments.model import IntentState, NewIntent
from core.phones import phone_of
from core.usecases.pay import Answer, Words
from core.values import Masked, Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Phrase
    from core.accounts import AccountCard
    from core.usecases.pay import Asked


_PIECES = 10
"""Payments that a sum is worth being divided into; more are a slip of the finger."""
_COMING = frozenset({Answer.ASKED, Answer.COMING})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sum for an account; `said` is told with it."""

    card: AccountCard
    amount: Money
    said: tuple[Phrase, ...] = ()

    @property
    def account(self) -> Masked:
        return Masked(self.card.account.number)


def unfit(turn: Turn, amount: Money) -> Phrase | None:
    """Why a sum cannot be paid at once; None where it can."""
    rules = turn.desk.pay.use.rules
    size = size_of(amount, rules)
    if size is Size.TOO_SMALL:
        return say("pay-too-small", smallest=Money(rules.least))
    if size is Size.TOO_LARGE:
        parts, largest = pieces(amount, rules), Money(rules.most_sbp)
        if len(parts) > _PIECES:
            return say("pay-far-too-large", largest=largest)
        return say("pay-too-large", largest=largest, count=len(parts), amount=parts[0])
    return None


def order(turn: Turn, wanted: Sequence[Wanted], email: str = "") -> Done:
    """Ask for a link for each; what is there already is given again."""
    terms = turn.desk.pay
    if terms.shorten is not None and terms.plain(turn.session.address):
        return Done((_own(turn, wanted),))
    asked = [(one, _ask(turn, one, email)) for one in wanted]
    coming = [one for one, answer in asked if answer.answer in _COMING]
    if len(coming) < 2:
        return Done(tuple(_answered(turn, one, answer) for one, answer in asked))
    others = (_answered(turn, one, answer) for one, answer in asked if answer.answer not in _COMING)
    return Done((_several(coming), *others))


def _own(turn: Turn, wanted: Sequence[Wanted]) -> Reply:
    """Short links of ours come behind it, each in a message of its own; none where one is being found out."""
    asked, wanted = wanted, [one for one in wanted if not _in_doubt(turn, one)]
    if not wanted:
        return Reply((say("pay-own-unsure", account=asked[0].account),))
    fresh = announce(turn, [(one.card.account.id, one.amount) for one in wanted])
    day = turn.desk.today(turn.now)
    if len(wanted) > 1:
        again = Reply((say("pay-own-again-several", count=len(wanted), day=day),))
        return _several(wanted) if fresh else again
    (one,) = wanted
    key = "pay-coming-own" if fresh else "pay-own-again"
    if fresh and size_of(one.amount, turn.desk.pay.use.rules) is Size.SBP_ONLY:
        key = "pay-coming-own-sbp"
    said = (*one.said, *_to(turn)) if fresh else ()
    return Reply((say(key, account=one.account, amount=one.amount, day=day), *said))


def _in_doubt(turn: Turn, one: Wanted) -> bool:
    """Whether nobody knows yet if the payment before was made: no second link meanwhile (fault 14)."""
    live = turn.store.intents.live(turn.session.subscriber_id, one.card.account.id)
    return live is not None and live.state is IntentState.UNKNOWN


def _several(wanted: Sequence[Wanted]) -> Reply:
    total = Money(sum(one.amount.kopecks for one in wanted))
    return Reply((say("pay-coming-several", count=len(wanted), total=total),))


def _ask(turn: Turn, one: Wanted, email: str) -> Asked:
    asked = turn.desk.pay.use(turn.store, _wish(turn, one, email), _words(turn, one), turn.now_ms)
    if asked.effect is not None:
        turn.effects.append(asked.effect)
    return asked


def _wish(turn: Turn, one: Wanted, email: str) -> NewIntent:
    """The wish as it is stored: with the debt that the person saw."""
    balance, session = one.card.balance, turn.session
    debt = balance.debt if balance else Money(0)
    as_of = balance.as_of if balance else turn.desk.today(turn.now)
    account = one.card.account.id
    return NewIntent(account, session.subscriber_id, session.address, one.amount, debt, as_of, email)


def _words(turn: Turn, one: Wanted) -> Words:
    """What the payment says of itself to the provider: the number in full only where it has to be told."""
    terms, number = turn.desk.pay, one.card.account.number
    description = terms.describe(Masked(number))
    phone = phone_of(turn.session.address).lstrip("+")
    if not terms.numbers:
        return Words(description, terms.return_url, phone=phone)
    period = str(one.card.charge.period) if one.card.charge else ""
    return Words(description, terms.return_url, number, phone, period)


def _answered(turn: Turn, one: Wanted, asked: Asked) -> Reply:
    account = one.account
    if asked.answer is Answer.SAME and asked.intent is not None:
        return link_reply(turn, asked.intent, one.card)
    if asked.answer is Answer.UNSURE:
        return Reply((say("pay-unsure", account=account),), choices=(CONTACTS, MENU))
    if asked.answer is Answer.TOO_MANY:
        return Reply((say("pay-too-many"),), choices=(CONTACTS, MENU))
    why = unfit(turn, one.amount)
    if why is not None:
        return Reply((why,), choices=(MENU,))
    large = (say("pay-sbp-only", largest=Money(turn.desk.pay.use.rules.most_card)),)
    said = (say("pay-coming", account=account, amount=one.amount), *one.said)
    return Reply((*said, *(large if asked.sbp_only else ()), *_to(turn)))


def _to(turn: Turn) -> tuple[Phrase, ...]:
    """Who gets the money, where the link is a message of nothing else; no room beside an open question."""
    alone = turn.session.dialog in {"", "pay", "pay-email"}
    return tuple(payee(turn)) if alone and turn.desk.pay.plain(turn.session.address) else ()
