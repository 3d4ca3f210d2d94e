"""A DBF table with its memo file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from billing.dbf.cells import READABLE
from billing.dbf.layout import DbfColumn, Layout, read_layout
from billing.dbf.memo import memo_path
from billing.dbf.table import DbfRows
from billing.profile.encodings import NAMES, PYTHON, is_utf8, likely
from billing.profile.options import Column, FileOptions
from billing.profile.sheet import SheetRows
from billing.rejects import Doubt, FileRefused, Notice, Refusal
from billing.v1.lines import BLOCK, Survey, unreadable


class DbfSheet:
    """`billing.profile.sheet.Sheet` of a DBF file; only columns asked for are decoded."""

    counts = "record"

    def __init__(self, path: Path, options: FileOptions) -> None:
        self.path, self._options = path, options
        try:
            size = path.stat().st_size
            with path.open("rb") as stream:
                self._layout: Layout = read_layout(stream, path, size)
                stream.seek(self._layout.header_length)
                sample = stream.read(BLOCK)
            self.survey = Survey(_digest(path), size, self._layout.records + 1)
        except OSError as error:
            raise unreadable(path, error) from error
        self.names = tuple(column.name for column in self._layout.columns)
        self._encoding = self._code_page(sample)
        self.notices = self._odd(sample)
        self._wanted: list[DbfColumn] = []

    @property
    def encoding(self) -> str:
        return NAMES[self._encoding]

    def place(self, column: Column) -> int:
        found = self._column(column)
        if found is None:
            return -1
        if found.kind not in READABLE:
            detail = f"column {found.name} is of type {found.kind}, which holds no text or number"
            raise FileRefused(Refusal.BAD_DBF, self.path.name, detail)
        if found not in self._wanted:
            self._wanted.append(found)
        return self._wanted.index(found)

    def _column(self, column: Column) -> DbfColumn | None:
        columns = self._layout.columns
        if isinstance(column, int):
            return columns[column - 1] if 1 <= column <= len(columns) else None
        return next((found for found in columns if found.name.casefold() == column.casefold()), None)

    @contextmanager
    def rows(self, tally: Counter[str]) -> Iterator[SheetRows]:
        try:
            stream = self.path.open("rb")
        except OSError as error:
            raise unreadable(self.path, error) from error
        with stream:
            rows = DbfRows(
                stream,
                self.path,
                self._layout,
                self._encoding,
                self._wanted,
                tally,
                deleted=self._options.deleted,
            )
            try:
                yield rows
            finally:
                rows.close()

    def _code_page(self, sample: bytes) -> str:
        given = self._options.encoding
        if given != "auto":
            return PYTHON[given]
        high = any(byte >= 0x80 for byte in sample)
        found = self._layout.code_page or ("utf-8" if high and is_utf8(sample) else likely(sample))
        if found or not high:
            return found or "cp866"
        detail = 'does not say its code page: set encoding = "cp866" or "windows-1251" in the profile'
        raise FileRefused(Refusal.BAD_DBF, self.path.name, detail)

    def _odd(self, sample: bytes) -> tuple[Notice, ...]:
        """The text decides: many tables name a code page that nobody ever looked at."""
        guess = likely(sample) if self._encoding != "utf-8" else ""
        if not guess or guess == self._encoding:
            return ()
        return (Notice(self.path.name, NAMES[guess], Doubt.OTHER_CODE_PAGE, 0, 1),)


def _digest(path: Path) -> str:
    """Of the table and of its memo file: a text may change without the table."""
    digest = sha256()
    for part in filter(None, (path, memo_path(path))):
        with part.open("rb") as stream:
            while block := stream.read(BLOCK):
                digest.update(block)
    return digest.hexdigest()
