"""The words by which the grammar knows what a number is; which words they are is told from outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.readings.heard import Label


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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words, in lower case with «е» for «ё».

    `words` are found exactly (one word, two with a space, or two joined by a sign: «л/с»), `stems` by their
    beginning, `short_zones` are letters that mean a zone only among other zones («п», «д»).
    """

    words: Mapping[str, Meaning]
    stems: Mapping[str, Meaning]
    short_zones: Mapping[str, Label]

    @classmethod
    def of(cls, lists: Iterable[tuple[Meaning, Iterable[str]]], short_zones: Mapping[str, Label]) -> Vocabulary:
        """Build it of lists of words; one that ends with `*` is a stem."""
        words: dict[str, Meaning] = {}
        stems: dict[str, Meaning] = {}
        for meaning, listed in lists:
            for word in listed:
                (stems if word.endswith("*") else words)[word.rstrip("*")] = meaning
        return cls(words, stems, short_zones)
