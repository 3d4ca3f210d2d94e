"""What is overdue, in words: since when, then how much, and what paying it soon will cost in penalty.

To owners and payers only, by day, without a sum in the first line; nothing is threatened (domain rules).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.dialogs.common import opens
from bot.dialogs.model import say
from bot.notifications.speaker import Said
from bot.notifications.speakers.named import named
from bot.notifications.speakers.places import card_of, gone
from bot.notifications.speakers.several import Row, first_group, listed
from bot.texts.days import month_end
from core.accounts import Holder
from core.values import Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.dialogs.desk import Desk
    from bot.dialogs.model import Choice, Phrase
    from bot.notifications.speaker import Moment
    from core.accounts import AccountCard, Balance
    from core.notifications.model import Reminder
    from core.ports import Store

SOON = timedelta(days=7)
"""The penalty is told for the end of the month, and for a week ahead where that is nearer."""


@dataclass(frozen=True, slots=True)
class _Found:
    card: AccountCard
    balance: Balance
    overdue: Money


class DebtSpeaker:
    """`bot.notifications.speaker.Speaker` of what is overdue. `least`: kopecks that are worth a word.

    `firms`: whether organisations are told.
    """

    def __init__(self, desk: Desk, least: int, *, firms: bool) -> None:
        self._desk, self._least, self._firms = desk, least, firms

    def useful(self, store: Store, reminder: Reminder, now_ms: int) -> str:
        """Of no use once it is paid, here or elsewhere, and while somebody is paying."""
        card = card_of(store, reminder)
        if card is None or card.account.closed:
            return gone(card)
        if card.account.kind is Holder.ORGANISATION and not self._firms:
            return "organisation"
        if store.money_news.paying(reminder.account_id, now_ms):
            return "paying"
        return "" if self._found(store, reminder) is not None else "paid"

    def say(self, store: Store, reminders: Sequence[Reminder], moment: Moment) -> Said | None:
        """Accounts of one month together."""
        found, told = first_group(reminders, lambda one: self._found(store, one))
        if not found:
            return None
        if len(found) > 1:
            rows = [Row(one.card, one.overdue) for one in found]
            return listed(say("money-debts", count=len(found)), rows, told, moment)
        [one] = found
        penalty = tuple(self._penalty(store, one, moment.today))
        phrases = (_head(one), _sum(one), *penalty, say("money-due-already"))
        ways = tuple(_ways(one.card, penalty=bool(penalty)))
        return Said(phrases, told, ways, steps=tuple(range(1, len(phrases))))

    def _found(self, store: Store, reminder: Reminder) -> _Found | None:
        """What is overdue by billing's newest numbers, less what was paid here since."""
        card = card_of(store, reminder)
        if card is None or card.balance is None:
            return None
        balance = card.balance
        overdue = min(balance.overdue.kopecks, balance.debt.kopecks - balance.advance.kopecks)
        return _Found(card, balance, Money(overdue)) if overdue >= self._least else None

    def _penalty(self, store: Store, one: _Found, today: date) -> Iterator[Phrase]:
        """What it costs to pay by a day that is near; nothing where no forecast is given or known."""
        if not self._desk.screens.penalty.told(one.card.account.kind):
            return
        day = max(month_end(today), today + SOON)
        found = self._desk.screens.forecast(store, one.card, day)
        if found is None or found.paid_on <= today:
            return
        if found.added.kopecks:
            yield say("money-debt-penalty", day=found.paid_on, added=found.added)
        else:
            yield say("money-debt-free", day=found.paid_on)


def _head(one: _Found) -> Phrase:
    since = one.balance.overdue_since
    return named("debt", one.card) if since is None else named("debt-since", one.card, since=since)


def _sum(one: _Found) -> Phrase:
    until = one.balance.payments_until
    if until is None:
        return say("money-debt-sum", overdue=one.overdue)
    return say("money-debt-until", overdue=one.overdue, until=until)


def _ways(card: AccountCard, *, penalty: bool) -> Iterator[Choice]:
    target = f"a{card.account.id}"
    yield opens("pay", "button-pay", target)
    if penalty:
        yield opens("penalty", "button-penalty", target)
    yield opens("balance", "button-balance", target)
