"""What is to be paid by a day, in words; of no use once it is paid, here or elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.dialogs.model import say
from bot.dialogs.remind import to_pay
from bot.notifications.speaker import Said
from bot.notifications.speakers.named import named
from bot.notifications.speakers.places import card_of, gone
from bot.notifications.speakers.several import Row, beside, first_group, listed
from core.accounts import Holder
from core.values import Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.dialogs.model import Phrase
    from bot.notifications.speaker import Moment
    from core.accounts import AccountCard, Balance
    from core.notifications.model import Reminder
    from core.ports import Store
    from core.values import Period


@dataclass(frozen=True, slots=True)
class _Found:
    """What is to be paid by the day; of an organisation `month` is that of all of it, if it is one."""

    card: AccountCard
    amount: Money
    balance: Balance | None = None
    month: Period | None = None


class DueSpeaker:
    """`bot.notifications.speaker.Speaker` of what is to be paid soon. `least`: kopecks worth a word."""

    def __init__(self, least: int) -> None:
        self._least = least

    def useful(self, store: Store, reminder: Reminder, now_ms: int) -> str:
        """Of no use once it is paid, while somebody is paying, or when billing names another day."""
        card = card_of(store, reminder)
        if card is None or card.account.closed:
            return gone(card)
        if store.money_news.paying(reminder.account_id, now_ms):
            return "paying"
        return "" if self._found(store, reminder) is not None else "paid"

    def say(self, store: Store, reminders: Sequence[Reminder], moment: Moment) -> Said | None:
        """Accounts of one day together."""
        day = date.fromisoformat(reminders[0].period)
        found, told = first_group(reminders, lambda one: self._found(store, one))
        if not found:
            return None
        if len(found) > 1:
            rows = [Row(one.card, one.amount) for one in found]
            return listed(say("money-dues", due_on=day, count=len(found)), rows, told, moment)
        [one] = found
        phrases = (named("due", one.card, due_on=day), *_sums(one), say("money-due-already"))
        ways = to_pay(one.card.account.id)
        return Said(phrases, told, ways, steps=tuple(range(1, len(phrases))))

    def _found(self, store: Store, reminder: Reminder) -> _Found | None:
        """What is to be paid by the day, by billing's newest numbers and what was paid here since.

        A debt covered by what is overpaid is not asked for; any other is said as the card says it.
        """
        card, day = card_of(store, reminder), date.fromisoformat(reminder.period)
        if card is None:
            return None
        if card.account.kind is Holder.ORGANISATION:
            dues = [due for due in store.accounts.dues(card.account.id) if due.due_on == day]
            amount, months = sum(due.amount.kopecks for due in dues), {due.period for due in dues}
            month = months.pop() if len(months) == 1 else None
            return _Found(card, Money(amount), month=month) if amount >= self._least else None
        balance = card.balance
        if balance is None or balance.due_on != day or balance.debt.kopecks <= balance.overdue.kopecks:
            return None
        left = balance.debt.kopecks - balance.advance.kopecks
        return _Found(card, balance.debt, balance) if left >= self._least else None


def _sums(one: _Found) -> Iterator[Phrase]:
    balance = one.balance
    if balance is None:
        if one.month is None:
            yield say("money-due-stages", amount=one.amount)
        else:
            yield say("money-due-stage", period=one.month, amount=one.amount)
        return
    if balance.payments_until is None:
        yield say("money-due-sum", debt=one.amount)
    else:
        yield say("money-due-until", debt=one.amount, until=balance.payments_until)
    if balance.overdue.kopecks > 0:
        yield say("money-due-part", overdue=balance.overdue)
    yield from beside(balance)
