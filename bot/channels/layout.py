"""How buttons stand: rows, titles, the persistent keyboard."""

from __future__ import annotations

from collections.abc import Iterable

from bot.channels.base import Button

MENU: tuple[tuple[str, ...], ...] = (
    ("menu-balance", "menu-readings"),
    ("menu-pay", "menu-more"),
)
"""Text keys of the persistent keyboard, by rows."""

ROW = 26
"""Characters of titles that stand in one row without being cut on a narrow phone."""

MOST = 3
"""Buttons in one row."""


def title_of(label: str, most: int) -> str:
    """Shorten a label to the channel's length of titles."""
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def rows_of(buttons: Iterable[Button]) -> tuple[tuple[Button, ...], ...]:
    """Put buttons into rows, in order: short ones side by side, long ones alone."""
    rows: list[list[Button]] = []
    room = 0
    for button in buttons:
        width = len(button.title) + 2
        if rows and width <= room and len(rows[-1]) < MOST:
            rows[-1].append(button)
        else:
            rows.append([button])
            room = ROW
        room -= width
    return tuple(map(tuple, rows))
