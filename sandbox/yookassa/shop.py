"""A shop: who it is, what it may take, where it is told. What control may change of it."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.changes import Rules
from sandbox.jsontext import Json
from sandbox.local import is_local_address

YOO_RECEIPT = "yoo_receipt"
PROVIDERS = (YOO_RECEIPT, "atol", "evotor", "first_ofd", "komtet", "modul_kassa", "digital_kassa")
METHODS = ("bank_card", "sbp", "yoo_money", "sberbank", "tinkoff_bank")
PAYMENT_EVENTS = ("payment.waiting_for_capture", "payment.succeeded", "payment.canceled")
EVENTS = (*PAYMENT_EVENTS, "refund.succeeded")
SENDER = "185.71.76.5"
"""Of YooKassa's own addresses; told to the bot as a proxy before it would, in X-Forwarded-For."""
REFUNDS = ("succeeded", "pending", "canceled")


@dataclass(slots=True)
class Shop:
    """`fiscal`: the cash register's provider, "" for none: with one a receipt is obligatory.

    `utilities`: a payment_order is obligatory. `notify_delay_ms` passes between an event and its
    notification. `refunds`: how new refunds stand.
    """

    id: str
    secret_key: str
    test: bool = True
    enabled: bool = True
    fiscal: str = ""
    utilities: bool = False
    methods: list[str] = field(default_factory=lambda: list(METHODS))
    inn: str = "2900000000"
    notify_url: str = ""
    notify_events: list[str] = field(default_factory=lambda: list(EVENTS))
    notify_delay_ms: int = 0
    notify_from: str = SENDER
    refunds: str = "succeeded"

    def describe(self) -> Json:
        """Everything but the key."""
        names = (name for name in self.__slots__ if name != "secret_key")
        return {name: getattr(self, name) for name in names}

    def me(self) -> Json:
        """The answer of GET /me."""
        told: Json = {
            "account_id": self.id,
            "status": "enabled" if self.enabled else "disabled",
            "test": self.test,
            "fiscalization_enabled": bool(self.fiscal),
            "payment_methods": self.methods,
            "itn": self.inn,
        }
        if self.fiscal:
            told["fiscalization"] = {"enabled": True, "provider": self.fiscal}
        return told


def _address(value: Any) -> bool:
    try:
        return isinstance(value, str) and (value == "" or bool(ipaddress.ip_address(value)))
    except ValueError:
        return False


def _some_of(known: tuple[str, ...]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(one in known for one in value)


def _bool(value: Any) -> bool:
    return isinstance(value, bool)


RULES: Rules = {
    "secret_key": lambda value: isinstance(value, str) and 0 < len(value) <= 200,
    "test": _bool,
    "enabled": _bool,
    "fiscal": lambda value: value == "" or value in PROVIDERS,
    "utilities": _bool,
    "methods": _some_of(METHODS),
    "notify_url": is_local_address,
    "notify_events": _some_of(EVENTS),
    "notify_delay_ms": lambda value: type(value) is int and 0 <= value <= 86_400_000,
    "notify_from": _address,
    "refunds": lambda value: value in REFUNDS,
}
