"""Text as people type it, made comparable: one spelling for one thought."""

from __future__ import annotations

import re
import unicodedata

from core.spelling import fold

LONGEST = 1000
"""Characters that are read; nobody names a command in more."""

_DASHES = "‐‑‒–—―−"
_SAME = str.maketrans({**dict.fromkeys(_DASHES, "-"), "ё": "е", "\u00ad": None})
_QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_JCUKEN = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN = str.maketrans(_QWERTY, _JCUKEN)
_TO_LATIN = str.maketrans(_JCUKEN, _QWERTY)
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile("[а-я]")


def normal(text: str) -> str:
    """NFKC, no invisible characters, ё as е, one kind of dash, single spaces, lower case."""
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in text)
    return " ".join(text.casefold().translate(_SAME).split())


def words(text: str) -> list[str]:
    """Return the words and numbers of a normal text, look-alikes folded."""
    return [fold(word) for word in _WORD.findall(text)]


def key(text: str) -> str:
    """Return what two texts are compared by: the words, or the signs where there are none (`??` as `?`)."""
    text = normal(text)
    return " ".join(words(text)) or "".join(dict.fromkeys(text))


def other_layout(text: str) -> str:
    """Return the same keys pressed in the other keyboard layout: `,fkfyc` was meant as «баланс»."""
    text = normal(text)
    return text.translate(_TO_LATIN if _CYRILLIC.search(text) else _TO_RUSSIAN).replace("ё", "е")
