"""An account in a notification: by its person's own word, by the kind of place, or by its number alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import place_key
from bot.dialogs.model import Phrase
from core.values import Masked

if TYPE_CHECKING:
    from core.accounts import AccountCard
    from core.values import Value


def named(what: str, card: AccountCard, **values: Value) -> Phrase:
    """The text of `what` that names the account in the best way there is, with `values`."""
    account, label = card.account, card.label
    home, values = place_key(account, label), {"account": Masked(account.number), **values}
    if home == "named":
        return Phrase(f"money-{what}-named", {"label": label, **values})
    if home == "other":
        return Phrase(f"money-{what}-plain", values)
    return Phrase(f"money-{what}", {"home": home, **values})
