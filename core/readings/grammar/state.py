"""Where a walk through a message stands: what the words so far say of the numbers to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.readings.grammar.items import Item, Sighting, Sort
from core.readings.grammar.token import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.readings.grammar.names import Names
    from core.readings.grammar.vocabulary import Role, Vocabulary
    from core.readings.heard import Label
    from core.readings.reasons import Reason

NOTHING = Token(Kind.SIGN, "")
MARGIN = 2
"""Empty tokens around the others, so that every token has neighbours."""
_FLAT = 3
"""Digits of the longest number of a flat or house that no word announced."""


class State:
    """The tokens, the place among them, and what has been learnt on the way there."""

    __slots__ = (
        "anchored",
        "at",
        "expects",
        "names",
        "other_run",
        "paused",
        "seen",
        "short",
        "strange",
        "tokens",
        "value_at",
        "zones",
    )

    def __init__(self, tokens: Sequence[Token], names: Names, words: Vocabulary) -> None:
        self.tokens = (NOTHING, NOTHING, *tokens, NOTHING, NOTHING)
        self.names = names
        self.short = words.short_zones
        self.seen = Sighting()
        self.at = 0
        self.expects: Role | None = None  # what the next number is, by the word before it
        self.strange = ""  # the first unknown word since something said that a reading comes
        self.anchored = False  # something did
        self.paused = False  # punctuation since the last value
        self.other_run: Role | None = None  # by which word the number before was something else: it may go on
        self.value_at = -MARGIN  # place of the last value
        self.zones: frozenset[Label] | None = None  # all that the message names, once that matters

    def anchor(self) -> None:
        """What comes now is a reading: words before it do not matter any more."""
        self.anchored = True
        self.strange = ""
        self.expects = None

    def label(self, label: Label) -> None:
        """A zone is named."""
        self.anchor()
        self.seen.items.append(Item(Sort.LABEL, "", "", label))

    def other(self, text: str, by: Role | None = None) -> None:
        """A number is something else; with the word `by` which it is the next one may belong to it."""
        self.seen.other = self.seen.other or text
        self.other_run = by

    def refuse(self, reason: Reason, detail: str) -> None:
        """The message is no reading; the first reason stays."""
        if self.seen.refused is None:
            self.seen.refused, self.seen.detail = reason, detail

    def take_back(self) -> None:
        """The number just before is something else after all, with the parts that a blank set off."""
        items = self.seen.items
        if self.value_at != self.at - 1:
            return
        while items and items[-1].sort is Sort.VALUE:
            gone = items.pop()
            self.other(gone.text)
            if not gone.gap:
                break
        if not items:
            self.seen.strange = ""

    def drop_address(self) -> None:
        """«Ленина 5-12, показания …»: short numbers among unknown words are of an address."""
        items = self.seen.items
        if items and all(
            item.sort is Sort.VALUE and len(item.text) <= _FLAT and not item.fraction for item in items
        ):
            self.other(items[0].text)
            items.clear()
            self.seen.strange = ""
