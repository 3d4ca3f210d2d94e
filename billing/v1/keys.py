"""Repeated keys inside a file, found in memory that does not grow with it.

A small file remembers its keys. A large one is expected in ascending order of its key, as billings write
them: then the last key is enough. If it turns out unordered (OutOfOrder), it is read again, and 64-bit hashes
of the keys go to temporary files, 64 of them by hash, each small enough to look through at once. Two
different keys with one hash would cost a good row; for 36 million keys the chance of any is 1 to 28,000.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from core.exchange import Value

SMALL_FILE = 50_000
BUCKETS = 64
_FLUSH_AT = 4096
_MASK = (1 << 64) - 1

Key = tuple[Value, ...]


class OutOfOrder(Exception):
    """The file is not in ascending order of its key."""


class KeyCheck(Protocol):
    """Looks for repeated keys."""

    def first_line(self, key: Key, line: int) -> int:
        """Line where the key was seen before, 0 if it is new or will be known later."""
        ...

    def late(self) -> Iterator[tuple[int, int]]:
        """Repetitions found after the whole file was seen: (line, first line)."""
        ...


class Remembered:
    """For small files: every key and its line."""

    def __init__(self) -> None:
        self._lines: dict[Key, int] = {}

    def first_line(self, key: Key, line: int) -> int:
        first = self._lines.setdefault(key, line)
        return 0 if first == line else first

    def late(self) -> Iterator[tuple[int, int]]:
        return iter(())


class Ascending:
    """For large files in order: the last key only. Raises OutOfOrder where a smaller one follows."""

    def __init__(self) -> None:
        self._last: Any = ()
        self._line = 0

    def first_line(self, key: Key, line: int) -> int:
        # Values of one column have one type, so keys compare.
        ordered: Any = key
        if ordered > self._last:
            self._last, self._line = ordered, line
            return 0
        if ordered < self._last:
            raise OutOfOrder
        return self._line

    def late(self) -> Iterator[tuple[int, int]]:
        return iter(())


class Spilled:
    """For large files without order: hashes and lines in temporary files below `directory`."""

    def __init__(self, directory: Path) -> None:
        self._paths = [directory / f"keys-{index:02d}" for index in range(BUCKETS)]
        self._waiting = [array("Q") for _ in range(BUCKETS)]

    def first_line(self, key: Key, line: int) -> int:
        digest = hash(key) & _MASK
        waiting = self._waiting[digest % BUCKETS]
        waiting.append(digest)
        waiting.append(line)
        if len(waiting) >= _FLUSH_AT:
            self._flush(digest % BUCKETS)
        return 0

    def _flush(self, bucket: int) -> None:
        with self._paths[bucket].open("ab") as stream:
            self._waiting[bucket].tofile(stream)
        self._waiting[bucket] = array("Q")

    def late(self) -> Iterator[tuple[int, int]]:
        for bucket, path in enumerate(self._paths):
            self._flush(bucket)
            pairs = array("Q")
            pairs.frombytes(path.read_bytes())
            path.unlink()
            seen: dict[int, int] = {}
            for digest, line in zip(pairs[::2], pairs[1::2], strict=True):
                first = seen.setdefault(digest, line)
                if first != line:
                    yield line, first
