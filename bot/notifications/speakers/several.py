"""What the kinds about money share: each account once, one account in full, several as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.dialogs.common import opens
from bot.dialogs.model import say
from bot.dialogs.pay_said import PAY_ALL
from bot.notifications.speaker import Said
from bot.notifications.speakers.named import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.dialogs.model import Phrase
    from bot.notifications.speaker import Moment
    from core.accounts import AccountCard, Balance
    from core.notifications.model import Reminder
    from core.values import Money

Found = TypeVar("Found")
MOST_ROWS = 3
"""Accounts that a list names; the others are counted."""
ACCOUNTS = opens("accounts", "button-accounts")


@dataclass(frozen=True, slots=True)
class Row:
    """An account in a list: its sum and which line says it."""

    card: AccountCard
    amount: Money
    key: str = "row"


def first_group(
    reminders: Sequence[Reminder], judge: Callable[[Reminder], Found | None]
) -> tuple[list[Found], tuple[int, ...]]:
    """What to say of the period of the first reminder, account by account, and the ids that tell it."""
    same = [one for one in reminders if one.period == reminders[0].period]
    found: dict[int, Found] = {}
    for reminder in same:
        one = judge(reminder) if reminder.account_id not in found else None
        if one is not None:
            found[reminder.account_id] = one
    return list(found.values()), tuple(one.id for one in same if one.account_id in found)


def beside(balance: Balance) -> Iterator[Phrase]:
    """What is overpaid beside a debt, as the card says it: no sum of ours takes the one from the other."""
    if balance.advance.kopecks > 0:
        yield say("money-and-advance", advance=balance.advance)


def listed(
    head: Phrase, rows: Sequence[Row], told: tuple[int, ...], moment: Moment, *, pay: bool = True
) -> Said:
    """Several accounts in one message; an SMS has no way to pay them all."""
    pay = pay and not moment.address.startswith("tel:")
    shown = [named(row.key, row.card, amount=row.amount) for row in rows[:MOST_ROWS]]
    left = len(rows) - len(shown)
    more = (say("money-more", count=left),) if left else ()
    return Said((head, *shown, *more), told, (*((PAY_ALL,) if pay else ()), ACCOUNTS), steps=(1,))
