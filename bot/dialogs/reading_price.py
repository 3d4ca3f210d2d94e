"""What a receipt says of roubles: an estimate, the least it can be, or a sentence why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.model import say
from core.pricing.model import Estimate, Why

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.model import Phrase
    from core.usecases.readings import Noted

_GAP = frozenset({Why.METHOD_UNKNOWN, Why.BILLS_UNKNOWN})


def roubles(noted: Noted) -> dict[str, int]:
    """How the sum is said and its whole roubles, half up: kopecks would claim what nobody knows; {} for none.

    `least` where other meters or an earlier reading of the month may move the rest into a dearer range.
    """
    whole = (noted.cost.kopecks + 50) // 100 if noted.cost else 0
    if not whole or not isinstance(noted.price, Estimate):
        return {}
    return {"cost" if noted.price.complete else "least": whole}


def unpriced(noted: Noted) -> Iterator[Phrase]:
    """Why there are no roubles, for those who may see them."""
    price = noted.price
    if price is None or roubles(noted):
        return
    if isinstance(price, Estimate):
        if not price.believed:
            yield say("reading-unpriced-open")
    elif price.why in _GAP:
        yield say("reading-unpriced-gap")
    elif price.why is Why.NO_TARIFF:
        yield say("reading-unpriced-no-tariff")
    elif price.why is not Why.NO_PREVIOUS:
        yield say("reading-unpriced-no-list")
