"""Which changes of the account control may make."""

from __future__ import annotations

from typing import Any

from sandbox.changes import Rules
from sandbox.local import is_local_address


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12


def _words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)


def _prices(value: Any) -> bool:
    return isinstance(value, dict) and all(key.isdigit() and _whole(price) for key, price in value.items())


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 200


RULES: Rules = {
    "balance": _whole,
    "prices": _prices,
    "test_mode": lambda value: isinstance(value, bool),
    "queue_ms": _whole,
    "delivery_ms": _whole,
    "senders": _words,
    "denied_words": _words,
    "own_number": lambda value: isinstance(value, str) and value.isdigit(),
    "callback_url": is_local_address,
    "callback_secret": _text,
}
