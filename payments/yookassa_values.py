"""Sums as the API writes them, and the word for what it would refuse."""

from __future__ import annotations

from core.payments.gateway import Rejected
from core.values import Money

RUB = "RUB"
INVALID = "invalid_request"
"""The API's own code for a request that is wrong; ours too, where we send nothing because of it."""


def amount(money: Money) -> dict[str, str]:
    """Kopecks as the API writes roubles: a dot and two digits. Raises Rejected unless above zero."""
    if money.kopecks <= 0:
        raise Rejected(INVALID, "amount.value")
    roubles, kopecks = divmod(money.kopecks, 100)
    return {"value": f"{roubles}.{kopecks:02d}", "currency": RUB}
