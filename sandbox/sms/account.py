"""The supplier's account at the provider: money, prices, senders, callbacks. Fact: sms.account."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from sandbox.jsontext import Json
from sandbox.settings import Settings

OWN_NUMBER = "79037670000"
DELIVERY_MS, QUEUE_MS = 2_000, 500
DENIED_WORDS = ("казино", "casino")
FOREIGN_KOPECKS = {"77": 1190, "375": 990}
"""Prices abroad, per part; what has no price has no route."""


@dataclass(slots=True)
class Account:
    """What control can change. Money in kopecks; `prices` per part by the longest prefix of the digits.

    `queue_ms`, `delivery_ms`: from acceptance to the carrier and to the phone. `test_mode`: SMSC's virtual
    sending. `callback_url` "" means that nobody is called.
    """

    balance: int
    prices: dict[str, int]
    test_mode: bool = False
    queue_ms: int = QUEUE_MS
    delivery_ms: int = DELIVERY_MS
    senders: list[str] = field(default_factory=lambda: ["ABONENT", OWN_NUMBER])
    denied_words: list[str] = field(default_factory=lambda: list(DENIED_WORDS))
    own_number: str = OWN_NUMBER
    callback_url: str = ""
    callback_secret: str = ""

    def price(self, digits: str) -> int | None:
        """Kopecks of one part to this phone; None: there is no way to it."""
        return next(
            (self.prices[digits[:n]] for n in range(len(digits), 0, -1) if digits[:n] in self.prices), None
        )

    def describe(self) -> Json:
        return {one.name: getattr(self, one.name) for one in fields(self)}


def new_account(settings: Settings) -> Account:
    """As it is before anything changed it."""
    return Account(settings.sms_balance_kopecks, {"79": settings.sms_price_kopecks, **FOREIGN_KOPECKS})
