"""Hear a reading in a message, or say why there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.readings.heard import Heard, Known, Message, Number, Unheard, Written
from core.readings.reasons import Reason

if TYPE_CHECKING:
    from core.readings.grammar.vocabulary import Vocabulary

_NUMBERS = re.compile(r"(\d+)(?:[.,](\d+))?")


def hear(text: str, known: Known, words: Vocabulary) -> Message:
    """What the message says; pure, linear in its length, 1000 characters are read.

    `Unsure` may have a single option: a question to be answered by yes or no («15 420»).
    """
    found = tuple(Number(whole, fraction) for whole, fraction in _NUMBERS.findall(text))
    if not found:
        return Unheard(Reason.NO_NUMBER)
    return Heard((Written(found),))


def looks_like_reading(text: str, known: Known, words: Vocabulary) -> bool:
    """Whether a message at an idle moment is a reading, or asks to be understood as one."""
    return not isinstance(hear(text, known, words), Unheard)
