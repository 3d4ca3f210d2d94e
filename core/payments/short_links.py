"""A wish to pay as a few letters of an address: sealed, so that it shows nothing and nobody can make one.

Nothing is stored: the letters hold day, person, account, sum and phone, encrypted under a key of this purpose
whose nonce is their own checksum. They are good for their day; what may be paid is asked anew when they come.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.phones import address_of, phone_of
from core.values import Money

if TYPE_CHECKING:
    from core.secrets import Keyring

_FIRST_DAY = date(2020, 1, 1)
_SIZES = (2, 4, 4, 4, 5)
_SUM = 8
"""Bytes of the checksum: who guesses is stopped by the gate long before."""
LENGTH = 36
"""Letters of a token."""


@dataclass(frozen=True, slots=True)
class ShortLink:
    """A wish to be made when somebody opens the link, on this day only. `address` is that of a phone."""

    subscriber_id: int
    account_id: int
    amount: Money
    address: str
    day: date


def seal(keys: Keyring, link: ShortLink) -> str:
    """The letters of a link. Raises OverflowError for numbers that no link can hold."""
    phone = int(phone_of(link.address).lstrip("+"))
    numbers = ((link.day - _FIRST_DAY).days, link.subscriber_id, link.account_id, link.amount.kopecks, phone)
    plain = b"".join(number.to_bytes(size) for number, size in zip(numbers, _SIZES, strict=True))
    check = _check(keys, keys.current, plain)
    return base64.urlsafe_b64encode(check + _mixed(keys, keys.current, check, plain)).decode()


def unseal(keys: Keyring, token: str) -> ShortLink | None:
    """What the letters stand for; None for anything that we did not write."""
    if len(token) != LENGTH or not token.isascii():
        return None
    try:
        held = base64.b64decode(token, b"-_", validate=True)
    except ValueError:
        return None
    check, mixed = held[:_SUM], held[_SUM:]
    for key_id in keys.keys:
        plain = _mixed(keys, key_id, check, mixed)
        if hmac.compare_digest(_check(keys, key_id, plain), check):
            return _read(plain)
    return None


def _read(plain: bytes) -> ShortLink:
    numbers, at = [], 0
    for size in _SIZES:
        numbers.append(int.from_bytes(plain[at : at + size]))
        at += size
    days, subscriber, account, kopecks, phone = numbers
    return ShortLink(
        subscriber, account, Money(kopecks), address_of(f"+{phone}"), _FIRST_DAY + timedelta(days)
    )


def _check(keys: Keyring, key_id: str, plain: bytes) -> bytes:
    return keys.digest("pay-link-check", plain.hex(), key_id=key_id)[:_SUM]


def _mixed(keys: Keyring, key_id: str, check: bytes, text: bytes) -> bytes:
    stream = keys.digest("pay-link", check.hex(), key_id=key_id)
    return bytes(one ^ other for one, other in zip(text, stream, strict=False))
