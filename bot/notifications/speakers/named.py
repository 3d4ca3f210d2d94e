"""An account in a notification about money: by its person's own word, by kind of place, or by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.notifications.speakers.places import account_line

if TYPE_CHECKING:
    from bot.dialogs.model import Phrase
    from core.accounts import AccountCard
    from core.values import Value


def named(what: str, card: AccountCard, **values: Value) -> Phrase:
    """The text of `what` that names the account in the best way there is, with `values`."""
    return account_line(card, f"money-{what}", **values)
