"""The lexicon as the router asks it: options of a question are known by the labels people see."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from bot.texts.echoes import Echoes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.dialogs.model import Choice
    from bot.texts.catalogue import Catalogue
    from bot.texts.lexicon import Lexicon
    from core.values import Value


_PASSED_ON = re.compile(r"([^\W\d_]+)\W{1,3}(\d{4} ?\d{4} ?\d{4})(?!\d)")
"""Our own words of an invitation within a text that was forwarded as it came."""


_INVITATION = "invitation"


class LexiconWords:
    """`bot.dialogs.router.Words` over the word lists and the catalogue."""

    def __init__(
        self,
        lexicon: Lexicon,
        catalogue: Catalogue,
        today: Callable[[], date],
        supplier: Mapping[str, Value] | None = None,
    ) -> None:
        self._lexicon = lexicon
        self._supplier = supplier or {}
        self._catalogue = catalogue
        self._today = today

    def command(self, text: str) -> tuple[str, str] | None:
        with_arguments = self._lexicon.command(text)
        if with_arguments is not None:
            return with_arguments
        passed_on = _PASSED_ON.search(text)
        if passed_on is not None and self._lexicon.keyword(passed_on[1]) == _INVITATION:
            return _INVITATION, passed_on[2]
        entry = self._lexicon.keyword(text)
        return None if entry is None else (entry, "")

    def emergency(self, text: str) -> bool:
        return self._lexicon.emergency(text)

    def question(self, text: str) -> tuple[str, ...]:
        return self._lexicon.question(text)

    def option(self, text: str, choices: Sequence[Choice]) -> Choice | None:
        if not choices:
            return None
        for form in ("full", "short"):
            index = self._lexicon.option(text, [self._label(form, choice) for choice in choices])
            if index is not None:
                return choices[index]
        return None

    def answer(self, text: str) -> str | None:
        return self._lexicon.answer(text)

    def ours(self, text: str) -> bool:
        return self._echoes(text)

    @cached_property
    def _echoes(self) -> Echoes:
        """Made for the first SMS."""
        return Echoes(self._catalogue)

    def _label(self, form: str, choice: Choice) -> str:
        values = {**self._supplier, **choice.label.values}
        return self._catalogue.text(form, choice.label.key, values, self._today())
