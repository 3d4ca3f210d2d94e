"""One value of a file: text in, a plain int or str out, `BadValue` for what the column cannot hold.

Numbers take a comma or a dot, an optional sign, and spaces or no-break spaces between thousands. Nothing
here knows columns or rows; every function is pure, and the frequent ones are kept fast: a large file holds
hundreds of millions of values.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from billing.rejects import BadValue, Reject
from core.address_ranges import RangeError, ranges_of
from core.payments.numbers import ledger_of
from core.readings.receipts import entry_of

Parser = Callable[[str], int | str]

_NUMBER = re.compile(r"([+-]?)([0-9]{1,16})(?:[.,]([0-9]{1,16}))?")
_BLANKS = str.maketrans({" ": None, "\u00a0": None, "\u202f": None, "\u2212": "-"})
_MOST_PLACES = 4_000
_DATE = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"(\S{10})(?:T|\s+)([0-9]{1,2}):([0-5][0-9])(?::[0-5][0-9])?")
_PERIOD = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])")
_ACCOUNT = re.compile(r"[0-9A-Za-zА-Яа-яЁё][0-9A-Za-zА-Яа-яЁё/.\-]{0,29}")
_EMAIL = re.compile(r"[^@\s;,]{1,64}@[^@\s;,]{1,180}\.[^@\s;,.]{2,24}")
_HOURS = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:[01][0-9]|2[0-4]):[0-5][0-9]")
_WINDOW = re.compile(r"([0-9]{1,2})-([0-9]{1,2})(?:/([0-9]{1,2}))?")
_RECEIPT = re.compile(r"[0-9A-Za-z]{4,16}")


def number(text: str) -> tuple[str, str, str]:
    """Split a number into sign, whole part and fraction, all text."""
    found = _NUMBER.fullmatch(text) or _NUMBER.fullmatch(text.translate(_BLANKS))
    if found is None:
        raise BadValue(Reject.BAD_NUMBER)
    return found[1], found[2], (found[3] or "").rstrip("0")


def scaled(places: int, low: int, high: int) -> Parser:
    """Parser of decimals: the value times 10^`places`, exactly, between `low` and `high` inclusive."""
    # The usual way to write it: digits, and all the decimals or none.
    plain = re.compile(rf"(-?[0-9]{{1,13}})(?:[.,]([0-9]{{{places}}}))?").fullmatch
    zeros = "0" * places

    def parse(text: str) -> int:
        if found := plain(text):
            value = int(found[1] + (found[2] or zeros))
            if low <= value <= high:
                return value
        return slowly(text)

    def slowly(text: str) -> int:
        sign, whole, fraction = number(text)
        if len(fraction) > places:
            raise BadValue(Reject.TOO_PRECISE)
        value = int(whole + fraction.ljust(places, "0"))
        if sign == "-":
            value = -value
        if not low <= value <= high:
            raise BadValue(Reject.OUT_OF_RANGE)
        return value

    return parse


def reading(text: str, digits: int, decimals: int) -> tuple[int, bool]:
    """A reading in units of the last digit of its meter; True if digits it does not show were cut off."""
    sign, whole, fraction = ("", text, "") if text.isdecimal() and text.isascii() else number(text)
    value = int(whole + fraction[:decimals].ljust(decimals, "0"))
    if sign == "-" or value >= 10 ** (digits + decimals):
        raise BadValue(Reject.OUT_OF_RANGE)
    return value, len(fraction) > decimals


class _Words(dict[str, str]):
    """Spellings already seen; the first look at another one decides about it."""

    def __missing__(self, text: str) -> str:
        found = self.get(text.lower())
        if found is None:
            raise BadValue(Reject.NOT_ALLOWED)
        return found


def one_of(*words: str) -> Parser:
    """Parser of a closed list of words; case does not matter."""
    return _Words({word: word for word in words}).__getitem__


def reading_receipt(text: str) -> int:
    """The entry behind the receipt number of a reading, in any grouping of its digits."""
    entry_id = entry_of(text)
    if not entry_id:
        raise BadValue(Reject.BAD_READING_RECEIPT)
    return entry_id


def payment_number(text: str) -> int:
    """The ledger entry behind the number of a payment or refund that we exported."""
    ledger_id = ledger_of(text)
    if not ledger_id:
        raise BadValue(Reject.BAD_PAYMENT_NUMBER)
    return ledger_id


def text_up_to(limit: int) -> Parser:
    """Parser of free text: control and invisible characters go, runs of blanks become one space."""

    def parse(text: str) -> str:
        if not text.isprintable() or "  " in text:
            text = " ".join("".join(c if c.isprintable() or c.isspace() else "" for c in text).split())
        if len(text) > limit:
            raise BadValue(Reject.BAD_TEXT)
        return text

    return parse


@lru_cache(maxsize=8192)
def day(text: str) -> str:
    """An ISO date of 1900–2099."""
    if _DATE.fullmatch(text) is None:
        raise BadValue(Reject.BAD_DATE)
    try:
        date.fromisoformat(text)
    except ValueError:
        raise BadValue(Reject.BAD_DATE) from None
    return text


def moment(text: str) -> str:
    """Day and time of the supplier's clock, `2026-11-25 09:00`; seconds are cut off."""
    found = _MOMENT.fullmatch(text)
    if found is None or int(found[2]) > 23:
        raise BadValue(Reject.BAD_MOMENT)
    return f"{day(found[1])}T{int(found[2]):02}:{found[3]}"


