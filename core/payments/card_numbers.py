"""The number of a bank card in a text: nobody here asks for one, and it is no reading either."""

from __future__ import annotations

import re

_CARD = re.compile(
    r"(?<![\d.,])(?:[2-6]\d{15,18}|[2-6]\d{3}([ \u00a0\u202f-])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?)"
    r"(?!\d|[.,]\d)"
)
_LONGEST = 200
"""Characters of a text that is looked at: longer ones are lists."""


def card_number(text: str) -> str | None:
    """The number as it is written; None where there is none.

    Sixteen to nineteen digits, whole or by fours, of a payment system and with the check digit of
    ISO/IEC 7812 (one made-up number in ten has it).

    >>> card_number("карта 4111 1111 1111 1111, 12/27"), card_number("4111111111111112")
    ('4111 1111 1111 1111', None)
    """
    found = (one[0] for one in _CARD.finditer(text[:_LONGEST]))
    return next((one for one in found if _checked(one)), None)


def _checked(written: str) -> bool:
    """Luhn's sum: every second digit from the right counts twice, its digits added."""
    digits = [int(sign) for sign in written if sign.isdecimal()]
    return sum(sum(divmod(2 * d, 10)) if at % 2 else d for at, d in enumerate(reversed(digits))) % 10 == 0
