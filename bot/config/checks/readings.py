"""Checks of ``[readings]``: the window is one of days, and open long enough to send anything."""

from __future__ import annotations

from collections.abc import Iterator

from bot.config.findings import Problem, error, warning
from bot.config.tree import Config
from core.readings.window import Window

_SURE_DAY = 28


def readings(config: Config) -> Iterator[Problem]:
    """The window names days of a month; what billing has to check is said."""
    if config.readings.accept_unlinked:
        yield warning(
            "readings.accept_unlinked",
            "is true: whoever knows an account number may send a reading for it; billing gets it marked"
            ' "unconfirmed unlinked" and has to check it',
        )
    text = config.readings.window
    try:
        window = Window.parse(text)
    except ValueError:
        yield error(
            "readings.window",
            f'"{text}" is not days of a month; write for example "15-25", "23-25/26" or "28-3"',
        )
        return
    if window.first > _SURE_DAY:
        yield warning(
            "readings.window", f'"{text}" opens on a day that some months lack; there it is their last day'
        )
