"""Numbers, sums, times and phones as SMSC writes them: sometimes so, sometimes otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import ROUND_CEILING, Decimal, InvalidOperation

from msgspec import Raw

from core.clock import to_ms

_LONGEST_NUMBER = 20
_LARGEST_POWER = 9


def whole(value: object, default: int) -> int:
    """An integer as SMSC writes it, else `default`."""
    text = str(value)
    digits = text.removeprefix("-")
    return int(text) if is_number(digits) else default


def is_number(text: str) -> bool:
    """Digits and nothing else, of a length that is meant."""
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER


def kopecks(money: Raw) -> int | None:
    """Roubles as a text or a number, rounded up to whole kopecks; None for anything else."""
    text = bytes(money).decode("ascii", "replace").strip('"')
    try:
        roubles = Decimal(text)
    except InvalidOperation:
        return None
    if not roubles.is_finite() or roubles.adjusted() > _LARGEST_POWER:
        return None
    return int((roubles * 100).to_integral_value(ROUND_CEILING))


def stamp_ms(value: object) -> int:
    """A unix time in seconds as milliseconds; 0 for none or for nonsense."""
    seconds = whole(value, 0)
    return seconds * 1000 if 0 < seconds < 10_000_000_000 else 0


def moment_ms(text: str, offset_hours: int) -> int:
    """`29.09.2018 15:07:39` of the account's clock as UTC milliseconds; 0 for anything else."""
    try:
        local = datetime.strptime(text, "%d.%m.%Y %H:%M:%S").replace(tzinfo=UTC)
        return to_ms(local - timedelta(hours=offset_hours))
    except (ValueError, OverflowError):
        return 0


def international(phone: object) -> str:
    """E.164 for what looks like an international number, else as it came (letters, a short number)."""
    text = str(phone).strip().removeprefix("+")
    return f"+{text}" if text.isascii() and text.isdigit() and 10 <= len(text) <= 15 else text
