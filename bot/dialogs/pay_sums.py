"""A sum of roubles as people type it: «1500», «1 500,50», «1500 руб 50 коп». Whole kopecks come out."""

from __future__ import annotations

import re

from bot.texts.sums import KOPECKS, ROUBLES
from core.values import Money

_AMOUNT = r"(\d{1,3}(?:[ \u00a0\u202f']\d{3})+|\d{1,9})(?:[.,](\d{1,2}))?[ \u00a0]*"
_SUM = re.compile(rf"{_AMOUNT}(?:{ROUBLES}{KOPECKS})?")
_WITHIN = re.compile(rf"(?<![\d*.,\N{{MINUS SIGN}}-]){_AMOUNT}{ROUBLES}(?!\w){KOPECKS}", re.IGNORECASE)
_LAST = re.compile(rf"(?:[^\W\d_]+ +)*[^\W\d_]{{3,}} +{_AMOUNT}")
_FIRST = re.compile(rf"{_AMOUNT}(?: +[^\W\d_]{{3,}})+")
_ACCOUNT = re.compile(r"\*\d{4}(?!\d)|(?<!\d)\d{10,20}(?!\d)")
_NUMBER = re.compile(r"(?<!\d)(?!20\d\d(?!\d))\d{3,}")
"""A number that may be a sum: no year, no day, no count of months."""
_NEGATIVE = re.compile(r"(?<!\S)[\N{MINUS SIGN}\N{EN DASH}-]\d")
LONGEST = 40


def sum_of(text: str) -> Money | None:
    """The sum that the text is; None where it says anything else.

    >>> [sum_of(text) for text in ("1500", " 1 500,50 ", "1500.5", "12 34", "1,505", "-5")]
    [Money(kopecks=150000), Money(kopecks=150050), Money(kopecks=150050), None, None, None]
    """
    said = text.strip(" \u00a0.!").casefold()
    found = _SUM.fullmatch(said) if len(said) <= LONGEST else None
    return _money(*found.groups()) if found else None


def sum_within(text: str) -> Money | None:
    """The only sum that a sentence names with its roubles."""
    found = list(_WITHIN.finditer(text[:1000]))
    return _money(*found[0].groups()) if len(found) == 1 else None


def sum_meant(text: str) -> Money | str:
    """The sum that a sentence about paying names; "" for none, its words where it may name one we do not see.

    Whoever names a sum is never asked for everything that is owed instead.

    >>> [sum_meant(text) for text in ("хочу оплатить 300", "оплатить счет *7833", "300 или 500 оплатить")]
    [Money(kopecks=30000), '', '300 или 500 оплатить']
    """
    said = _ACCOUNT.sub(" ", text[:1000]).strip(" .!")
    named = sum_within(said)
    if named is not None or not _NUMBER.search(said):
        return named or ""
    found = _LAST.fullmatch(said) or _FIRST.fullmatch(said)
    return (_money(*found.groups()) if found else None) or said


def below_zero(text: str) -> bool:
    """Whether a number with a minus of its own stands in the text: a dash between two words is none.

    >>> [below_zero(text) for text in ("оплата -5", "оплата - 1500", "оплата-1500")]
    [True, False, False]
    """
    return bool(_NEGATIVE.search(text))


def _money(whole: str, part: str | None = "", kopecks: str | None = "") -> Money | None:
    """None where kopecks are told twice."""
    if part and kopecks:
        return None
    roubles = int("".join(filter(str.isdecimal, whole)))
    return Money(roubles * 100 + int(kopecks or (part or "").ljust(2, "0")))


def written(amount: Money) -> str:
    """A sum for a button, which has no room for its unit.

    >>> written(Money(231090))
    '2 310,90'
    """
    roubles, kopecks = divmod(amount.kopecks, 100)
    return f"{roubles:,}".replace(",", " ") + f",{kopecks:02d}"
