"""Second facts of linking beside the code of a bill: serial and last payment, the code of the office.

What people type is normalised the same way as what billing holds, then compared in constant time over a fixed
number of places, so that the work is the same for an account that does not exist.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from core.account_numbers import parse_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from core.secrets import Keyring


class Fact(StrEnum):
    """What proves, beside the account number, that a person belongs to an account."""

    RECEIPT = "receipt_code"
    METER = "meter_and_payment"
    OFFICE = "office_code"


METERS, PAYMENTS = 32, 8
"""How many meters (the first by serial) and payments (the newest) of an account are compared with."""
_WIDTH = 48
_NONE = ("-",) * METERS
_FEWEST_DIGITS, _LONGEST = 4, 24
_MOST_ROUBLES = 9


class _Only(dict[int, str]):
    """A table for `str.translate` that drops what it does not hold."""

    def __missing__(self, _: int) -> None:
        return None


_ASCII = {code: chr(code).upper() for code in range(128) if chr(code).isalnum()}
_CYRILLIC = {code: chr(code).upper() for code in range(0x400, 0x460)}
# Look-alikes are one character on both sides: Cyrillic letters to Latin ones; O, I, l and Ze to digits.
_LOOK_ALIKES = dict(
    zip(
        map(ord, "\u0410\u0412\u0415\u041a\u041c\u041d\u0420\u0421\u0422\u0423\u0425"),
        "ABEKMHPCTYX",
        strict=True,
    )
)
_SMALL = {ord(chr(code).lower()): latin for code, latin in _LOOK_ALIKES.items()}
_TO_DIGITS = (
    dict.fromkeys(map(ord, "Oo\u041e\u043e"), "0")
    | dict.fromkeys(map(ord, "IilL|"), "1")
    | dict.fromkeys(map(ord, "\u0417\u0437"), "3")
)
_SERIAL_SIGNS = _Only(_ASCII | _CYRILLIC | _LOOK_ALIKES | _SMALL | _TO_DIGITS)
_DIGITS_ONLY = _Only({code: chr(code) for code in range(ord("0"), ord("9") + 1)})

_LEADING_WORDS = re.compile(r"^(?:[^\W\d_]{4,}[\s.:]+)+(?=.*[0-9])")
_SERIAL = re.compile(r"[\w\s.:/|\-\u2010-\u2015]{1,48}")
_DIGITS = re.compile(r"[0-9]")
_AMOUNT = re.compile(r"([0-9][0-9 .']*?)(?:[,.\-]([0-9]{1,2}))?")
_UNIT = re.compile(r"\s*(?:[^\W\d_]+\.?|\u20bd)\s*")
_NUMERO = "\u2116"  # NFKC would make letters of it


@dataclass(frozen=True, slots=True)
class MeterFacts:
    """Serials still installed and sums (kopecks) of the last payments; nothing for a strange number.

    `paid_on`: the days of these payments.
    """

    account_id: int = 0
    serials: tuple[str, ...] = ()
    payments: tuple[int, ...] = ()
    paid_on: tuple[date, ...] = ()

    def newest(self, amount: int) -> date | None:
        """The last day on which such a sum was paid."""
        days = (day for paid, day in zip(self.payments, self.paid_on, strict=False) if paid == amount)
        return max(days, default=None)


@dataclass(frozen=True, slots=True)
class OfficeCode:
    """The code of the office that is in force for an account; `id` 0 when there is none."""

    account_id: int = 0
    id: int = 0
    key_id: str = ""
    digest: str = ""
    issued_ms: int = 0


def parse_serial(text: str) -> str | None:
    """The serial as it is compared, of `012-345 678` or `AB 012345`; None when it is none.

    Capital letters and digits, look-alikes folded, without leading words and the zeros in front.
    """
    bare = unicodedata.normalize("NFKC", text.strip()[:80].replace(_NUMERO, " ")).strip()
    if not _SERIAL.fullmatch(bare) or len(_DIGITS.findall(bare)) < _FEWEST_DIGITS:
        return None
    found = normal_serial(_LEADING_WORDS.sub("", bare))
    return found if 1 <= len(found) <= _LONGEST else None


def normal_serial(serial: str) -> str:
    """A serial as it is compared."""
    return serial.translate(_SERIAL_SIGNS).lstrip("0")


def parse_amount(text: str) -> int | None:
    """Kopecks of `12 345,60`, `12345.6`, `1 234-50`, with units or without; None for no sum."""
    bare = " ".join(unicodedata.normalize("NFKC", text.strip()[:40]).split())
    numbers = [number for number in _UNIT.split(bare) if number.strip(" .,")]
    if len(numbers) == 2 and re.fullmatch(r"[0-9]{1,2}", numbers[1]):
        numbers = [f"{numbers[0]},{numbers[1]:0>2}"]
    found = _AMOUNT.fullmatch(numbers[0].strip()) if len(numbers) == 1 else None
    if found is None:
        return None
    roubles = _DIGITS.findall(found[1])
    if len(roubles) > _MOST_ROUBLES:
        return None
    return int("".join(roubles)) * 100 + int((found[2] or "").ljust(2, "0"))


def parse_pair(text: str) -> tuple[str, int] | None:
    """Serial and sum in one message: `012345678 12 345,60`, `012345678; 1200`; None when it is not both.

    The sum is told from more digits of the serial by its kopecks, or by `;` or a new line before it.
    """
    found = re.fullmatch(r"(.+?)\s*[;\n]\s*(.+)", text.strip()[:120]) or re.fullmatch(
        r"(\S+(?: \S+)??)[ ,]+([0-9]{1,3}(?: [0-9]{3})*[,.][0-9]{1,2}\D*|[0-9]+[,.][0-9]{1,2}\D*)",
        text.strip(),
    )
    if found is None:
        return None
    serial, amount = parse_serial(found[1]), parse_amount(found[2])
    return (serial, amount) if serial is not None and amount is not None else None


def parse_line(text: str, lengths: Collection[int], codes: Collection[int]) -> str | None:
    """`number` or `number fact` of one message; the fact has a length of `codes`, or is a serial and a sum.

    A number of a wrong length comes back as it is. None when the text does not look like one.
    """
    read = [parse_number(text, lengths, digits) for digits in codes] or [parse_number(text, lengths)]
    with_code = next((typed for typed in read if typed and typed.code), None)
    if with_code:
        return str(with_code)
    return _line_with_pair(text, lengths) or (str(read[0]) if read[0] else None)


def _line_with_pair(text: str, lengths: Collection[int]) -> str | None:
    words = text.split()
    while words and not _DIGITS.search(words[0]):
        words.pop(0)
    if len(words) < 3 or not words[0].isdecimal() or len(words[0]) not in lengths:
        return None
    rest = " ".join(words[1:])
    pair = parse_pair(rest)
    if pair is None and len(words) == 3:  # two numbers after the account can only be a serial and a sum
        serial, amount = parse_serial(words[1]), parse_amount(words[2])
        pair = (serial, amount) if serial is not None and amount is not None else None
    return f"{words[0]} {pair[0]}; {pair[1] // 100},{pair[1] % 100:02d}" if pair else None


def meter_matches(serial: str, amount: int, known: MeterFacts) -> bool:
    """Compare with every installed meter and every payment that counts, in constant time.

    `serial` is what `parse_serial` gave. Somebody who leaves its letters out is understood.
    """
    signs = _DIGITS_ONLY if serial.isdecimal() else _SERIAL_SIGNS
    serials = (*known.serials, *_NONE[len(known.serials) :])[:METERS]
    payments = (*map(str, known.payments), *_NONE[len(known.payments) :])[:PAYMENTS]
    return _among(serial, (kept.translate(signs).lstrip("0") or "?" for kept in serials)) & _among(
        str(amount), payments
    )


def _among(typed: str, kept: Iterable[str]) -> bool:
    place, found = _place(typed), False
    for one in kept:
        found |= hmac.compare_digest(_place(one), place)
    return found


def _place(text: str) -> bytes:
    """The same length for everything that is compared."""
    return text.encode()[:_WIDTH].ljust(_WIDTH, b"\0")


def office_digest(keys: Keyring, account_id: int, code: str, key_id: str = "") -> str:
    """The digest to store for a code of the office, in hex; `key_id` "" is the current key."""
    return keys.digest("office-code", str(account_id), code, key_id=key_id).hex()


def office_matches(keys: Keyring, code: str, known: OfficeCode) -> bool:
    """Compare with the code in force, in constant time; with a digest of nobody where there is none."""
    digest = office_digest(keys, known.account_id, code, known.key_id)
    return hmac.compare_digest(digest, known.digest or "0" * 64)
