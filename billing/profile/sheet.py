"""A supplier's file as named columns and rows of text, whatever its format."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from billing.profile.options import Column, FileOptions
from billing.rejects import Notice
from billing.v1.lines import Cells, Survey


class SheetRows(Protocol):
    """An open sheet: (line or record number, cells or why not)."""

    def __iter__(self) -> Iterator[tuple[int, Cells]]: ...

    def position(self) -> int:
        """Bytes read so far."""
        ...


class Sheet(Protocol):
    """A file that was looked at. `names` are its columns; `notices` what is odd about the file itself."""

    path: Path
    survey: Survey
    names: tuple[str, ...]
    notices: tuple[Notice, ...]

    @property
    def counts(self) -> str:
        """What rows are counted by: `line` or `record`."""
        ...

    @property
    def encoding(self) -> str:
        """Code page it is read in, by the name a profile uses."""
        ...

    def place(self, column: Column) -> int:
        """Where the cells hold this column; -1 if the file has none. Asked for before rows are read."""
        ...

    def rows(self, tally: Counter[str]) -> AbstractContextManager[SheetRows]:
        """Open it. Raises FileRefused; what is passed over is counted in `tally`."""
        ...


def open_sheet(path: Path, options: FileOptions) -> Sheet:
    """Look at a file: hash, encoding, header. Raises FileRefused with what to do."""
    from billing.profile.csv_sheet import CsvSheet  # noqa: PLC0415 - they are sheets, and know this module
    from billing.profile.dbf_sheet import DbfSheet  # noqa: PLC0415

    return DbfSheet(path, options) if options.format == "dbf" else CsvSheet(path, options)


def nearest(column: Column, names: tuple[str, ...]) -> str:
    """` (nearest: LSCHET, LS)`, or what columns there are; for a message about a column not found."""
    lower = {name.lower(): name for name in names}
    found = difflib.get_close_matches(str(column).lower(), list(lower), 3, 0.4)
    return f" (nearest: {', '.join(lower[name] for name in found)})" if found else ""
