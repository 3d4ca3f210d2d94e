"""Numbers in any spelling, exactly: text in, plain text out, or BadValue. No number here is ever binary."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, localcontext

from billing.rejects import BadValue, Reject

_PLAIN = re.compile(r"-?[0-9]{1,16}(?:\.[0-9]{1,16})?").fullmatch
_BLANKS = str.maketrans(dict.fromkeys(" \u00a0\u202f\u2009\t'"))
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_ENOUGH_DIGITS = 60
KOPECK_DIGITS = 2


@dataclass(frozen=True, slots=True)
class NumberRule:
    """`decimal` is ",", "." or "any" (the only one that occurs); `thousands` is "" or the other of the two.

    Blanks of all kinds between digits are always taken. `shift` moves the point to the left: 2 for kopecks.
    """

    decimal: str = "any"
    thousands: str = ""
    shift: int = 0


def plain_number(text: str, rule: NumberRule) -> str:
    """`1 234,50-`, `(1.234,50)` or `+1234.5` as `-1234.50`, `1234.5`. Raises BadValue."""
    if _PLAIN(text) and not (rule.shift or rule.thousands or (rule.decimal == "," and "." in text)):
        return text
    body, negative = _sign(text.translate(_SIGNS).translate(_BLANKS))
    whole, point, fraction = _split(body, rule)
    if not (whole + fraction).isdecimal() or not (whole + fraction).isascii():
        raise BadValue(Reject.BAD_NUMBER)
    if len(whole) > 16 or len(fraction) > 16 or (point and not fraction):
        raise BadValue(Reject.BAD_NUMBER)
    return ("-" if negative else "") + _shifted(whole or "0", fraction, rule.shift)


def _sign(text: str) -> tuple[str, bool]:
    """The number without its sign: before it, after it, or as brackets; one of them."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1], True
    if text.endswith(("-", "+")):
        return text[:-1], text.endswith("-")
    if text.startswith(("-", "+")):
        return text[1:], text.startswith("-")
    return text, False


def _split(body: str, rule: NumberRule) -> tuple[str, str, str]:
    if rule.thousands:
        body = _ungrouped(body, rule)
    point = rule.decimal
    if point == "any":
        point = "," if "," in body else "."
    whole, found, fraction = body.partition(point)
    return whole, found, fraction


def _ungrouped(body: str, rule: NumberRule) -> str:
    """Groups of three only: `1.23` is no thousand, whatever the profile says."""
    at = max(body.find(mark) for mark in ".," if mark != rule.thousands)
    whole, rest = (body, "") if at < 0 else (body[:at], body[at:])
    groups = whole.split(rule.thousands)
    if any(len(group) != 3 for group in groups[1:]) or len(groups[0]) > 3 < len(groups) + 2:
        raise BadValue(Reject.BAD_NUMBER)
    return "".join(groups) + rest


def _shifted(whole: str, fraction: str, shift: int) -> str:
    if shift:
        whole, fraction = whole.rjust(shift + 1, "0"), fraction.rstrip("0")
        whole, fraction = whole[:-shift], whole[-shift:] + fraction
    return f"{whole}.{fraction}" if fraction else whole


def total(texts: list[str], signs: tuple[int, ...]) -> str:
    """The exact sum of plain numbers, each added (1) or taken away (-1)."""
    with localcontext() as exact:
        exact.prec = _ENOUGH_DIGITS
        return format(sum((sign * Decimal(t) for t, sign in zip(texts, signs, strict=True)), Decimal()), "f")


def negated(text: str) -> str:
    """The number with the other sign; zero has none."""
    if not text.strip("-0."):
        return text.lstrip("-")
    return text[1:] if text.startswith("-") else f"-{text}"


def side(positive: bool) -> Callable[[str], str]:  # noqa: FBT001 - the one thing it is about
    """One side of a signed balance: what lies above zero (or below it, without its sign), else 0."""

    def part(text: str) -> str:
        if text.startswith("-") is positive or not text.strip("-0."):
            return "0"
        return text.lstrip("-")

    return part
