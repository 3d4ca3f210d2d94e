"""Payments that came in elsewhere, in words: those of one account day by day, several accounts as a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.dialogs.common import opens
from bot.dialogs.model import say
from bot.notifications.speaker import Said
from bot.notifications.speakers.named import named
from bot.notifications.speakers.places import card_of, gone
from bot.notifications.speakers.several import Row, listed
from core.values import Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from bot.dialogs.model import Choice, Phrase
    from bot.notifications.speaker import Moment
    from core.accounts import AccountCard
    from core.notifications.model import Reminder
    from core.payments.matching import Theirs
    from core.ports import Store

MOST_ROWS = 3
"""Payments that are told one by one, the newest; the others are counted."""
LONGEST = 40


@dataclass(frozen=True, slots=True)
class _Found:
    card: AccountCard
    rows: tuple[Theirs, ...]


class PaymentSpeaker:
    """`bot.notifications.speaker.Speaker` of payments that billing reports. `zone`: the supplier's."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone

    def useful(self, store: Store, reminder: Reminder, _now_ms: int) -> str:
        """Of no use where all of the day was paid here, or billing took it back."""
        why = gone(card_of(store, reminder))
        return why or ("" if self._paid(store, reminder) else "ours")

    def say(self, store: Store, reminders: Sequence[Reminder], moment: Moment) -> Said | None:
        """All accounts at once."""
        by_account: dict[int, list[Reminder]] = {}
        for one in reminders:
            by_account.setdefault(one.account_id, []).append(one)
        judged = [self._account(store, mine) for mine in by_account.values()]
        found = [here for here in judged if here is not None]
        if not found:
            return None
        told = tuple(row.id for here in found for row in by_account[here.card.account.id])
        if len(found) == 1:
            return _single(found[0], told)
        rows = [Row(here.card, Money(sum(row.kopecks for row in here.rows))) for here in found]
        return listed(say("money-paids", count=len(found)), rows, told, moment, pay=False)

    def _account(self, store: Store, mine: Sequence[Reminder]) -> _Found | None:
        """One account, day by day; a day that two reminders are of is said once."""
        days = {day_of(one): one for one in mine}
        rows = tuple(row for day in sorted(days) for row in self._paid(store, days[day]))
        card = card_of(store, mine[0])
        return _Found(card, rows) if card is not None and rows else None

    def _paid(self, store: Store, reminder: Reminder) -> tuple[Theirs, ...]:
        return store.money_news.paid(reminder.account_id, day_of(reminder), self._zone)


def day_of(reminder: Reminder) -> date:
    """The day of payment that a reminder is of: its period is that day and how many payments it had."""
    return date.fromisoformat(reminder.period.partition(".")[0])


def _single(one: _Found, told: tuple[int, ...]) -> Said:
    rows = one.rows
    shown = [_row(row) for row in rows[-MOST_ROWS:]]
    more = [say("money-paid-more", count=len(rows) - MOST_ROWS)] if len(rows) > MOST_ROWS else []
    phrases = (named("paid", one.card), *shown, *more, *_left(one.card, rows))
    steps = (1,) if len(phrases) == len(rows) + 1 else (1, 1 + len(shown) + len(more))
    return Said(phrases, told, _ways(one.card.account.id), steps=steps)


def _ways(account_id: int) -> tuple[Choice, ...]:
    target = f"a{account_id}"
    return opens("balance", "button-balance", target), opens("payments", "button-payments", target)


def _row(row: Theirs) -> Phrase:
    if not row.agent:
        return say("money-paid-row", day=row.day, amount=Money(row.kopecks))
    agent = row.agent if len(row.agent) <= LONGEST else row.agent[: LONGEST - 1].rstrip() + "…"
    return say("money-paid-agent", day=row.day, amount=Money(row.kopecks), agent=agent)


def _left(card: AccountCard, rows: Sequence[Theirs]) -> Iterator[Phrase]:
    """What is left to pay, where the balance holds these payments."""
    balance = card.balance
    if balance is None or (balance.payments_until or balance.as_of) < max(row.day for row in rows):
        return
    owed = balance.debt.kopecks - balance.advance.kopecks
    yield say("money-paid-left", debt=Money(owed)) if owed > 0 else say("money-paid-clear")
