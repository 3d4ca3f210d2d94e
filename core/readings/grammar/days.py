"""The day that a message gives its reading: «показания за 12.12.2026 8300»."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# «до 12.12.2030» is when a verification or a contract ends, never the day of a reading.
_DAY = re.compile(
    r"(?<![\d.,])(?<!\bдо )(\d{1,2})\.(\d{1,2})\.((?:20)?\d{2})(?![\d.]\d)(?!\d)", re.IGNORECASE
)


def days_in(text: str) -> Iterator[date]:
    """Whole dates of this century among the words, in their order; what only looks like one is none."""
    for found in _DAY.finditer(text):
        try:
            yield date(2000 + int(found[3][-2:]), int(found[2]), int(found[1]))
        except ValueError:
            continue
