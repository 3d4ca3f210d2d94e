"""Whether a text is ours and came back: a robot's echo, an auto-reply that quotes, a «Понравилось «…»».

A sentence of the short catalogue is known by its words, whatever numbers stand between them. Only sentences
of many letters count: what people retype («ЛС 1234567833 482133», «ПОКАЗАНИЯ») is never taken for an echo.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.texts.catalogue import Catalogue

LETTERS = 18
"""Letters of the shortest sentence that is known."""
VALUE = 40
"""Characters that a value between the words may have."""
_NOT_SAID = (
    "button-",
    "menu-",
    "token-",
    "command-",
    "choice-",
    "sheet-column",
    "consent-text",
    "contract-text",
)


class Echoes:
    """The sentences of the catalogue that go by SMS."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._shapes = tuple(_shapes(catalogue))

    def __call__(self, text: str) -> bool:
        """Whether one of our sentences stands in the text, whole."""
        plain = _plain(text)
        if len(plain) < LETTERS:
            return False
        return any(anchor in plain and shape.search(plain) for anchor, shape in self._shapes)


def _shapes(catalogue: Catalogue) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The longest words of each sentence, and the sentence with anything in the place of its values."""
    for key, entry in catalogue.short.entries.items():
        if entry.template is None or key.startswith(_NOT_SAID):
            continue
        pieces = [_plain(piece).strip(". ") for piece in entry.template.replace("%%", "%").split("%s")]
        if sum(letter.isalpha() for piece in pieces for letter in piece) >= LETTERS:
            between = rf"\W{{0,3}}.{{1,{VALUE}}}?\W{{0,3}}"
            yield max(pieces, key=len), re.compile(between.join(map(re.escape, filter(None, pieces))))


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())
