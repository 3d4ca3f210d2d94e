"""One cell of a DBF record as text: what a person would write into a CSV file, to the last digit."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from billing.dbf.layout import DbfColumn, Layout
from billing.dbf.memo import Memo
from billing.rejects import BadValue, Reject

# bytes of the record, its text (one character a byte) → the cell
Cell = Callable[[bytes, str], str]
TEXTUAL = frozenset("CNFDLV")
BLANKS = " \0\t\u00a0"
_YES_NO = {"T": "1", "t": "1", "Y": "1", "y": "1", "F": "0", "f": "0", "N": "0", "n": "0"}
_JULIAN_DAY_1 = 1_721_426  # of 1 January of the year 1
_LAST_JULIAN = date.max.toordinal() + _JULIAN_DAY_1 - 1


def cell_of(column: DbfColumn, layout: Layout, memo: Callable[[], Memo], encoding: str) -> Cell:
    """The reader of a column. Its cells raise BadValue for bytes that are no such value."""
    start, end = column.start, column.start + column.length
    plain = _plain(column, layout, memo, encoding, start, end)
    if layout.flags_at is None or column.null_bit < 0:
        return plain
    flags, bit = layout.flags_at, 1 << column.null_bit

    def nullable(record: bytes, text: str) -> str:
        return "" if int.from_bytes(record[flags], "little") & bit else plain(record, text)

    return nullable


def _plain(
    column: DbfColumn, layout: Layout, memo: Callable[[], Memo], encoding: str, start: int, end: int
) -> Cell:
    match column.kind:
        case "D":
            return lambda _record, text: iso_date(text[start:end])
        case "L":
            return lambda _record, text: _YES_NO.get(text[start:end], "")
        case "V":
            return _varying(column, layout, start, end)
        case "M":
            return _memo(layout, memo, encoding, start, end)
        case kind if kind in BINARY:
            read = BINARY[kind]
            return lambda record, _text: read(record[start:end])
        case _:
            return lambda _record, text: text[start:end].strip(BLANKS)


def _memo(layout: Layout, memo: Callable[[], Memo], encoding: str, start: int, end: int) -> Cell:
    binary = layout.visual and end - start == 4

    def cell(record: bytes, text: str) -> str:
        if binary:
            block = int.from_bytes(record[start:end], "little")
        else:
            digits = text[start:end].strip(BLANKS)
            if digits and not (digits.isascii() and digits.isdecimal()):
                raise BadValue(Reject.BAD_MEMO)
            block = int(digits or 0)
        return memo().text(block).decode(encoding, "replace").strip() if block else ""

    return cell


def _varying(column: DbfColumn, layout: Layout, start: int, end: int) -> Cell:
    flags, bit = layout.flags_at, 1 << max(0, column.length_bit)

    def cell(record: bytes, text: str) -> str:
        if flags is not None and int.from_bytes(record[flags], "little") & bit:
            return text[start : start + min(record[end - 1], end - start - 1)].strip(BLANKS)
        return text[start:end].strip(BLANKS)

    return cell


def iso_date(text: str) -> str:
    """`20261005` as `2026-10-05`; blanks and zeros are no date. What is neither stays as it is."""
    if not text.strip(" 0\0"):
        return ""
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}" if text.isdecimal() else text.strip()


def currency(raw: bytes) -> str:
    """Eight bytes, ten-thousandths: exact."""
    units = int.from_bytes(raw, "little", signed=True)
    whole, rest = divmod(abs(units), 10_000)
    return f"{'-' if units < 0 else ''}{whole}.{rest:04d}"


def moment(raw: bytes) -> str:
    """The day of a date with time: a Julian day and milliseconds. The time is left out."""
    julian = int.from_bytes(raw[:4], "little")
    if not julian:
        return ""
    if not _JULIAN_DAY_1 <= julian <= _LAST_JULIAN:
        raise BadValue(Reject.BAD_DATE)
    return (date.min + timedelta(days=julian - _JULIAN_DAY_1)).isoformat()


def double(raw: bytes) -> str:
    """A binary number as FoxPro shows it: 15 significant digits, no exponent."""
    (value,) = struct.unpack("<d", raw)
    exact = Decimal(f"{value:.15g}")
    if not exact.is_finite():
        raise BadValue(Reject.BAD_NUMBER)
    return format(exact, "f")


def whole(raw: bytes) -> str:
    """Four bytes with a sign."""
    return str(int.from_bytes(raw, "little", signed=True))


BINARY: Mapping[str, Callable[[bytes], str]] = {"I": whole, "Y": currency, "T": moment, "B": double}
READABLE = TEXTUAL | frozenset("M") | frozenset(BINARY)
