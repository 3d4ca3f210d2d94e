"""From the lists of `ru/intents.ftl` to bits: a bit for each list and for each word that a sign names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.texts.intents_signs import Classes, Sign
from bot.texts.intents_source import Lists
from bot.texts.intents_words import ENDING, Vocabulary, Word
from bot.texts.patterns import TextError

CLASSES = ("courtesy", "ours", "home", "foreign")
NUMBERED, ASKING, ELSE = "numbered", "asking", "else"
PHRASES = "courtesy-phrases"
GROUP = "words-"
WHOLE = "= "


@dataclass(frozen=True, slots=True)
class Compiled:
    """What the matcher works with. `kinds`: intent → kind."""

    vocabulary: Vocabulary
    classes: Classes
    phrases: re.Pattern[str]
    kinds: Mapping[str, str]
    by_bit: Mapping[int, tuple[Sign, ...]]
    numbered: int
    asking: int

    def is_reading(self, words: Iterable[Word]) -> bool:
        """Whether words beside numbers only say what the numbers are: «день 15420 ночь 8077» asks nothing."""
        plain = self.numbered | self.classes.courtesy | self.classes.ours | self.classes.home
        said = [word.bits for word in words]
        return any(bits & self.numbered for bits in said) and all(
            bits & plain and not bits & self.asking for bits in said
        )

    def signs_of(self, bits: int) -> Iterator[Sign]:
        """Signs whose rarest part is among these bits; the others cannot hold."""
        while bits:
            lowest = bits & -bits
            yield from self.by_bit.get(lowest, ())
            bits ^= lowest


class _Bits:
    """Gives out bits, and remembers which words carry them."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}
        self.forms: dict[str, int] = {}
        self.stems: dict[str, int] = {}

    def mark(self, name: str, listed: str) -> int:
        bit = self.of.setdefault(name, 1 << len(self.of))
        for word in listed.split():
            plain = word.rstrip("*").casefold().replace("ё", "е")
            table = self.stems if word.endswith("*") else self.forms
            table[plain] = table.get(plain, 0) | bit
        return bit

    def part(self, written: str) -> int:
        """The bits of one word of a sign: `@list`, `слово`, `слово*`, or several by `|`."""
        bits = 0
        for one in written.split("|"):
            name = one.removeprefix("@")
            if name == one:
                bits |= self.mark(f"={one}", one)
            elif name in self.of:
                bits |= self.of[name]
            else:
                raise TextError(f"intents.ftl: there is no list words-{name}")
        return bits


def compile_lists(lists: Mapping[str, Lists]) -> Compiled:
    """Compile all lists; TextError for a list that a sign names and nobody wrote."""
    bits = _Bits()
    classes = Classes(*(bits.mark(name, " ".join(lists[name].lines)) for name in CLASSES))
    numbered, asking = (bits.mark(name, " ".join(lists[name].lines)) for name in (NUMBERED, ASKING))
    for name, listed in lists.items():
        if name.startswith(GROUP):
            bits.mark(name.removeprefix(GROUP), " ".join(listed.lines))
    intents = {
        name: listed
        for name, listed in lists.items()
        if name not in {*CLASSES, NUMBERED, ASKING, PHRASES} and not name.startswith(GROUP)
    }
    signs = [_sign(name, line, bits) for name, listed in intents.items() for line in listed.lines]
    _inherit(bits)
    phrases = " ".join(lists[PHRASES].lines).replace(" |", "|")
    return Compiled(
        Vocabulary(bits.forms, bits.stems),
        classes,
        re.compile(rf"\b(?:{phrases})\b"),
        {name: listed.attributes.get("kind", "other") for name, listed in intents.items()},
        _by_rarest(signs),
        numbered,
        asking,
    )


def _sign(intent: str, line: str, bits: _Bits) -> Sign:
    whole = line.startswith(WHOLE)
    never = named = 0
    parts: list[int] = []
    for word in line.removeprefix(WHOLE).split():
        if word.startswith("-"):
            never |= bits.part(word[1:])
        else:
            parts.append(bits.part(word))
            named |= parts[-1]
    return Sign(intent, tuple(parts), never, named, whole)


def _inherit(bits: _Bits) -> None:
    """A word stands in every list that has it or its beginning; one listed among others only there."""
    other = bits.of[ELSE]
    for table in (bits.forms, bits.stems):
        for word in table:
            own = 0 if table[word] & other else table[word]
            ends = range(max(2, len(word) - ENDING), len(word) + 1) if own else ()
            for found in (bits.stems[word[:end]] for end in ends if word[:end] in bits.stems):
                if not found & other:
                    table[word] |= found


def _by_rarest(signs: list[Sign]) -> dict[int, tuple[Sign, ...]]:
    """Signs under each bit of the part that the fewest signs share."""
    shared = Counter(part for sign in signs for part in sign.parts)
    found: dict[int, list[Sign]] = {}
    for sign in signs:
        rest = min(sign.parts, key=lambda part: shared[part])
        while rest:
            lowest = rest & -rest
            found.setdefault(lowest, []).append(sign)
            rest ^= lowest
    return {bit: tuple(under) for bit, under in found.items()}
