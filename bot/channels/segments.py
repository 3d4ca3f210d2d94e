"""How long a text is in SMS: GSM 03.38 or UCS-2, units and parts.

One character outside the GSM alphabet (any Cyrillic letter, `№`, a no-break space) turns the whole text
into UCS-2. Two-unit characters are never split between parts, so 66 letters, an emoji and 66 letters are
three parts although 134 units would fit in two.
"""

from __future__ import annotations

from dataclasses import dataclass

GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENDED = frozenset("\f^{}\\[~]|€")

_GSM_ALL = GSM_BASIC | GSM_EXTENDED


@dataclass(frozen=True, slots=True)
class Size:
    """`units` are septets or UTF-16 units; `parts` what is paid for; `unicode` tells which alphabet."""

    units: int
    parts: int
    unicode: bool


def measure(text: str) -> Size:
    """Count a text as the carriers do: 160/153 septets or 70/67 UTF-16 units. An empty text has no part."""
    unicode = not _GSM_ALL.issuperset(text)
    weights = [2 if c > "\uffff" or (not unicode and c in GSM_EXTENDED) else 1 for c in text]
    single, per_part = (70, 67) if unicode else (160, 153)
    units = sum(weights)
    if units <= single:
        return Size(units, 1 if text else 0, unicode)
    parts, used = 1, 0
    for weight in weights:
        if used + weight > per_part:
            parts, used = parts + 1, 0
        used += weight
    return Size(units, parts, unicode)


def utf16(text: str) -> int:
    """Length in UTF-16 units, as Telegram and MAX count characters."""
    return len(text) + sum(c > "\uffff" for c in text)
