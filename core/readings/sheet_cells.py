"""Cells of a sheet: headings made comparable, values made numbers."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from core.readings.grammar.normal import NUMERO, normalise
from core.readings.heard import Label, Number
from core.readings.reasons import Reason
from core.readings.sheet import CellKind
from core.spelling import fold

if TYPE_CHECKING:
    from core.readings.sheet import Cell, Headings

_VALUED = re.compile(r"(-?[0-9][0-9 .,]*?)[ .,]*([^0-9]*)")
_NUMBER = re.compile(r"(\d{1,12})(?:[.,](\d{1,12}))?")
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,12})?")
_DATE = re.compile(
    r"\d{1,2}([./-])\d{1,2}\1(?:(?:19|20)\d\d|\d\d)(?:\s.*)?"
    r"|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}(?:[\sT].*)?|\d{1,2}:\d{2}(?::\d{2})?"
)
_BETWEEN = re.compile(r"\s*[/;\n]\s*")
_SIGNS = re.compile(rf"[^\w{NUMERO}]+|_")


def plain(text: str) -> str:
    """Compare headings and names by this: lower case, no signs, single spaces, the numero sign as a word."""
    words = _SIGNS.sub(" ", normalise(text).replace(NUMERO, f" {NUMERO} ")).split()
    return " ".join(fold(word) for word in words)


def values_of(cell: Cell, headings: Headings) -> tuple[Number, ...] | Reason:
    """The numbers of a value cell, () where it is blank; why it is none of them otherwise.

    One cell is one number, so a gap is one of thousands; several zones are parted by `/`, `;` or a new line.
    """
    text = unicodedata.normalize("NFKC", cell.text).strip(" '\t")
    if not plain(text) or plain(text) in headings.blanks:
        return ()
    if cell.kind is CellKind.DATE or _DATE.fullmatch(text):
        return Reason.SOMETHING_ELSE
    if cell.kind is CellKind.FAULT or text.startswith("#"):
        return Reason.SPOILED
    found: list[Number] = []
    for part in _BETWEEN.split(text):
        number = _number(part, headings)
        if isinstance(number, Reason):
            return number
        found.append(number)
    return tuple(found) if len(found) <= 3 else Reason.TOO_MANY


def _number(text: str, headings: Headings) -> Number | Reason:
    """One number, perhaps with its unit; look-alike letters among its digits are digits."""
    text = normalise(text).strip()
    if not any(sign.isdigit() for sign in text):
        return Reason.NO_NUMBER
    parts = _VALUED.fullmatch(text)
    if parts is None or plain(parts[2]) not in headings.units | {""}:
        return Reason.SPOILED
    bare = parts[1]
    if bare.startswith("-"):
        return Reason.NEGATIVE
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(" ", "")
    found = _NUMBER.fullmatch(bare)
    return Number(found[1], found[2] or "") if found else Reason.SPOILED


def label_of(text: str, headings: Headings) -> Label:
    """The zone that a cell names; NONE where it names none that we know."""
    found = headings.zones.get(plain(text))
    if found is None:
        found = next((headings.zones[word] for word in plain(text).split() if word in headings.zones), "")
    return Label(found)
