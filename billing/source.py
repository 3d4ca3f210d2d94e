"""The files of an import directory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from billing.rejects import Doubt, FileRefused, Notice, Refusal
from billing.v1.fields import Table
from billing.v1.header import Header, read_header
from billing.v1.lines import RowReader, Survey, changed, open_text, survey, unreadable
from billing.v1.tables import TABLES
from core.exchange import FileInfo


@dataclass(frozen=True, slots=True)
class Stamp:
    """Tells whether a file was touched while it was read."""

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the format: known by content, not read yet."""

    path: Path
    table: Table
    survey: Survey
    header: Header
    stamp: Stamp

    @property
    def info(self) -> FileInfo:
        rows = max(0, self.survey.lines - 1)
        return FileInfo(self.table.name, self.path.name, self.survey.sha256, self.survey.size, rows)

    def check_untouched(self) -> None:
        """Raise FileRefused if the file is no longer the one that was checked."""
        if _stamp(self.path) != self.stamp:
            raise changed(self.path)


class OpenRows(RowReader):
    """Rows of an open source, with the position in bytes for progress."""

    def position(self) -> int:
        """Bytes read so far."""
        return self._stream.buffer.tell()


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    return Stamp(found.st_size, found.st_mtime_ns)


@contextmanager
def open_rows(source: Source) -> Iterator[OpenRows]:
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


def look_at(path: Path) -> Source:
    """Survey a file and read its header. Raises FileRefused."""
    table = TABLES[path.stem.lower()]
    stamp = _stamp(path)
    found = survey(path)
    with open_text(path) as stream:
        header = read_header(stream, table)
    return Source(path, table, found, header, stamp)
