"""Words for roubles and kopecks behind a number: «1500р», «1 500,50 руб.», «1500 руб 50 коп», «1500 rub»."""

from __future__ import annotations

import re

KOPECKS = r"(?:[ \u00a0]*(\d{1,2})[ \u00a0]*к[^\W\d_]{0,6}\.?)?"
"""Kopecks behind roubles that are told by words; one group."""
ROUBLES = r"(?:р(?:[^\W\d_]{0,7}\.?)|₽|rub[a-z]{0,4}\.?)"
_ASKED = re.compile(
    rf"/?([^\W\d_]+(?: [^\W\d_]+)*)[ .:=#*-]*(\d[\d *.,'/-]*{ROUBLES}{KOPECKS}|\d[\d *.,'-]*)[ .!]*"
)


def asked_sum(text: str) -> tuple[str, str] | None:
    """Split a normal text into words and the sum behind them (an account may stand between); None: no such.

    >>> asked_sum("оплата *7833 1500 руб 50 коп!"), asked_sum("оплата дачи до 15 числа")
    (('оплата', '7833 1500 руб 50 коп'), None)
    """
    found = _ASKED.fullmatch(text)
    return (found[1], found[2].strip(" .-'")) if found else None
