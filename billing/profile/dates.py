"""Dates and months in the supplier's spellings: text in, ISO text out, or BadValue."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from billing.rejects import BadValue, Reject
from billing.v1 import values

DATES = ("yyyy-mm-dd", "dd.mm.yyyy")
PERIODS = ("yyyy-mm", "mm.yyyy", "mmyyyy", "yyyymm", "month yyyy")
_TOKENS = (
    ("yyyy", r"(?P<y>(?:19|20)[0-9]{2})"),
    ("yy", r"(?P<s>[0-9]{2})"),
    ("month", r"(?P<w>[^\W\d_]{3,8})"),
    ("mm", r"(?P<m>[0-9]{1,2})"),
    ("dd", r"(?P<d>[0-9]{1,2})"),
)
_TIME = re.compile(r"[ T]\s?[0-9]{1,2}:[0-9]{2}.{0,15}$")
_CLOCK = re.compile(r"(.+?)(?:T|,?\s+)([0-9]{1,2}:[0-9]{2})(?::[0-9]{2})?")
_NO_DATE = re.compile(r"[0\s./\\-]*(?:[ T]+0?0:00.*)?")


class BadPattern(ValueError):
    """A format that is none; the message says what one looks like."""


def pattern(spelling: str) -> re.Pattern[str]:
    """`dd.mm.yyyy` as an expression. Day and month may have one digit where something stands between."""
    out, rest, tokens = "", spelling.lower(), []
    while rest:
        for token, expression in _TOKENS:
            if rest.startswith(token):
                tokens.append(token)
                out, rest = out + expression, rest.removeprefix(token)
                break
        else:
            out, rest = out + (r"\s*" if rest[0] == " " else re.escape(rest[0])), rest[1:]
    years, months = tokens.count("yyyy") + tokens.count("yy"), tokens.count("mm") + tokens.count("month")
    if years != 1 or months != 1 or tokens.count("dd") > 1:
        raise BadPattern(f"{spelling!r} is no format: write it with dd, mm (or month) and yyyy (or yy)")
    if not re.search(r"[^a-z]", spelling.lower()):  # nothing stands between: digits must be counted
        out = out.replace("{1,2}", "{2}")
    return re.compile(out, re.IGNORECASE)


@lru_cache(maxsize=1)
def _months() -> tuple[str, ...]:
    raw = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(raw)["months"])


def month_number(word: str) -> int:
    """1–12 of a month's name, by its first letters; 0 for another word."""
    lower = word.lower()
    found = [at for at, stem in enumerate(_months(), 1) if lower.startswith(stem)]
    # Of two the longer stem decides: March begins like May.
    return max(found, key=lambda at: len(_months()[at - 1]), default=0)


def _year_month(found: re.Match[str], pivot: int) -> tuple[str, int]:
    groups = found.groupdict()
    if groups.get("y"):
        year = groups["y"]
    else:
        short = int(groups["s"])
        year = str((2000 if short <= pivot else 1900) + short)
    month = int(groups["m"]) if groups.get("m") else month_number(groups["w"])
    return year, month


def date_reader(spellings: Sequence[str], pivot: int) -> Callable[[str], str]:
    """A function to ISO dates. A time behind the day is cut off; `00.00.0000` and blanks are no date ("")."""
    patterns = [pattern(spelling) for spelling in spellings]
    if not all("(?P<d>" in known.pattern for known in patterns):
        raise BadPattern("a format of a date needs dd")

    @lru_cache(maxsize=8192)
    def read(text: str) -> str:
        if _NO_DATE.fullmatch(text):
            return ""
        day = _TIME.sub("", text)
        for known in patterns:
            if found := known.fullmatch(day):
                year, month = _year_month(found, pivot)
                return values.day(f"{year}-{month:02d}-{int(found['d']):02d}")
        return values.day(day)

    return read


def moment_reader(spellings: Sequence[str], pivot: int) -> Callable[[str], str]:
    """A function to moments `YYYY-MM-DD HH:MM`: a date in these spellings, then the time."""
    day_of = date_reader(spellings, pivot)

    def read(text: str) -> str:
        found = _CLOCK.fullmatch(text.strip())
        if found is None:
            raise BadValue(Reject.BAD_MOMENT)
        return f"{day_of(found[1])} {found[2]}"

    return read


def period_reader(spellings: Sequence[str], dates: Sequence[str], pivot: int) -> Callable[[str], str]:
    """A function to months `YYYY-MM`; a whole date counts as its month."""
    patterns = [pattern(spelling) for spelling in (*spellings, *dates)]

    @lru_cache(maxsize=4096)
    def read(text: str) -> str:
        if _NO_DATE.fullmatch(text):
            return ""
        day = _TIME.sub("", text).strip(" .")
        for known in patterns:
            if found := known.fullmatch(day):
                year, month = _year_month(found, pivot)
                if 1 <= month <= 12:
                    return f"{year}-{month:02d}"
        raise BadValue(Reject.BAD_PERIOD)

    return read
