"""The month of a bill as its QR writes it: `102026`, `10.2026`, `1026`, `202610`, a name with a year."""

from __future__ import annotations

import re

from core.values import Period

_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        r"(?P<m>\d{1,2})[.\-/ ]?(?P<y>\d{4})",
        r"(?P<y>\d{4})[.\-/ ]?(?P<m>\d{2})",
        r"(?P<m>\d{2})[.\-/ ]?(?P<y>\d{2})",
    )
)
_DAY = re.compile(r"\d{1,2}[.\-/](\d{1,2}[.\-/]\d{4})", re.ASCII)
_NAMED = re.compile(r"([а-яё]{3,8})\.?\s*(\d{4}|\d{2})(?:\s*г\.?|\s*года?)?")
_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_FIRST, _LAST = 2000, 2099


def period_of(text: str) -> Period | None:
    """The month; None where the text is none, or one of another century."""
    text = text.strip().lower()
    if named := _NAMED.fullmatch(text):
        stem = next((at for at, stem in enumerate(_STEMS, 1) if named[1].startswith(stem)), 0)
        return _period(int(named[2]), stem)
    day = _DAY.fullmatch(text)
    return _by_digits(day[1] if day else text)


def _by_digits(text: str) -> Period | None:
    """The month first where that gives one, else the year first: `202610` has no twentieth month."""
    for shape in _SHAPES:
        found = shape.fullmatch(text)
        period = _period(int(found["y"]), int(found["m"])) if found else None
        if period is not None:
            return period
    return None


def _period(year: int, month: int) -> Period | None:
    year += _FIRST if year < 100 else 0
    return Period(year, month) if 1 <= month <= 12 and _FIRST <= year <= _LAST else None
