"""The pieces of a message."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from core.readings.grammar.vocabulary import Meaning


class Kind(StrEnum):
    """What a piece is."""

    NUMBER = "number"  # digits, with marks between them as typed
    WORD = "word"
    SIGN = "sign"
    LINE = "line"  # the end of a line
    SHAPE = "shape"  # a phone, a date or a time by its shape
    INDEX = "index"  # the ordinal number of a meter: «1» of «1эд100»
    SERIAL = "serial"  # of a meter, with a suffix: «20001010-2»
    SPOILED = "spoiled"  # letters and digits that make no sense together


class Token(NamedTuple):
    """One piece; `tight` where no blank stands before it, `meaning` None for a word nobody listed."""

    kind: Kind
    text: str
    tight: bool = True
    meaning: Meaning | None = None
