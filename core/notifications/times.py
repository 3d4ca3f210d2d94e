"""Hours of a day as people write them: «в 10», «18:30», «7 вечера», «с 21 до 8», «22-7»."""

from __future__ import annotations

import re

_TIME = r"([01]?[0-9]|2[0-4])(?:[:.]([0-5][0-9]))?\s*(?:ч\w*\.?)?"
_PART = r"(?:\s+(утра|дня|вечера|ночи))?"
_ONE = re.compile(rf"(?:(?:в|около|к)\s+)?{_TIME}{_PART}\.?")
_SPAN = re.compile(rf"(?:с\s+)?{_TIME}{_PART}\s*(?:до|по|-|–|—)\s*{_TIME}{_PART}\.?")
_DAYS = re.compile(r"(?:за\s+)?([0-9]{1,2})(?:\s+(?:день|дня|дней))?\.?")
DAY = 24 * 60
_NOON, _NIGHT_UPTO = 12, 5


def minute_of(text: str) -> int | None:
    """The minute of the day that a text names; None when it names none."""
    found = _ONE.fullmatch(" ".join(text.lower().split()))
    return _minute(*found.groups()) if found else None


def span_of(text: str) -> tuple[int, int] | None:
    """Two minutes of the day, from and to; None when the text names no span."""
    found = _SPAN.fullmatch(" ".join(text.lower().split()))
    if found is None:
        return None
    since, until = _minute(*found.groups()[:3]), _minute(*found.groups()[3:])
    return None if since is None or until is None else (since, until)


def days_of(text: str) -> int | None:
    """How many days a text names: «4», «за 2 дня»; None when it names none."""
    found = _DAYS.fullmatch(" ".join(text.lower().split()))
    return int(found[1]) if found else None


def _minute(hours: str, minutes: str | None, part: str | None) -> int | None:
    """«7 вечера» and «19 вечера» are 19, «12 ночи» is 0, «12 вечера» is nothing."""
    hour = int(hours)
    if hour == _NOON and part is not None:
        hour = {"дня": _NOON, "ночи": 0}.get(part, DAY)
    elif hour < _NOON and (part in {"дня", "вечера"} or (part == "ночи" and hour > _NIGHT_UPTO)):
        hour += _NOON
    minute = hour * 60 + int(minutes or 0)
    return minute % DAY if minute <= DAY else None
