"""A sum of roubles as people type it: «1500», «1 500,50», «1500.5 руб». Whole kopecks come out."""

from __future__ import annotations

import re

from core.values import Money

_RUB = "\N{CYRILLIC SMALL LETTER ER}"
"""The letter that every word for roubles begins with."""
_AMOUNT = r"(\d{1,3}(?:[ \u00a0\u202f']\d{3})+|\d{1,9})(?:[.,](\d{1,2}))?[ \u00a0]*"
_SUM = re.compile(rf"{_AMOUNT}(?:{_RUB}[^\W\d_]{{0,7}}\.?|₽)?")
_WITHIN = re.compile(rf"(?<![\d*.,]){_AMOUNT}(?:{_RUB}(?:\.|[^\W\d_]{{2,7}})|₽)", re.IGNORECASE)
LONGEST = 40


def sum_of(text: str) -> Money | None:
    """The sum that the text is; None where it says anything else.

    >>> [sum_of(text) for text in ("1500", " 1 500,50 ", "1500.5", "12 34", "1,505", "-5")]
    [Money(kopecks=150000), Money(kopecks=150050), Money(kopecks=150050), None, None, None]
    """
    said = text.strip().casefold()
    found = _SUM.fullmatch(said) if len(said) <= LONGEST else None
    return _money(found) if found else None


def sum_within(text: str) -> Money | None:
    """The only sum that a sentence names with its roubles."""
    found = list(_WITHIN.finditer(text[:1000]))
    return _money(found[0]) if len(found) == 1 else None


def _money(found: re.Match[str]) -> Money:
    roubles = int("".join(filter(str.isdecimal, found[1])))
    return Money(roubles * 100 + int((found[2] or "").ljust(2, "0")))


def written(amount: Money) -> str:
    """A sum for a button, which has no room for its unit.

    >>> written(Money(231090))
    '2 310,90'
    """
    roubles, kopecks = divmod(amount.kopecks, 100)
    return f"{roubles:,}".replace(",", " ") + f",{kopecks:02d}"
