"""The text of a bill's payment QR, as suppliers really print it: account, sum, month.

The format is GOST R 56042-2014, and few keep to it: keys in any case and with spaces, the month in six
ways, the account among the names or in the purpose, a false digit of the charset. What cannot be read is left
out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.payments.qr_months import period_of
from core.values import Money, Period

LONGEST = 3_000
"""Signs: no QR holds more bytes."""
_HEAD = re.compile(r"ST0001[1-3](.)", re.IGNORECASE | re.DOTALL)
_BEGUN = re.compile(r"\s*ST0001[1-3]\s?\|\s*[a-z]{3,20}\s*=", re.IGNORECASE)
"""How a QR begins that was cut off, or filled in by nobody: nothing else looks so."""
_FIELD = re.compile(r"\s*([A-Za-z][A-Za-z0-9_ ]{0,40}?)\s*=(.*)", re.DOTALL)
_KNOWN = frozenset({"name", "personalacc", "bankname", "bic", "persacc", "sum", "purpose"})
_NUMBER = re.compile(r"\d[\d/ -]{2,38}", re.ASCII)
_IN_PURPOSE = re.compile(
    r"(?:\bл[./\\]?\s?с(?:ч[её]т)?|лицев\w*\s+сч[её]т\w*)\.?\s*[:№N]*\s*([0-9][0-9/-]{2,38})",
    re.IGNORECASE,
)
_KOPECKS = re.compile(r"\d{1,17}", re.ASCII)
_ROUBLES = re.compile(r"(\d{1,12})[.,](\d{2})", re.ASCII)
_ACCOUNTS = ("persacc", "personalaccount", "contract", "lastname")
"""Where the account stands, in this order: a name of digits is no name. `PersonalAcc` is a bank's."""


@dataclass(frozen=True, slots=True)
class PaperBill:
    """What a QR says; `account` "" where it names none. `fields` are all of it, keys in lower case."""

    account: str
    amount: Money | None
    period: Period | None
    fields: Mapping[str, str]


def read_bytes(payload: bytes) -> PaperBill | None:
    """Read what a scanner gives. UTF-8 is tried first, whatever the digit of the charset says."""
    for charset in ("utf-8", "koi8-r" if payload[:7].upper() == b"ST00013" else "cp1251", "latin-1"):
        try:
            return read_text(payload.decode(charset))
        except UnicodeDecodeError:
            continue
    return None


def read_text(text: str) -> PaperBill | None:
    """Read what was pasted, with words around it or without; None for any other text."""
    head = _HEAD.search(text[:LONGEST])
    if head is None or head[1].isalnum():
        return None
    fields: dict[str, str] = {}
    for part in _mended(text[head.end() : LONGEST]).split(head[1]):
        if (found := _FIELD.fullmatch(part)) and found[2].strip():
            fields.setdefault(found[1].lower(), found[2].strip())
    if not _KNOWN & fields.keys() and not _BEGUN.match(text):
        return None
    period = period_of(fields.get("paymperiod", ""))
    return PaperBill(_account(fields), _amount(fields.get("sum", "")), period, MappingProxyType(fields))


def _mended(text: str) -> str:
    """Undo a scanner that took the bytes for Western European letters."""
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        return text
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1251", "replace")


def _account(fields: Mapping[str, str]) -> str:
    for key in _ACCOUNTS:
        value = fields.get(key, "")
        if _NUMBER.fullmatch(value):
            return value.replace(" ", "").replace("-", "")
    named = _IN_PURPOSE.search(fields.get("purpose", ""))
    return named[1].replace("-", "") if named else ""


def _amount(text: str) -> Money | None:
    """Kopecks by the standard; with a point or a comma they can only be roubles. No sum and zero are None."""
    text = text.replace(" ", "")
    roubles = _ROUBLES.fullmatch(text)
    kopecks = int("".join(roubles.groups())) if roubles else int(text) if _KOPECKS.fullmatch(text) else 0
    return Money(kopecks) if kopecks else None
