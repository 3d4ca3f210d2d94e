"""Accounts in a notice that is not about money: by their person's own word, kind of place, number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import place_key
from bot.dialogs.model import Phrase, say
from core.values import Masked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.accounts import AccountCard
    from core.notifications.model import Reminder
    from core.ports import Store
    from core.values import Value

MORE = "notify-more"
MOST_ROWS = 3
"""Accounts that a list names; the others are counted."""


def account_line(card: AccountCard, what: str = "notify-account", **values: Value) -> Phrase:
    """The text of `what` that names the account in the best way there is."""
    account, label = card.account, card.label
    home, values = place_key(account, label), {"account": Masked(account.number), **values}
    if home == "named":
        return Phrase(f"{what}-named", {"label": label, **values})
    if home == "other":
        return Phrase(f"{what}-plain", values)
    return Phrase(what, {"home": home, **values})


def rows_of(lines: Sequence[Phrase], most: int = MOST_ROWS) -> tuple[Phrase, ...]:
    """Lines of a list, and how many accounts more there are."""
    left = len(lines) - most
    return (*lines[:most], *((say(MORE, count=left),) if left > 0 else ()))


def card_of(store: Store, reminder: Reminder) -> AccountCard | None:
    """The card of the account as its person may see it; None for one that they have no more."""
    card = store.accounts.card(reminder.subscriber_id, reminder.account_id)
    return card if card is not None and card.account.id == reminder.account_id else None


def gone(card: AccountCard | None) -> str:
    """Why nothing is told of an account any more: it is not theirs, or closed; "" while something may be."""
    if card is None:
        return "unlinked"
    return "closed" if card.account.closed else ""
