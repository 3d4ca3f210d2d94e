"""Russian mobile numbers as people type them, to E.164."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_DIGITS = re.compile(r"[0-9]")
_ALLOWED = re.compile(r"[0-9 ()+\-.\u2010-\u2015]+")
NATIONAL = 10
"""Digits of a Russian number after the country code."""


def looks_like_phone(text: str) -> bool:
    """Whether the text can only be meant as a phone, right or wrong: 7 to 15 digits, brackets, dashes."""
    bare = unicodedata.normalize("NFKC", text).strip()
    return bool(_ALLOWED.fullmatch(bare)) and 7 <= len(_DIGITS.findall(bare)) <= 15


def parse_phone(text: str, prefixes: Sequence[str] = ("79",)) -> str | None:
    """`+79161234567` from any usual spelling (8…, 7…, +7…, 9…; brackets, dashes, spaces), else None.

    Only numbers under `prefixes` are taken: a code by SMS to anywhere else costs money and may be a fraud.
    """
    bare = unicodedata.normalize("NFKC", text).strip()
    if not looks_like_phone(bare) or "+" in bare[1:]:
        return None
    digits = "".join(_DIGITS.findall(bare))
    if bare.startswith("+"):
        number = "+" + digits
    elif len(digits) == NATIONAL:
        number = "+7" + digits
    elif len(digits) == NATIONAL + 1 and digits[0] in "78":
        number = "+7" + digits[1:]
    else:
        return None
    russian = not number.startswith("+7") or len(number) == NATIONAL + 2
    allowed = number[1:].startswith(tuple(prefix.lstrip("+") for prefix in prefixes))
    return number if russian and allowed else None


def prefix_of(phone: str) -> str:
    """The number without its last four digits: a series that one fraudster may own."""
    return phone[:-4]


def address_of(phone: str) -> str:
    """Make the address that SMS to this phone go to."""
    return f"tel:{phone}"


def phone_of(address: str) -> str:
    """The phone of an address made by `address_of`; "" for the address of a chat."""
    scheme, _, phone = address.partition(":")
    return phone if scheme == "tel" else ""
