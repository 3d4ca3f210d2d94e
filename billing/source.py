"""The files of an import directory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from billing.rejects import Doubt, FileRefused, Notice, Refusal
from billing.v1.fields import Table
from billing.v1.header import Header, read_header
from billing.v1.lines import RowReader, Survey, open_text, survey
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
            raise FileRefused(
                Refusal.CHANGED, self.path.name, "changed while it was read; run the import again"
            )


class OpenRows(RowReader):
    """Rows of an open source, with the position in bytes for progress."""

    def position(self) -> int:
        """Bytes read so far."""
        return self._stream.buffer.tell()


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return Stamp(found.st_size, found.st_mtime_ns)


@contextmanager
def open_rows(source: Source) -> Iterator[OpenRows]:
    """Open the file behind its header."""
    with open_text(source.path) as stream:
        header = read_header(stream, source.table)
        yield OpenRows(stream, header.width)


def find_files(directory: Path) -> tuple[list[Path], list[Notice]]:
    """Files of the format in reading order, and a notice for every other CSV file."""
    if not directory.is_dir():
        raise FileRefused(Refusal.NO_FILES, "", f"{directory} is not a directory")
    known = [path for table in TABLES.values() if (path := directory / table.file).is_file()]
    others = sorted(path.name for path in directory.glob("*.csv") if path not in known)
    if not known:
        names = ", ".join(table.file for table in TABLES.values())
        raise FileRefused(Refusal.NO_FILES, "", f"{directory} holds none of {names}")
    return known, [Notice(name, "", Doubt.UNKNOWN_FILE, 0, 1) for name in others]


def look_at(path: Path) -> Source:
    """Survey a file and read its header. Raises FileRefused."""
    table = TABLES[path.stem]
    stamp = _stamp(path)
    found = survey(path)
    with open_text(path) as stream:
        header = read_header(stream, table)
    return Source(path, table, found, header, stamp)