def places(text: str) -> str:
    """A list of streets, settlements and houses, as `core.address_ranges` reads it."""
    if len(text) > _MOST_PLACES:
        raise BadValue(Reject.BAD_TEXT)
    try:
        ranges_of(text)
    except RangeError:
        raise BadValue(Reject.BAD_PLACES) from None
    return text


@lru_cache(maxsize=4096)
def period(text: str) -> str:
    """A month, `YYYY-MM`."""
    if _PERIOD.fullmatch(text) is None:
        raise BadValue(Reject.BAD_PERIOD)
    return text


@lru_cache(maxsize=1024)
def account(text: str) -> str:
    """An account or contract number; blanks around it are already gone, blanks inside are refused."""
    if _ACCOUNT.fullmatch(text) is None:
        raise BadValue(Reject.BAD_ACCOUNT)
    return text


def phone(text: str) -> str:
    """A Russian phone as `+7` and ten digits; of several in one value the first good one."""
    for part in re.split(r"[,/]|\s{2,}", text):
        digits = re.sub(r"[\s()\-.+]", "", part)
        if re.fullmatch(r"[78][0-9]{10}", digits):
            return "+7" + digits[1:]
        if re.fullmatch(r"9[0-9]{9}", digits):
            return "+7" + digits
    raise BadValue(Reject.BAD_PHONE)


def email(text: str) -> str:
    """An e-mail address, by shape only."""
    if _EMAIL.fullmatch(text) is None:
        raise BadValue(Reject.BAD_EMAIL)
    return text


def inn(text: str) -> str:
    """A taxpayer number: 10 digits of an organisation or 12 of a person, check digits right."""
    if not re.fullmatch(r"[0-9]{10}|[0-9]{12}", text):
        raise BadValue(Reject.BAD_INN)
    factors = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    for place in (9,) if len(text) == 10 else (10, 11):
        total = sum(int(digit) * factor for digit, factor in zip(text, factors[11 - place :], strict=False))
        if total % 11 % 10 != int(text[place]):
            raise BadValue(Reject.BAD_INN)
    return text


def hours(text: str) -> str:
    """Hours of a zone, `07:00-10:00,17:00-21:00`."""
    parts = text.replace(" ", "").split(",")
    if len(parts) > 6 or not all(_HOURS.fullmatch(part) for part in parts):
        raise BadValue(Reject.BAD_HOURS)
    return ",".join(parts)


def zone_order(text: str) -> str:
    """Zones behind T1, T2, T3 of a meter, `day,night` or `peak,night,halfpeak` in any order."""
    names = text.lower().replace(" ", "").split(",")
    if sorted(names) not in (["all"], ["day", "night"], ["halfpeak", "night", "peak"]):
        raise BadValue(Reject.BAD_ZONE_ORDER)
    return ",".join(names)


def window(text: str) -> str:
    """Days for readings: `15-25`, `23-25/26` if one may send later, `28-3` across the month end."""
    found = _WINDOW.fullmatch(text.replace(" ", ""))
    if found is None:
        raise BadValue(Reject.BAD_WINDOW)
    days = [int(part) for part in found.groups() if part]
    if not all(1 <= number <= 31 for number in days):
        raise BadValue(Reject.BAD_WINDOW)
    return f"{days[0]}-{days[1]}" + (f"/{days[2]}" if len(days) > 2 else "")


def receipts(codes: str, periods: str) -> tuple[tuple[str, str], ...]:
    """Pairs (period, code): one or several codes separated by blanks or commas, as many months beside."""
    code_list, period_list = codes.replace(",", " ").split(), periods.replace(",", " ").split()
    if len(code_list) != len(period_list) or len(set(period_list)) != len(period_list):
        raise BadValue(Reject.BAD_RECEIPT)
    if not all(_RECEIPT.fullmatch(code) for code in code_list):
        raise BadValue(Reject.BAD_RECEIPT)
    return tuple((period(month), code.upper()) for month, code in zip(period_list, code_list, strict=True))
