"""What the API says, read strictly where we rely on it and with tolerance for everything else.

Read from the answer itself: the SDK's objects pass every sum through a binary fraction and take "nan" for
one. An answer that cannot be relied on is no answer: OutcomeUnknown.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from core.clock import to_ms
from core.payments.gateway import OutcomeUnknown, PaymentPage, Shop
from core.payments.model import NOTHING, Facts, PaymentStatus, RefundFacts
from core.values import Money
from payments import yookassa_shapes as shapes
from payments.checks import LOOPBACK

_VALUE = re.compile(r"(\d{1,12})\.(\d\d)", re.ASCII)
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_INTENT = re.compile(r"[1-9]\d{0,17}", re.ASCII)
_TEXT = 200
_LONGEST_LINK = 2048
_PLAIN = re.compile(r"https?://[!-\[\]-~]+")
"""Visible ASCII without a backslash, which browsers take for a slash."""


T = TypeVar("T")


def payment(told: Any) -> Facts:
    """One payment. A status that nobody knew of is not final: it counts as pending and is asked for again."""
    read = _as(told, shapes.Payment)
    statuses = {one.value: one for one in PaymentStatus}
    intent = _text(read.metadata, "intent")
    return Facts(
        provider_id=_id(read.id),
        status=statuses.get(read.status, PaymentStatus.PENDING),
        amount=_money(read.amount),
        currency=read.amount.currency,
        shop=read.recipient.account_id,
        test=read.test,
        created_ms=_ms(read.created_at),
        intent=int(intent) if _INTENT.fullmatch(intent) else 0,
        url=_safe(_link(read)),
        captured_ms=_ms(read.captured_at) if read.captured_at else 0,
        party=_text(read.cancellation_details, "party"),
        reason=_text(read.cancellation_details, "reason"),
        method=_text(read.payment_method, "type"),
        title=_text(read.payment_method, "title"),
        income=_money(read.income_amount) if read.income_amount else None,
        refunded=_money(read.refunded_amount) if read.refunded_amount else NOTHING,
    )


def odd_link(told: Any) -> bool:
    """Whether it names a link that goes to nobody: not https, or of no host that can be told."""
    link = _link(_as(told, shapes.Payment))
    return bool(link) and not _safe(link)


def _link(read: shapes.Payment) -> str:
    return _text(read.confirmation, "confirmation_url", _LONGEST_LINK + 1)


def _safe(link: str) -> str:
    """A link that people may be given, "" for any other; without TLS only on this machine (the emulator)."""
    if len(link) > _LONGEST_LINK or not _PLAIN.fullmatch(link):
        return ""
    try:
        parts = urlsplit(link)
        host, named = parts.hostname or "", "@" in parts.netloc or (parts.port or 0) < 0
    except ValueError:
        return ""
    plain = parts.scheme == "http" and host in LOOPBACK
    return link if host and not named and (parts.scheme == "https" or plain) else ""


def refund(told: Any) -> RefundFacts:
    """One refund; only `succeeded` has moved money."""
    read = _as(told, shapes.Refund)
    return RefundFacts(
        provider_id=_id(read.id),
        payment_id=_id(read.payment_id),
        amount=_money(read.amount),
        currency=read.amount.currency,
        succeeded=read.status == "succeeded",
        created_ms=_ms(read.created_at),
    )


def payments(told: Any) -> PaymentPage:
    """One page of payments."""
    read = _as(told, shapes.List)
    return PaymentPage(tuple(payment(one) for one in read.items), read.next_cursor or "")


def refunds(told: Any) -> tuple[tuple[RefundFacts, ...], str]:
    """One page of refunds and the cursor of the next one."""
    read = _as(told, shapes.List)
    return tuple(refund(one) for one in read.items), read.next_cursor or ""


def shop(told: Any) -> Shop:
    """Who we are."""
    read = _as(told, shapes.Me)
    register = read.fiscalization if isinstance(read.fiscalization, dict) else {}
    fiscal = read.fiscalization_enabled is True or register.get("enabled") is True
    return Shop(read.account_id, read.test, enabled=read.status == "enabled", fiscal=fiscal)


def _as(told: Any, kind: type[T]) -> T:
    try:
        return msgspec.convert(told, kind)
    except msgspec.ValidationError as wrong:
        # Its words name fields and kinds, never a value of ours.
        reason = str(wrong)
    raise OutcomeUnknown(f"an answer that cannot be read: {reason}")


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise OutcomeUnknown("an answer with an id that is none")
    return text


def _money(told: shapes.Amount) -> Money:
    found = _VALUE.fullmatch(told.value)
    if found is None:
        raise OutcomeUnknown("an answer with a sum that is none")
    return Money(int(found[1]) * 100 + int(found[2]))


def _ms(text: str) -> int:
    try:
        return to_ms(datetime.fromisoformat(text))
    except (ValueError, TypeError, OverflowError):
        raise OutcomeUnknown("an answer with a time that is none") from None


def _text(told: Any, name: str, most: int = _TEXT) -> str:
    value = told.get(name) if isinstance(told, dict) else None
    return value[:most] if isinstance(value, str) else ""
