"""Payments that came in elsewhere, in words: those of an account in one message, day by day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.dialogs.common import opens
from bot.dialogs.model import say
from bot.notifications.merged import MOST_PHRASES
from bot.notifications.speaker import Said
from bot.notifications.speakers.named import named
from bot.notifications.speakers.several import ACCOUNTS, card_of
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
"""Payments that are told one by one; the others are counted."""
LONGEST = 40


class PaymentSpeaker:
    """`bot.notifications.speaker.Speaker` of payments that billing reports. `zone`: the supplier's."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone

    def useful(self, store: Store, reminder: Reminder, _now_ms: int) -> str:
        """Of no use where all of the day was paid here, or billing took it back."""
        if card_of(store, reminder) is None:
            return "unlinked"
        return "" if self._paid(store, reminder) else "ours"

    def say(self, store: Store, reminders: Sequence[Reminder], _moment: Moment) -> Said | None:
        """As many accounts as a message takes, at least the first."""
        phrases: list[Phrase] = []
        told: dict[int, tuple[int, ...]] = {}
        for account_id in dict.fromkeys(one.account_id for one in reminders):
            mine = [one for one in reminders if one.account_id == account_id]
            own = self._account(store, mine)
            if phrases and len(phrases) + len(own) > MOST_PHRASES:
                break
            phrases += own
            told[account_id] = tuple(one.id for one in mine)
        if not phrases:
            return None
        choices = _ways(next(iter(told))) if len(told) == 1 else (ACCOUNTS,)
        return Said(tuple(phrases), tuple(id_ for ids in told.values() for id_ in ids), choices)

    def _account(self, store: Store, mine: Sequence[Reminder]) -> list[Phrase]:
        """One account, day by day; a day that two reminders are of is said once."""
        days = {day_of(one): one for one in mine}
        rows = [row for day in sorted(days) for row in self._paid(store, days[day])]
        card = card_of(store, mine[0])
        if card is None or not rows:
            return []
        shown = [_row(row) for row in rows[:MOST_ROWS]]
        more = [say("money-paid-more", count=len(rows) - MOST_ROWS)] if len(rows) > MOST_ROWS else []
        return [named("paid", card), *shown, *more, *_left(card, rows)]

    def _paid(self, store: Store, reminder: Reminder) -> tuple[Theirs, ...]:
        return store.money_news.paid(reminder.account_id, day_of(reminder), self._zone)


def day_of(reminder: Reminder) -> date:
    """The day of payment that a reminder is of: its period is that day and how many payments it had."""
    return date.fromisoformat(reminder.period.partition(".")[0])


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
