"""Lines without headings: of a message, or of a file that has none. The point first, its values behind it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from core.readings.reasons import Reason
from core.readings.sheet import Cell, Line
from core.readings.sheet_cells import plain, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.readings.heard import Number
    from core.readings.sheet import Headings, Row

_LONGEST_SEEN = 40
_PARTS = re.compile(r"[\t;]")
_BETWEEN = re.compile("\u2116|:| [-\u2013\u2014] ")
_SERIAL_DIGITS = 5
"""So many digits at the beginning of a line name a meter: whatever follows, the line is not passed over."""
_UNIT_WORDS = 3


def bare(rows: Sequence[Row], headings: Headings) -> Iterator[Line]:
    """Rows without headings: the first cell with something in it names the point, numbers follow.

    The number of a row names no meter here: any table begins its rows with 1, 2, 3.
    """
    for at, row in enumerate(rows):
        cells = [cell for cell in row if cell.text]
        if len(cells) == 1:
            yield from (replace(line, number="") for line in pasted(cells[0].text, headings, at + 1))
        elif len(cells) > 1:
            yield from _cells(cells, headings, at + 1)


def _cells(cells: Sequence[Cell], headings: Headings, row: int) -> Iterator[Line]:
    numbers: list[Number] = []
    for cell in cells[1:4]:
        found = values_of(cell, headings)
        if isinstance(found, Reason):
            break
        numbers += found
    if numbers:
        name = cells[0].text
        yield Line(row, name, name, "", tuple(numbers), seen=cut(" / ".join(c.text for c in cells[1:4])))


def cut(text: str) -> str:
    """A value as it was written, as much of it as is shown."""
    return " ".join(text.split())[:_LONGEST_SEEN]


def pasted(text: str, headings: Headings, first: int = 1) -> Iterator[Line]:
    """Lines of a message, `точка показание [показание]`.

    What has no number behind a name is no line; behind the serial of a meter it is one with the reason why.
    """
    for at, written in enumerate(text.splitlines(), first):
        parts = [part.strip() for part in _PARTS.split(written) if part.strip()]
        if len(parts) > 1:
            found = list(_cells([Cell(part) for part in parts], headings, at))
        else:
            found = [line for part in parts for line in _spaced(part, headings, at)]
        yield from found or _unread(parts, headings, at)


def _spaced(text: str, headings: Headings, row: int) -> Iterator[Line]:
    """A line parted by spaces: numbers at its end are values, what stands before them is the point."""
    words = _without_unit(_BETWEEN.sub(" ", text).split(), headings)
    labels: list[Number] = []
    at = len(words)
    while at > 1 and len(labels) < 3:
        found = values_of(Cell(words[at - 1].rstrip(",")), headings)
        if isinstance(found, Reason) or not found:
            break
        labels[:0] = found
        at -= 1
    if labels:
        name = " ".join(words[:at])
        yield Line(row, name, name, name, tuple(labels), seen=cut(" ".join(words[at:])))


def _without_unit(words: list[str], headings: Headings) -> list[str]:
    """Without «кВт·ч» at the end, in one word or several."""
    for count in range(_UNIT_WORDS, 0, -1):
        if len(words) > count + 1 and plain(" ".join(words[-count:])) in headings.units:
            return words[:-count]
    return words


def _unread(parts: Sequence[str], headings: Headings, row: int) -> Iterator[Line]:
    """A line that begins with the serial of a meter and goes on with something that is no reading."""
    words = _BETWEEN.sub(" ", " ".join(parts)).split()
    if len(words) > 1 and sum(sign.isdigit() for sign in words[0]) >= _SERIAL_DIGITS:
        rest = " ".join(words[1:])
        found = values_of(Cell(rest), headings)
        reason = found if isinstance(found, Reason) and found is not Reason.SPOILED else Reason.UNKNOWN_WORDS
        if found != () and plain(rest) not in headings.yes:
            yield Line(row, words[0], words[0], words[0], reason=reason, seen=cut(rest))
