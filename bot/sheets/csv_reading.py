"""The cells of a CSV as people's programs save it: their encoding, their separator, their quotes."""

from __future__ import annotations

import csv
from io import StringIO

from bot.sheets.wire import PackedCell, Read
from core.readings.sheet import LONGEST_CELL, MOST_CELLS, MOST_ROWS, Trouble

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = ";\t,"
_LOOKED_AT = 20_000
_LONGEST_FIELD = 100_000
_CONTROL = frozenset(map(chr, range(32))) - set("\t\r\n\f")


def read_csv(content: bytes) -> Read:
    """The rows of a CSV, or why it is none."""
    text = decoded(content)
    if text is None or _CONTROL & set(text[:_LOOKED_AT]):
        return Read(trouble=Trouble.OTHER_FORMAT)
    told, _, rest = text.partition("\n")
    if told.strip().casefold().startswith("sep="):
        separator, text = told.strip()[4:5] or ";", rest
    else:
        separator = _separator(text[:_LOOKED_AT])
    return _rows(text, separator)


def decoded(content: bytes) -> str | None:
    """The text: by its mark of order, as UTF-8, else as cp1251; None where it is in none of them."""
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), "")
    for name in (encoding,) if encoding else ("utf-8", "cp1251"):
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return None


def _separator(text: str) -> str:
    """The one that most lines hold equally often; a comma is the last guess, for it stands in numbers."""
    lines = [line for line in text.splitlines() if line.strip()][:40]

    def steady(separator: str) -> int:
        counts = [line.count(separator) for line in lines if separator in line]
        return max((counts.count(most) * min(most, 12) for most in set(counts)), default=0)

    found = {separator: steady(separator) for separator in _SEPARATORS}
    if found[";"] or found["\t"]:
        return ";" if found[";"] >= found["\t"] else "\t"
    return ","


def _rows(text: str, separator: str) -> Read:
    csv.field_size_limit(_LONGEST_FIELD)
    rows: list[list[PackedCell]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            rows.append([("t", _unquoted(value)) for value in row[:MOST_CELLS]])
            if len(rows) > MOST_ROWS:
                return Read(trouble=Trouble.TOO_MANY_ROWS)
    except csv.Error:
        return Read(trouble=Trouble.BROKEN)
    return Read([rows])


def _unquoted(value: str) -> str:
    """`="0012"` is how a text of digits is written into a CSV so that programs leave it alone."""
    value = value.strip()[:LONGEST_CELL]
    return value[2:-1] if value.startswith('="') and value.endswith('"') else value
