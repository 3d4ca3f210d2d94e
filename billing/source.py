"""What an import reads: datasets of the exchange format, from its own files or through a profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from billing.place import Place
from billing.rejects import Doubt, FileRefused, Notice, Refusal
from billing.v1.header import Header, read_header
from billing.v1.lines import RawRow, RowReader, Survey, changed, open_text, survey, unreadable
from billing.v1.table import Table
from billing.v1.tables import TABLES
from core.exchange import FileInfo


@dataclass(frozen=True, slots=True)
class Stamp:
    """Tells whether a file was touched while it was read."""

    size: int
    mtime_ns: int


class Rows(Protocol):
    """An open dataset: (ordinal, row) with ascending ordinals, equal at every reading."""

    def __iter__(self) -> Iterator[tuple[int, RawRow]]: ...

    def position(self) -> int:
        """Bytes read so far."""
        ...


class Source(Protocol):
    """One dataset about to be imported: known by content, not read yet."""

    @property
    def table(self) -> Table: ...

    @property
    def file(self) -> str:
        """Its file, or its files, as a report names them."""
        ...

    @property
    def info(self) -> FileInfo: ...

    @property
    def header(self) -> Header:
        """Which column stands where in the rows."""
        ...

    def open(self) -> AbstractContextManager[Rows]:
        """Raises FileRefused if a file has gone or is no longer what it was."""
        ...

    def place(self, ordinal: int) -> Place:
        """Where the row of this ordinal comes from."""
        ...

    def theirs(self, column: str) -> str:
        """The supplier's own name of a column; "" in files of the exchange format."""
        ...

    def tally(self) -> Mapping[str, int]:
        """Rows the last reading passed over on purpose, by reason."""
        ...

    def check_untouched(self) -> None:
        """Raise FileRefused if the content is no longer the one that was checked."""
        ...


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file of the exchange format."""

    path: Path
    table: Table
    survey: Survey
    header: Header
    stamp: Stamp

    @property
    def file(self) -> str:
        return self.path.name

    @property
    def info(self) -> FileInfo:
        rows = max(0, self.survey.lines - 1)
        return FileInfo(self.table.name, self.path.name, self.survey.sha256, self.survey.size, rows)

    def open(self) -> AbstractContextManager[Rows]:
        return open_rows(self)

    def place(self, ordinal: int) -> Place:
        return Place(self.path.name, ordinal)

    def theirs(self, column: str) -> str:
        return ""

    def tally(self) -> Mapping[str, int]:
        return {}

    def check_untouched(self) -> None:
        if stamp_of(self.path) != self.stamp:
            raise changed(self.path)


@dataclass(frozen=True, slots=True)
class Found:
    """What a directory holds: sources in reading order, warnings, files that cannot be taken."""

    sources: Sequence[Source]
    notices: Sequence[Notice]
    refused: Sequence[FileRefused]


Finder = Callable[[Path], Found]


class OpenRows(RowReader):
    """Rows of an open source, with the position in bytes for progress."""

    def position(self) -> int:
        """Bytes read so far."""
        return self._stream.buffer.tell()


def stamp_of(path: Path) -> Stamp:
    """Size and time of a file. Raises FileRefused if it cannot be asked."""
    try:
        found = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    return Stamp(found.st_size, found.st_mtime_ns)


@contextmanager
def open_rows(source: FileSource) -> Iterator[OpenRows]:
    """Open the file behind its header. Raises FileRefused if it has gone or is no longer what it was."""
    try:
        stream = open_text(source.path)
    except OSError as error:
        raise unreadable(source.path, error) from error
    with stream:
        try:
            if read_header(stream, source.table) != source.header:
                raise changed(source.path)
            yield OpenRows(stream, source.header.width)
        except UnicodeDecodeError:
            raise changed(source.path) from None


def find_v1(directory: Path) -> Found:
    """The files of the exchange format in a directory. Raises FileRefused if there are none."""
    paths, notices = find_files(directory)
    sources: list[Source] = []
    refused: list[FileRefused] = []
    for path in paths:
        try:
            sources.append(look_at(path))
        except FileRefused as problem:
            refused.append(problem)
    return Found(sources, notices, refused)


def find_files(directory: Path) -> tuple[list[Path], list[Notice]]:
    """Files of the format in reading order, and a notice for every other CSV file."""
    if not directory.is_dir():
        raise FileRefused(Refusal.NO_FILES, "", f"{directory} is not a directory")
    found: dict[str, Path] = {}
    for path in sorted(directory.iterdir()):
        if path.suffix.lower() == ".csv" and path.is_file():
            found.setdefault(path.name.lower(), path)
    known = [found.pop(table.file) for table in TABLES.values() if table.file in found]
    others = [path.name for path in found.values()]
    if not known:
        names = ", ".join(table.file for table in TABLES.values())
        raise FileRefused(Refusal.NO_FILES, "", f"{directory} holds none of {names}")
    return known, [Notice(name, "", Doubt.UNKNOWN_FILE, 0, 1) for name in others]


def look_at(path: Path) -> FileSource:
    """Survey a file and read its header. Raises FileRefused."""
    table = TABLES[path.stem.lower()]
    stamp = stamp_of(path)
    found = survey(path)
    with open_text(path) as stream:
        header = read_header(stream, table)
    return FileSource(path, table, found, header, stamp)
