"""The day that a message gives its reading, such as 12.12.2026 beside 8300."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = re.compile(r"(?<![\d.,])(\d{1,2})\.(\d{1,2})\.((?:20)?\d{2})(?![\d.]\d)(?!\d)")
_MEANT = timedelta(days=92)
"""A day farther ahead is when something ends (a verification, a contract), not the day of a reading."""


def days_in(text: str) -> Iterator[date]:
    """Whole dates of this century among the words, in their order; what only looks like one is none."""
    for found in _DAY.finditer(text):
        try:
            yield date(2000 + int(found[3][-2:]), int(found[2]), int(found[1]))
        except ValueError:
            continue


def is_ahead(text: str, today: date) -> bool:
    """Whether a message dates its reading after the day it was sent."""
    return any(today < day <= today + _MEANT for day in days_in(text))
