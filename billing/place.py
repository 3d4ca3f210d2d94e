"""Where a row comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """File and line; `record` where a table counts records."""

    file: str
    line: int
    record: bool = False
