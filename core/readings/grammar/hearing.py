"""Hear a reading in a message, or say why there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.readings.grammar.lexing import cut
from core.readings.grammar.meaning import meaning
from core.readings.grammar.names import Names
from core.readings.grammar.normal import normalise
from core.readings.grammar.suffixes import with_suffixes
from core.readings.grammar.vocabulary import Role
from core.readings.grammar.walk import walk
from core.readings.heard import Heard, Message, Number, Unheard, Written
from core.readings.reasons import Reason
from core.readings.whom import Known

if TYPE_CHECKING:
    from core.readings.grammar.vocabulary import Vocabulary

_SIMPLE = re.compile(r"(?:([^\W\d_]++)[ :]{1,2})?+([0-9]{1,6})(?:,([0-9]{1,2}))?+[ .!]*+")
_DIGITS = frozenset("0123456789")


def hear(text: str, known: Known, words: Vocabulary) -> Message:
    """What the message says; pure, linear in its length, of which 1000 characters are read.

    `Unsure` may have a single option: a question to be answered by yes or no («15 420»).
    """
    plain = normalise(text)
    if (simple := _simple(plain, known, words)) is not None:
        return simple
    if _DIGITS.isdisjoint(plain):
        return Unheard(Reason.NO_NUMBER)
    tokens = cut(plain, words)
    if not tokens:
        return Unheard(Reason.NO_NUMBER)
    names = Names(known)
    return meaning(walk(with_suffixes(tokens, names), names, words), names)


def _simple(plain: str, known: Known, words: Vocabulary) -> Heard | None:
    """«15420», «П 15420»: what most people send, and nothing in it to be weighed. None for all else."""
    found = _SIMPLE.fullmatch(plain)
    if found is None or found[2] in known.accounts:
        return None
    if found[1] is None:
        certain = found[2] != "0" or found[3]
    else:
        word = words.words.get(found[1])
        certain = word is not None and word.role is Role.READING
    return Heard((Written((Number(found[2], found[3] or ""),)),)) if certain else None
