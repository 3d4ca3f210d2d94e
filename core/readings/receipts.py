"""The number of a receipt: the id of its entry, shuffled, with a check digit, in groups for the phone.

`48-217-305`: eight digits for the first nine million entries, ten for the next nine hundred million. The
shuffle is a permutation, so that a number is unique without being stored and leads back to its entry; it
only keeps two receipts of a day from telling how many were sent between them. It is no secret. The last
digit is Damm's: it catches every wrong digit and every two neighbours in the wrong order.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Span:
    """Ids from `first` on, `size` of them, whose numbers begin at `lowest`. `factor` is prime to `size`."""

    first: int
    size: int
    lowest: int
    factor: int

    def shuffle(self, entry_id: int) -> int:
        return self.lowest + (entry_id - self.first + 1) * self.factor % self.size

    def restore(self, number: int) -> int:
        return self.first + ((number - self.lowest) * pow(self.factor, -1, self.size) - 1) % self.size

    def holds(self, entry_id: int) -> bool:
        return self.first <= entry_id < self.first + self.size


_SPANS = (
    _Span(1, 9_000_000, 1_000_000, 5_562_307),
    _Span(9_000_001, 900_000_000, 100_000_000, 556_230_589),
)
_DIGITS = frozenset({8, 10})
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def receipt_of(entry_id: int) -> str:
    """The number of an entry as it is read out. Raises ValueError for an id there can be no number of."""
    for span in _SPANS:
        if span.holds(entry_id):
            body = str(span.shuffle(entry_id))
            return _grouped(body + str(_check(body)))
    raise ValueError(f"no receipt number for entry {entry_id}")


def entry_of(receipt: str) -> int:
    """The id behind a number in any spelling of its digits; 0 where no receipt has it."""
    digits = _digits(receipt)
    if len(digits) not in _DIGITS or _check(digits):
        return 0
    number = int(digits[:-1])
    for span in _SPANS:
        if span.lowest <= number < span.lowest + span.size:
            return span.restore(number)
    return 0


def _digits(receipt: str) -> str:
    """The digits of a short text, those of other scripts too; "" when letters stand among them."""
    if len(receipt) > 32 or any(one.isalpha() for one in receipt):
        return ""
    return "".join(str(unicodedata.decimal(one)) for one in receipt if one.isdecimal())


def _check(digits: str) -> int:
    """Damm's digit of a number; 0 when the number ends in its own."""
    state = 0
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return state


def _grouped(digits: str) -> str:
    first = len(digits) % 3 or 3
    return "-".join([digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))])
