"""Digits with points and commas between them: one number, several, or thousands."""

from __future__ import annotations

import re

from core.readings.grammar.items import Item, Sort

_PART = re.compile(r"[.,]")
_THOUSANDS = 3
_FRACTION = 3
"""Digits after the comma that a meter may have."""


def values(text: str, *, gap: bool = False) -> list[Item]:
    """The values written as `text` (digits, points and commas); `gap` as of the first one."""
    if text.isdecimal():
        return [Item(Sort.VALUE, text, gap=gap)]
    parts = _PART.split(text)
    if len(parts) == 2:
        return _two(parts[0], parts[1], dot="." in text, gap=gap)
    if all(len(part) == _THOUSANDS for part in parts[1:-1]) and len(parts[0]) <= _THOUSANDS:
        return _grouped(parts, gap=gap)
    return [Item(Sort.VALUE, part, gap=gap and not place) for place, part in enumerate(parts)]


def _two(whole: str, fraction: str, *, dot: bool, gap: bool) -> list[Item]:
    if len(fraction) > _FRACTION:
        return [Item(Sort.VALUE, whole, gap=gap), Item(Sort.VALUE, fraction)]
    grouped = len(fraction) == _THOUSANDS and len(whole) <= _THOUSANDS and whole[0] != "0"
    dated = dot and len(fraction) == len("11") and len(whole) <= len("20")
    dated = dated and 1 <= int(whole) <= 31 and 1 <= int(fraction) <= 12
    return [Item(Sort.VALUE, whole, fraction, gap=gap, grouped=grouped, dated=dated)]


def _grouped(parts: list[str], *, gap: bool) -> list[Item]:
    """«1.234.567»: thousands that are asked about; a last part of another length is a fraction."""
    if len(parts[-1]) == _THOUSANDS:
        return [Item(Sort.VALUE, part, gap=bool(place) or gap) for place, part in enumerate(parts)]
    first = [Item(Sort.VALUE, part, gap=bool(place) or gap) for place, part in enumerate(parts[:-2])]
    return [*first, Item(Sort.VALUE, parts[-2], parts[-1], gap=True)]
