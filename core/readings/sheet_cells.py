"""Cells of a sheet: headings made comparable, values made numbers."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from core.readings.heard import Label, Number
from core.readings.reasons import Reason
from core.readings.sheet import CellKind

if TYPE_CHECKING:
    from core.readings.sheet import Cell, Headings

_ALIKE = str.maketrans("OoОоЗзlIІ|", "0000331111")
"""Letters that stand for digits where a digit stands beside them."""
_UNIT = re.compile(r"(к?вт[.·* ]*ч(ас)?|kwh)\.?$", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,12})(?:[.,](\d{1,12}))?")
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,12})?")
_DATE = re.compile(
    r"\d{1,2}([./-])\d{1,2}\1(?:(?:19|20)\d\d|\d\d)(?:\s.*)?"
    r"|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}(?:[\sT].*)?|\d{1,2}:\d{2}(?::\d{2})?"
)
_BETWEEN = re.compile(r"\s*[/;\n]\s*")
_SIGNS = re.compile(r"[\W_]+")
_NUMERO, _NUMERO_WORD = "\u2116", " номер "
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[а-я]")
LOOKALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")


def plain(text: str) -> str:
    """Compare headings and names by this: NFKC, lower case, ё as е, no signs, single spaces, № as a word."""
    text = unicodedata.normalize("NFKC", text.replace(_NUMERO, _NUMERO_WORD)).casefold().replace("ё", "е")
    return " ".join(_folded(word) for word in _SIGNS.sub(" ", text).split())


def _folded(word: str) -> str:
    """A word that mixes both alphabets in Cyrillic letters."""
    return word.translate(LOOKALIKE) if _LATIN.search(word) and _CYRILLIC.search(word) else word


def values_of(cell: Cell, headings: Headings) -> tuple[Number, ...] | Reason:
    """The numbers of a value cell, () where it is blank; why it is none of them otherwise.

    One cell is one number, so a gap is one of thousands; several zones are parted by `/`, `;` or a new line.
    """
    text = unicodedata.normalize("NFKC", cell.text).replace("\u2212", "-").strip(" '\t")
    if not plain(text) or plain(text) in headings.blanks:
        return ()
    if cell.kind is CellKind.DATE or _DATE.fullmatch(text):
        return Reason.SOMETHING_ELSE
    if cell.kind is CellKind.FAULT or text.startswith("#"):
        return Reason.SPOILED
    found: list[Number] = []
    for part in _BETWEEN.split(text):
        number = _number(part)
        if isinstance(number, Reason):
            return number
        found.append(number)
    return tuple(found) if len(found) <= 3 else Reason.TOO_MANY


def _number(text: str) -> Number | Reason:
    text = " ".join(_UNIT.sub("", text).split())
    if text.startswith("-") and any(sign.isdigit() for sign in text):
        return Reason.NEGATIVE
    text = ascii_digits(text)
    if _THOUSANDS.fullmatch(text):
        text = text.replace(" ", "")
    found = _NUMBER.fullmatch(text)
    if found:
        return Number(found[1], found[2] or "")
    return Reason.SPOILED if any(sign.isdigit() for sign in text) else Reason.NO_NUMBER


def ascii_digits(text: str) -> str:
    """Digits of other scripts as ours, and look-alike letters among digits as the digits they mean."""
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    if not any(sign.isdigit() for sign in text):
        return text
    alike = text.translate(_ALIKE)
    return alike if not re.search(r"[^\d\s.,]", alike) else text


def label_of(text: str, headings: Headings) -> Label:
    """The zone that a cell names; NONE where it names none that we know."""
    found = headings.zones.get(plain(text))
    if found is None:
        found = next((headings.zones[word] for word in plain(text).split() if word in headings.zones), "")
    return Label(found)
