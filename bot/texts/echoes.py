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

LETTERS = 16
"""Letters of the shortest sentence that is known."""
OF_ACCOUNT = 7
"""The same of one that begins with an account as we write it (`*7833: …`)."""
OF_VALUES, _VALUES = 9, 2
"""The same of one that shows more than two values."""
_ACCOUNT = r"\*\d{4}.{0,20}?"
VALUE = 40
"""Characters that a value between the words may have."""
_NOT_SAID = (
    "button-",
    "menu-",
    "token-",
    "command-",
    "choice-",
    "invite-",  # passed on to somebody else, whole
    "sheet-column",
)


class Echoes:
    """The sentences of the catalogue that go by SMS."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._shapes = tuple(_shapes(catalogue))

    def __call__(self, text: str) -> bool:
        """Whether one of our sentences stands in the text, whole."""
        plain = _plain(text)
        if len(plain) < OF_ACCOUNT:
            return False
        return any(anchor in plain and shape.search(plain) for anchor, shape in self._shapes)


def _shapes(catalogue: Catalogue) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The longest words of each sentence, and the sentence with anything in the place of its values."""
    between = rf"\W{{0,3}}.{{1,{VALUE}}}?\W{{0,3}}"
    for key, entry in catalogue.short.entries.items():
        if entry.template is None or key.startswith(_NOT_SAID):
            continue
        pieces = [_plain(piece).strip(". ") for piece in entry.template.replace("%%", "%").split("%s")]
        of_account = entry.names[:1] == ("account",) and entry.template.startswith("%s")
        least = OF_ACCOUNT if of_account else OF_VALUES if len(entry.names) > _VALUES else LETTERS
        if sum(letter.isalpha() for piece in pieces for letter in piece) >= least:
            shape = between.join(map(re.escape, filter(None, pieces)))
            yield max(pieces, key=len), re.compile((_ACCOUNT if of_account else "") + shape)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())
