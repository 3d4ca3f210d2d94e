"""Words on pictures, from `ru/chart_words.ftl` and `ru/format.ftl`; numbers as pictures write them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.texts.patterns import compile_entry, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.values import Period

_RU = Path(__file__).parent / "ru"
THIN = "\u202f"
"""Between thousands on a picture: a narrow space at which no line ends."""


class ChartWords:
    """`words` are the messages of both files, each with at most the places that `say` fills."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self._months = words["months"].split(", ")
        self._short = words["months-short"].split(", ")

    @classmethod
    def load(cls, folder: Path = _RU) -> ChartWords:
        """Read the files. TextError when one cannot be read, KeyError when a list is missing."""
        both = parse([folder / "format.ftl", folder / "chart_words.ftl"])
        return cls({name: compile_entry(message).template or "" for name, message in both.items()})

    def say(self, name: str, *values: str) -> str:
        """The words of `name` with `values` in the order of the text. KeyError for an unknown name."""
        return self._words[name] % values

    def month(self, period: Period) -> str:
        """A month below its bar."""
        return self._short[period.month - 1]

    def months(self, first: Period, last: Period) -> str:
        """The months of a picture: «ноябрь 2025 – октябрь 2026»."""
        if first == last:
            return self._month(last)
        return self.say("between-months", self._month(first), self._month(last))

    def _month(self, period: Period) -> str:
        return f"{self._months[period.month - 1]} {period.year}"

    @staticmethod
    def number(value: int, unit: int) -> str:
        """A whole number of `unit`, half up, with thin spaces between thousands."""
        return f"{(2 * value + unit) // (2 * unit):,}".replace(",", THIN)
