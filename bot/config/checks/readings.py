"""Checks of ``[readings]``: the window is one of days, and open long enough to send anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.config.findings import Problem, error, warning
from bot.config.tree import Config

_WINDOW = re.compile(r"(\d{1,2})-(\d{1,2})")
_LAST_DAY = 31
_SURE_DAY = 28


def readings(config: Config) -> Iterator[Problem]:
    """The window names two days of a month; nothing else of the section can be wrong in itself."""
    text = config.readings.window
    found = _WINDOW.fullmatch(text)
    days = (int(found[1]), int(found[2])) if found else (0, 0)
    if not all(1 <= day <= _LAST_DAY for day in days):
        yield error(
            "readings.window", f'"{text}" is not two days of a month; write for example "15-25" or "28-3"'
        )
    elif days[0] > _SURE_DAY:
        yield warning(
            "readings.window", f'"{text}" opens on a day that some months lack; there it opens a day later'
        )
