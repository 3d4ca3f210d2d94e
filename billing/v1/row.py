"""From the cells of a row to typed values, in the order of the table."""

from __future__ import annotations

from collections.abc import Callable

from billing.place import Place
from billing.rejects import BadRow, BadValue, Doubt, Notice, Reject
from billing.v1.fields import Field, Values
from billing.v1.header import Header
from billing.v1.kinds import as_text
from billing.v1.table import Table
from core.exchange import Value


class NoticeLog:
    """Warnings of one dataset, counted by column and kind; `place` tells where a row comes from."""

    def __init__(self, place: Callable[[int], Place]) -> None:
        self._place = place
        self._found: dict[tuple[str, Doubt], list[int]] = {}

    def add(self, column: str, code: Doubt, line: int) -> None:
        """Count one more; the first line is kept."""
        entry = self._found.setdefault((column, code), [line, 0])
        entry[1] += 1

    def notices(self) -> tuple[Notice, ...]:
        """All of them, in the order of first sight."""
        return tuple(
            Notice((at := self._place(line)).file, column, code, at.line, count)
            for (column, code), (line, count) in self._found.items()
        )


class RowParser:
    """Parses the rows of one file."""

    def __init__(self, table: Table, header: Header, notices: NoticeLog) -> None:
        # A column read later is taken as it is: no call at all.
        self._plan = tuple(
            (place, None if field.parse is as_text else field.parse, field)
            for field, place in zip(table.fields, header.places, strict=True)
        )
        self._notices = notices
        self._short = header.width in header.places

    def values(self, line: int, cells: list[str]) -> Values:
        """Typed values of a row. Raises BadRow for the first column that cannot be read."""
        out: list[Value] = []
        if self._short:  # a column that the file does without is empty
            cells = [*cells, ""]
        for place, parse, field in self._plan:
            text = cells[place]
            if not text:
                if field.required:
                    raise BadRow(field.name, Reject.MISSING)
                out.append(field.default)
            elif parse is None:
                out.append(text)
            else:
                try:
                    out.append(parse(text))
                except BadValue as bad:
                    out.append(self._dropped(field, bad, line))
        return out

    def _dropped(self, field: Field, bad: BadValue, line: int) -> Value:
        if not field.lenient:
            raise BadRow(field.name, bad.code) from None
        self._notices.add(field.name, Doubt.VALUE_DROPPED, line)
        return field.default
