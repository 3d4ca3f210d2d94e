"""Hear a reading in a message, or say why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.readings.grammar.lexing import cut
from core.readings.grammar.meaning import meaning
from core.readings.grammar.names import Names
from core.readings.grammar.normal import normalise
from core.readings.grammar.walk import Walk
from core.readings.heard import Known, Message, Unheard
from core.readings.reasons import Reason

if TYPE_CHECKING:
    from core.readings.grammar.vocabulary import Vocabulary

_DIGITS = frozenset("0123456789")


def hear(text: str, known: Known, words: Vocabulary) -> Message:
    """What the message says; pure, linear in its length, of which 1000 characters are read.

    `Unsure` may have a single option: a question to be answered by yes or no («15 420»).
    """
    plain = normalise(text)
    if _DIGITS.isdisjoint(plain):
        return Unheard(Reason.NO_NUMBER)
    tokens = cut(plain, words)
    if not tokens:
        return Unheard(Reason.SOMETHING_ELSE)
    names = Names(known)
    return meaning(Walk(tokens, names, words).run(), names)


def looks_like_reading(text: str, known: Known, words: Vocabulary) -> bool:
    """Whether a message at an idle moment is a reading, or asks to be understood as one."""
    return not isinstance(hear(text, known, words), Unheard)
