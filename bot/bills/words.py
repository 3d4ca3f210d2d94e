"""Words on paper: a paper is read in other years, so days and months carry theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.assembly import Texts
    from core.values import Value

_LONG_AGO = date.min
"""A day of no year that a bill may have: the catalogue leaves out the year of today."""


@dataclass(frozen=True, slots=True)
class PaperWords:
    """Texts of the full form on one line. `day`: whose year goes without saying; none by default."""

    texts: Texts
    day: date = _LONG_AGO

    def __call__(self, key: str, **values: Value) -> str:
        texts = self.texts
        said = texts.catalogue.text("full", key, {**texts.supplier, **values}, self.day)
        return " ".join(said.split())
