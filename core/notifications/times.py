"""Hours of a day as people write them: «в 10», «18:30», «с 21 до 8», «22-7»."""

from __future__ import annotations

import re

_TIME = r"([01]?[0-9]|2[0-4])(?:[:.]([0-5][0-9]))?\s*(?:ч\w*\.?)?"
_ONE = re.compile(rf"(?:в\s+)?{_TIME}(?:\s+утра)?")
_EVENING = re.compile(r"(?:в\s+)?([1-9]|1[01])(?:[:.]([0-5][0-9]))?\s*(?:ч\w*\.?)?\s*вечера")
_SPAN = re.compile(rf"(?:с\s+)?{_TIME}\s*(?:до|по|-|–|—)\s*{_TIME}")
DAY = 24 * 60


def minute_of(text: str) -> int | None:
    """The minute of the day that a text names; None when it names none."""
    said = " ".join(text.lower().split())
    found = _EVENING.fullmatch(said)
    if found:
        return (int(found[1]) + 12) * 60 + int(found[2] or 0)
    found = _ONE.fullmatch(said)
    return _minute(found[1], found[2]) if found else None


def span_of(text: str) -> tuple[int, int] | None:
    """Two minutes of the day, from and to; None when the text names no span."""
    found = _SPAN.fullmatch(" ".join(text.lower().split()))
    if found is None:
        return None
    since, until = _minute(found[1], found[2]), _minute(found[3], found[4])
    return None if since is None or until is None else (since, until)


def _minute(hours: str, minutes: str | None) -> int | None:
    minute = int(hours) * 60 + int(minutes or 0)
    return minute % DAY if minute <= DAY else None
