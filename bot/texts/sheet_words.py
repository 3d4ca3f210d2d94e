"""How people call the columns and the zones of a sheet, from `ru/sheet_words.ftl`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.texts.catalogue import RU, compile_all
from core.readings.heard import Label
from core.readings.sheet import Column, Headings
from core.readings.sheet_cells import plain

if TYPE_CHECKING:
    from pathlib import Path

_NONE = "none"


def load_headings(folder: Path = RU) -> Headings:
    """Read the lists. TextError when the file cannot be read, KeyError when a list is missing."""
    lists = {name: entry.template or "" for name, entry in compile_all(folder / "sheet_words.ftl").items()}
    columns = {column: _words(lists[f"column-{column}"]) for column in Column}
    labels = {label: lists[f"zone-{label or _NONE}"] for label in Label}
    zones = {word: label.value for label, line in labels.items() for word in _words(line)}
    return Headings(
        columns, zones, _words(lists["totals"]), *(_words(lists[name]) for name in ("blanks", "units", "yes"))
    )


def _words(line: str) -> frozenset[str]:
    return frozenset(plain(word) for word in line.replace("\n", " ").split(";"))
