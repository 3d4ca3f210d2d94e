"""The lexicon as the router asks it: options of a question are known by the labels people see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.dialogs.model import Choice
    from bot.texts.catalogue import Catalogue
    from bot.texts.lexicon import Lexicon


class LexiconWords:
    """`bot.dialogs.router.Words` over the word lists and the catalogue."""

    def __init__(self, lexicon: Lexicon, catalogue: Catalogue, today: Callable[[], date]) -> None:
        self._lexicon = lexicon
        self._catalogue = catalogue
        self._today = today

    def command(self, text: str) -> tuple[str, str] | None:
        with_arguments = self._lexicon.command(text)
        if with_arguments is not None:
            return with_arguments
        entry = self._lexicon.entry(text)
        return None if entry is None else (entry, "")

    def emergency(self, text: str) -> bool:
        return self._lexicon.emergency(text)

    def option(self, text: str, choices: Sequence[Choice]) -> Choice | None:
        if not choices:
            return None
        labels = [self._label(choice) for choice in choices]
        index = self._lexicon.option(text, labels)
        return None if index is None else choices[index]

    def _label(self, choice: Choice) -> str:
        return self._catalogue.text("full", choice.label.key, choice.label.values, self._today())
