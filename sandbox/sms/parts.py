"""How many parts a text takes: GSM 03.38 (7 bits) if every character fits, else UCS-2 (16 bits)."""

from __future__ import annotations

from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
GSM_SINGLE, GSM_PART = 160, 153
UCS2_SINGLE, UCS2_PART = 70, 67


@dataclass(frozen=True, slots=True)
class Parts:
    """`units` are septets for "gsm7" and UTF-16 units for "ucs2"."""

    encoding: str
    units: int
    parts: int


def count_parts(text: str) -> Parts:
    """A character is never split over two parts: an escape pair or a surrogate pair moves on as a whole."""
    if all(char in _BASIC or char in _EXTENSION for char in text):
        widths = [2 if char in _EXTENSION else 1 for char in text]
        return _count("gsm7", widths, GSM_SINGLE, GSM_PART)
    return _count("ucs2", [2 if ord(char) > 0xFFFF else 1 for char in text], UCS2_SINGLE, UCS2_PART)


def _count(encoding: str, widths: list[int], single: int, part: int) -> Parts:
    total = sum(widths)
    if total <= single:
        return Parts(encoding, total, 1)
    parts, filled = 1, 0
    for width in widths:
        if filled + width > part:
            parts, filled = parts + 1, 0
        filled += width
    return Parts(encoding, total, parts)
