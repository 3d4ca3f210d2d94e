"""Sums as the API writes them; whole kopecks inside. And times, ids."""

from __future__ import annotations

import re
import secrets
import uuid
from datetime import UTC, datetime
from typing import Any

from core.clock import to_ms
from sandbox.jsontext import Json
from sandbox.yookassa.errors import invalid

_VALUE = re.compile(r"\d{1,12}\.\d{2}", re.ASCII)
_EPOCH_S = 946_728_000  # identifiers begin with seconds since 2000-01-01T12:00:00Z, in hexadecimal


def money(kopecks: int) -> Json:
    """{"value": "1234.56", "currency": "RUB"}."""
    return {"value": f"{kopecks // 100}.{kopecks % 100:02d}", "currency": "RUB"}


def kopecks_of(amount: Any, name: str = "amount") -> int:
    """Kopecks of an amount object, above 0. Raises Refusal 400 naming the part that is wrong."""
    if not isinstance(amount, dict):
        raise invalid(name, f"{name} is required")
    value = amount.get("value")
    if not isinstance(value, str) or not _VALUE.fullmatch(value):
        raise invalid(f"{name}.value", "Incorrect amount: it is a string with two decimals, like 1000.00")
    if amount.get("currency") != "RUB":
        raise invalid(f"{name}.currency", "Incorrect currency of payment. This shop takes RUB")
    kopecks = int(value.replace(".", ""))
    if not kopecks:
        raise invalid(f"{name}.value", "Incorrect amount: it must be above 0")
    return kopecks


def iso(ms: int) -> str:
    """2026-11-20T08:00:00.000Z."""
    whole = datetime.fromtimestamp(ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{whole}.{ms % 1000:03d}Z"


def ms_of(text: Any, name: str) -> int:
    """UTC milliseconds of an ISO 8601 instant with an offset. Raises Refusal 400."""
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise invalid(name, f"{name} is a time like 2026-11-20T08:00:00.000Z") from None
    if moment.tzinfo is None:
        raise invalid(name, f"{name} has no offset from UTC")
    return to_ms(moment)


def new_id(now_ms: int) -> str:
    """36 characters, the shape of a payment's and a refund's id."""
    seconds = max(0, now_ms // 1000 - _EPOCH_S) & 0xFFFFFFFF
    return f"{seconds:08x}-000f-5000-{secrets.choice('89ab')}000-{secrets.token_hex(6)}"


def new_invoice_id() -> str:
    """39 characters."""
    return f"in-{uuid.uuid4()}"
