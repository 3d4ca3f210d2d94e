"""Lines of a file: what it is (hash, size, encoding) and its rows, streamed with their line numbers."""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO

from billing.rejects import BadRow, FileRefused, Refusal, Reject

BLOCK = 1 << 20
LONGEST_ROW = 1 << 16
MOST_CONTINUATIONS = 8
Cells = list[str] | Reject
RawRow = Cells | BadRow
"""A row of any source: its cells, or why there are none."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A file in numbers; `lines` counts the header too."""

    sha256: str
    size: int
    lines: int


def survey(path: Path, encoding: str = "utf-8") -> Survey:
    """Read the file once, as bytes.

    Raises FileRefused if it cannot be read, is not in `encoding`, or a line does not end for 1 MiB.
    """
    digest, size, lines, decoder = sha256(), 0, 0, codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                digest.update(block)
                _decode(decoder, block, path, lines, encoding)
                breaks = block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")
                if not breaks and len(block) == BLOCK:
                    raise FileRefused(
                        Refusal.ENDLESS_LINE, path.name, "a line does not end for 1 MiB: check it"
                    )
                size, lines = size + len(block), lines + breaks
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise _not_text(path, lines + 1, encoding) from None
    except OSError as error:
        raise unreadable(path, error) from error
    return Survey(digest.hexdigest(), size, lines + 1)


def unreadable(path: Path, error: OSError) -> FileRefused:
    """The file system refuses."""
    return FileRefused(Refusal.UNREADABLE, path.name, f"cannot be read: {error.strerror}")


def changed(path: Path) -> FileRefused:
    """The file is no longer the one that was looked at."""
    return FileRefused(Refusal.CHANGED, path.name, "changed while it was read; run the import again")


def _decode(decoder: codecs.IncrementalDecoder, block: bytes, path: Path, lines: int, encoding: str) -> None:
    try:
        decoder.decode(block)
    except UnicodeDecodeError as error:
        raise _not_text(path, lines + block[: error.start].count(b"\n") + 1, encoding) from None


def _not_text(path: Path, line: int, encoding: str) -> FileRefused:
    if encoding == "utf-8":
        return _not_utf8(path, line)
    detail = f"line {line} holds a byte that {encoding} does not have: it is damaged, or no such text"
    return FileRefused(Refusal.NOT_UTF8, path.name, detail)


def _not_utf8(path: Path, line: int) -> FileRefused:
    with path.open("rb") as stream:
        head = stream.read(BLOCK)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        guess, name = "UTF-16", "utf-16"
    else:
        guess, name = "Windows-1251", "cp1251"
    hint = f"convert it with: iconv -f {name} -t utf-8 {path.name} > new.csv"
    return FileRefused(
        Refusal.NOT_UTF8, path.name, f"line {line} is not UTF-8, it looks like {guess}; {hint}"
    )


def open_text(path: Path) -> TextIO:
    """Open for reading; a byte order mark is dropped, CRLF, LF and CR all end a line."""
    return path.open("r", encoding="utf-8-sig", newline=None)


def padded(line: str, delimiter: str = ";") -> bool:
    """Whether some value may have blanks around it; most lines have none, and stripping costs the most."""
    near = f" {delimiter}" in line or f"{delimiter} " in line
    return near or line[0].isspace() or "\t" in line or "\u00a0" in line


def split(line: str, delimiter: str = ";", quote: str = '"') -> list[str] | None:
    """Cells of one line, blanks around them gone; None if its quotes do not close or are misplaced."""
    if not quote or quote not in line:
        return [cell.strip() for cell in line.split(delimiter)]
    try:
        rows = list(csv.reader([line], delimiter=delimiter, quotechar=quote, strict=True))
    except csv.Error:
        return None
    return [cell.strip() for cell in rows[0]] if len(rows) == 1 else None


class Lines(Protocol):
    """What a row reader reads from: text with its bytes below it."""

    @property
    def buffer(self) -> BinaryIO: ...

    def readline(self, limit: int = -1, /) -> str: ...


class RowReader:
    """Rows after the header, as (line, cells or the reason why not). Empty rows are passed over.

    A quoted value may go on over a few lines. A quote that never closes costs its own line, not the rest of
    the file: continuation counts only if the row then has as many cells as the header. `start` lines were
    read before; `loose` rows may end with delimiters that the header does not have.
    """

    def __init__(
        self,
        stream: Lines,
        width: int,
        *,
        delimiter: str = ";",
        quote: str = '"',
        start: int = 1,
        loose: bool = False,
    ) -> None:
        self._stream = stream
        self._width = width
        self._delimiter, self._quote, self._loose = delimiter, quote, loose
        self._line = start
        self._back: deque[str] = deque()

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        back, readline, delimiter = self._back, self._stream.readline, self._delimiter
        quote = self._quote or "\n\n"  # in no line
        ends = None if delimiter == ";" else "\n "  # a tab at the end is an empty cell
        while text := back.popleft() if back else readline():
            self._line += 1
            start = self._line
            if len(text) > LONGEST_ROW:
                yield start, Reject.ROW_TOO_LONG
                continue
            cells = self._quoted(text) if quote in text else text.rstrip(ends).split(delimiter)
            if not isinstance(cells, list):
                yield start, cells
                continue
            if padded(text, delimiter):
                cells = [cell.strip() for cell in cells]
            if cells[0] or any(cells):
                yield start, cells if len(cells) == self._width else self._other_width(cells)

    def _other_width(self, cells: list[str]) -> Cells:
        if self._loose and len(cells) > self._width and not any(cells[self._width :]):
            return cells[: self._width]
        return Reject.COLUMN_COUNT

    def _next(self) -> str:
        text = self._back.popleft() if self._back else self._stream.readline()
        self._line += bool(text)
        return text

    def _quoted(self, text: str) -> Cells:
        cells = split(text.rstrip("\n"), self._delimiter, self._quote)
        taken: list[str] = []
        while cells is None and text.count(self._quote) % 2 and len(taken) < MOST_CONTINUATIONS:
            more = self._next()
            if not more:
                break
            taken.append(more)
            text += more
            cells = split(text.rstrip("\n"), self._delimiter, self._quote)
        if cells is not None and (not taken or len(cells) == self._width):
            return cells
        self._back.extendleft(reversed(taken))
        self._line -= len(taken)
        return Reject.BAD_QUOTES
