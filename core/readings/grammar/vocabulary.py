"""The words by which the grammar knows what a number is; which words they are is told from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.readings.heard import Label
from core.spelling import fold, one_slip

_PARTS = re.compile(r"[^\W_]+")
_LONGEST = 24
"""Letters of the longest word in which slips are looked for."""


class Role(StrEnum):
    """What a word says of the numbers beside it."""

    READING = "reading"  # «показания», «передаю»: what follows is a reading
    ZONE = "zone"  # «день», «т1»: which register
    REGISTER = "register"  # «тариф», «зона»: with a digit beside it names a register
    TAG = "tag"  # «эд» in «1эд100»: service and zone between the number of a meter and its value
    UNIT = "unit"  # «квтч»
    FILLER = "filler"  # courtesy, prepositions: changes nothing
    NAME = "name"  # «номер»: what follows is the name of a meter or an account
    ACCOUNT = "account"  # «лс»
    PLACE = "place"  # «кв», «дом»: a short number behind it is of an address
    STREET = "street"  # «ул»: so are the words behind it
    NAMED = "named"  # «тел», «код»: the number behind it is something else
    COUNTED = "counted"  # «руб», «год»: the number before it is something else
    MONTH = "month"
    SERVICE = "service"  # «газ»: not ours
    OURS = "ours"  # «свет»: ours again
    FORMER = "former"  # «было»: the number behind it is an earlier one
    AGAINST = "against"  # «почему», «не»: whoever says this sends no reading


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word means; `label` for zones and tags."""

    role: Role
    label: Label = Label.NONE


FORGIVEN = frozenset(
    {Role.READING, Role.ZONE, Role.REGISTER, Role.UNIT, Role.FILLER, Role.NAME, Role.ACCOUNT}
    | {Role.PLACE, Role.NAMED, Role.COUNTED, Role.MONTH, Role.SERVICE, Role.OURS, Role.AGAINST}
)
"""Roles of words in which a slip of the finger is forgiven."""
FORGIVING = 5
"""Letters from which one slip is forgiven."""
_SHORTEST = 3
"""Letters of the shortest stem."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words, in lower case with «е» for «ё»; made by `of`.

    `words` are found exactly: one word, two with a space («добрый день»), two joined by a sign («л/с»).
    `stems` are beginnings. `short_zones` are letters that mean a zone only among other zones («п», «д»).
    `ends` are the last words of pairs, `near` maps each word with one letter left out to the words it may be.
    """

    words: Mapping[str, Meaning]
    stems: Mapping[str, Meaning]
    short_zones: Mapping[str, Label]
    ends: frozenset[str]
    near: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(
        cls, lists: Iterable[tuple[Meaning, Iterable[str]]], short_zones: Mapping[str, Label]
    ) -> Vocabulary:
        """Build it of lists; a word that ends with `*` is a stem. ValueError for a word of two lists."""
        words: dict[str, Meaning] = {}
        stems: dict[str, Meaning] = {}
        for meaning, listed in lists:
            for word in listed:
                held = stems if word.endswith("*") else words
                if held.setdefault(word.rstrip("*"), meaning) != meaning:
                    raise ValueError(f"{word!r} is {meaning.role} and {held[word.rstrip('*')].role}")
        ends = frozenset(parts[-1] for word in words if len(parts := _PARTS.findall(word)) > 1)
        return cls(words, stems, short_zones, ends, _near(words))

    def find(self, word: str) -> Meaning | None:
        """The meaning of a word that is not listed as it stands: alphabets mixed, a stem, one slip."""
        folded = fold(word)
        if folded in self.words:
            return self.words[folded]
        for length in range(len(folded), _SHORTEST - 1, -1):
            if folded[:length] in self.stems:
                return self.stems[folded[:length]]
        return self._forgiven(folded) if FORGIVING - 1 <= len(folded) <= _LONGEST else None

    def _forgiven(self, word: str) -> Meaning | None:
        cut = [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]
        near = {known for key in cut for known in self.near.get(key, ())}
        meanings = {self.words[known] for known in near if one_slip(word, known)}
        return meanings.pop() if len(meanings) == 1 else None


def _near(words: Mapping[str, Meaning]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word, meaning in words.items():
        if len(word) >= FORGIVING and word.isalpha() and meaning.role in FORGIVEN:
            for key in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
                found[key] = (*found.get(key, ()), word)
    return found
