"""What people say of a chart, from the editable lists of `ru/chart_wishes.ftl`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from bot.texts.patterns import compile_entry, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

_RU = Path(__file__).parent / "ru"
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


class ChartWishes:
    """`lists` are words by what they wish; each list becomes one pattern."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        lists = dict(lists)
        self._months = [_pattern(words.replace("|", ",")) for words in lists.pop("months").split(",")]
        self._wishes = {name: _pattern(words) for name, words in lists.items()}

    @classmethod
    def load(cls, folder: Path = _RU) -> ChartWishes:
        """Read the file. TextError when it cannot be read, KeyError without the months."""
        messages = parse([folder / "chart_wishes.ftl"])
        return cls({name: compile_entry(message).template or "" for name, message in messages.items()})

    def heard(self, text: str) -> frozenset[str]:
        """The names of the lists that have a word in the text."""
        said = _plain(text)
        return frozenset(name for name, words in self._wishes.items() if words.search(said))

    def month(self, text: str) -> int:
        """The month that the text names, 1 to 12; 0 for none or several."""
        said = _plain(text)
        found = [number for number, words in enumerate(self._months, 1) if words.search(said)]
        return found[0] if len(found) == 1 else 0

    def year(self, text: str) -> int:
        """The year in digits; 0 for none or several."""
        found = set(_YEAR.findall(text))
        return int(found.pop()) if len(found) == 1 else 0


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())


def _pattern(line: str) -> re.Pattern[str]:
    words = (_plain(word) for word in line.replace("\n", " ").split(",") if word.strip())
    ways = "|".join(re.escape(word.rstrip("*")) + ("" if word.endswith("*") else r"\b") for word in words)
    return re.compile(rf"\b(?:{ways})")
