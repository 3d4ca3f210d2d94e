"""Whether a text tells of danger or of an outage: it is answered with 112 and the dispatcher before all else.

The signs are lines of `ru/lexicon.ftl`. A false alarm costs a phone number too many, a missed one may
cost a life, so doubt counts as an emergency; payments «за свет» and negations are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.texts.normal import normal, other_layout, words

BETWEEN = 3
"""Other words that may stand between the words of a sign."""

_SENTENCE = re.compile(r"(?<!\bул)(?<!\bпер)[.!?;]+(?:\s|$)|\n+|(?<=\bнет),|(?<=\bда),")
_GLUE = {
    "не": "",
    "за": "свет электр",
    **dict.fromkeys(("ул", "улица", "улице", "улицы", "пер", "переулок", "снт", "днт", "тсж", "ооо"), "")
}  # fmt: skip
"""Words that belong to the next one, if it begins with one of these (with anything where there is none)."""

Sign = tuple[re.Pattern[str], ...]


class Emergency:
    """Recognises the signs; `lines` and `things` as in `lexicon.ftl`."""

    def __init__(self, lines: Iterable[str], things: Iterable[str]) -> None:
        alternatives = "|".join(things)
        self._signs = [_sign(line.replace("@things", alternatives)) for line in lines]
        firsts = "|".join(f"(?:{sign[0].pattern})" for sign in self._signs)
        self._any = re.compile(firsts)

    def __call__(self, text: str) -> bool:
        """Tell whether the text holds a sign, in whichever keyboard layout it was typed."""
        return self._in(text) or (text.isascii() and self._in(other_layout(text)))

    def _in(self, text: str) -> bool:
        for sentence in _SENTENCE.split(text.casefold()):
            found = glued(words(normal(sentence)))
            if any(map(self._any.fullmatch, found)) and any(_holds(sign, found) for sign in self._signs):
                return True
        return False


def glued(found: list[str]) -> list[str]:
    """Join negations, «за свет» and names of streets with the word after them."""
    result: list[str] = []
    joined = False
    for word, following in zip(found, [*found, ""][1:], strict=True):
        if joined:
            joined = False
            continue
        starts = _GLUE.get(word)
        joined = (
            starts is not None and bool(following) and following.startswith(tuple(starts.split()) or ("",))
        )
        result.append(f"{word}_{following}" if joined else word)
    return result


def _sign(line: str) -> Sign:
    parts = glued(line.split())
    return tuple(re.compile("|".join(map(_stem, part.split("|")))) for part in parts)


def _stem(word: str) -> str:
    return re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word)


def _holds(sign: Sign, found: list[str]) -> bool:
    """Whether all words of the sign, each by a word of its own, stand close together."""
    width = len(sign) + BETWEEN
    return any(_window(sign, found[start : start + width]) for start in range(len(found)))


def _window(sign: Sign, found: list[str]) -> bool:
    if not sign:
        return True
    hits = (index for index, word in enumerate(found) if sign[0].fullmatch(word))
    return any(_window(sign[1:], found[:index] + found[index + 1 :]) for index in hits)
