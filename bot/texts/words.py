"""The lexicon as a conversation needs it: options are found by the words people saw on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from bot.texts.catalogue import Catalogue
from bot.texts.lexicon import Lexicon
from core.values import Value


class Spoken(Protocol):
    """A text key with its values (`bot.dialogs.model.Phrase`)."""

    @property
    def key(self) -> str: ...
    @property
    def values(self) -> Mapping[str, Value]: ...


class Labelled(Protocol):
    """Something offered under a label (`bot.dialogs.model.Choice`)."""

    @property
    def label(self) -> Spoken: ...


Option = TypeVar("Option", bound=Labelled)


class Words:
    """The lexicon together with the catalogue that wrote the labels, in either form.

    `today` must be the one the labels were written with; a label with a date is the only one it matters for.
    """

    def __init__(
        self, lexicon: Lexicon, catalogue: Catalogue, supplier: Mapping[str, Value], today: Callable[[], date]
    ) -> None:
        self._lexicon = lexicon
        self._catalogue = catalogue
        self._supplier = supplier
        self._today = today

    def entry(self, text: str) -> str | None:
        """See `Lexicon.entry`."""
        return self._lexicon.entry(text)

    def command(self, text: str) -> tuple[str, str] | None:
        """See `Lexicon.command`."""
        return self._lexicon.command(text)

    def emergency(self, text: str) -> bool:
        """See `Lexicon.emergency`."""
        return self._lexicon.emergency(text)

    def option(self, text: str, choices: Sequence[Option]) -> Option | None:
        """Return the choice that the text names by its label in either form, or by its number; else None."""
        for form in ("full", "short") if choices else ():
            index = self._lexicon.option(text, [self._label(form, choice) for choice in choices])
            if index is not None:
                return choices[index]
        return None

    def _label(self, form: str, choice: Labelled) -> str:
        label = choice.label
        return self._catalogue.text(form, label.key, {**self._supplier, **label.values}, self._today())
