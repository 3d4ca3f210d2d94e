"""A CSV file in any of the code pages, with or without a header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from billing.profile.encodings import NAMES, PYTHON, byte_order, is_utf8, likely
from billing.profile.options import Column, FileOptions
from billing.profile.sheet import SheetRows
from billing.rejects import Doubt, FileRefused, Notice, Refusal
from billing.v1.lines import BLOCK, RowReader, changed, split, survey, unreadable

_SAMPLE = BLOCK


class _Passing:
    """A text stream that turns lines to be ignored into empty ones: they still count as lines."""

    def __init__(self, stream: TextIO, prefixes: tuple[str, ...], tally: Counter[str]) -> None:
        self._stream, self._prefixes, self._tally = stream, prefixes, tally
        self.buffer = stream.buffer

    def readline(self, limit: int = -1) -> str:
        line = self._stream.readline(limit)
        if line and self._prefixes and line.lstrip().startswith(self._prefixes):
            self._tally["ignored"] += 1
            return "\n"
        return line


class _Rows(RowReader):
    def position(self) -> int:
        return self._stream.buffer.tell()


class CsvSheet:
    """`billing.profile.sheet.Sheet` of a CSV file."""

    counts = "line"

    def __init__(self, path: Path, options: FileOptions) -> None:
        self.path, self._options = path, options
        head = _head(path)
        self._encoding = _encoding(path, options, head)
        self.survey = survey(path, self._encoding)
        self.notices = self._odd(head)
        with self._open() as stream:
            first = self._skip(stream)
        self._width = len(first)
        self.names = tuple(first) if options.header else ()
        lower = [name.casefold() for name in self.names]
        self._places = {name: lower.index(name) for name in lower if name}

    @property
    def encoding(self) -> str:
        return NAMES[self._encoding]

    def place(self, column: Column) -> int:
        if isinstance(column, int):
            return column - 1 if 1 <= column <= self._width else -1
        return self._places.get(column.casefold(), -1)

    @contextmanager
    def rows(self, tally: Counter[str]) -> Iterator[SheetRows]:
        given = self._options
        with self._open() as stream:
            start = given.skip_lines
            for _ in range(start):
                stream.readline(BLOCK)
            if given.header:
                stream.readline(BLOCK)
            passing = _Passing(stream, given.ignore_lines, tally)
            rows = _Rows(
                passing,
                self._width,
                delimiter=given.delimiter,
                quote=given.quote,
                start=start + given.header,
                loose=True,
            )
            try:
                yield rows
            except UnicodeDecodeError:
                raise changed(self.path) from None

    def _open(self) -> TextIO:
        try:
            encoding = "utf-8-sig" if self._encoding == "utf-8" else self._encoding
            return self.path.open("r", encoding=encoding, newline=None)
        except OSError as error:
            raise unreadable(self.path, error) from error

    def _skip(self, stream: TextIO) -> list[str]:
        """The header; without one the first row, for its width."""
        given = self._options
        for _ in range(given.skip_lines):
            stream.readline(BLOCK)
        line = stream.readline(BLOCK).rstrip("\n")
        cells = split(line, given.delimiter, given.quote) or []
        if given.header and not any(cells):
            where = f"line {given.skip_lines + 1}"
            detail = f"{where} is no header row: set skip_lines to the lines above it, or header = false"
            raise FileRefused(Refusal.NO_HEADER, self.path.name, detail)
        if given.header and len(cells) == 1 and (other := _other_delimiter(line)):
            detail = f"its columns are not separated by {given.delimiter!r}: try delimiter = {other}"
            raise FileRefused(Refusal.WRONG_SEPARATOR, self.path.name, detail)
        while given.header and len(cells) > 1 and not cells[-1]:
            cells.pop()
        return cells

    def _odd(self, head: bytes) -> tuple[Notice, ...]:
        guess = likely(head) if self._encoding != "utf-8" else ""
        if not guess or guess == self._encoding:
            return ()
        return (Notice(self.path.name, NAMES[guess], Doubt.OTHER_CODE_PAGE, 0, 1),)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_SAMPLE)
    except OSError as error:
        raise unreadable(path, error) from error


def _encoding(path: Path, options: FileOptions, head: bytes) -> str:
    """The code page: a byte order mark decides, then the profile, then what the bytes can be."""
    mark = byte_order(head)
    if mark == "utf-16":
        detail = "is UTF-16: let billing write windows-1251 or UTF-8 (iconv -f utf-16 -t utf-8)"
        raise FileRefused(Refusal.NOT_UTF8, path.name, detail)
    if mark:
        return mark
    if options.encoding != "auto":
        return PYTHON[options.encoding]
    return "utf-8" if is_utf8(head) else likely(head) or "cp1251"


def _other_delimiter(line: str) -> str:
    return next(
        (name for mark, name in {"\t": '"\\t"', ",": '","', "|": '"|"', ";": '";"'}.items() if mark in line),
        "",
    )
