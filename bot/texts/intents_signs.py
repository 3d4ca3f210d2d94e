"""Signs: the combinations of words by which an intent is known, and how well one explains a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.texts.intents_words import BY_EAR_SURE, SURELY, Word

LITTLE = 50
"""What a word of courtesy counts when a sign names it."""
OURS, MOST_OURS = 50, 100
"""What each word about electricity adds beside a sign, and all of them at most."""
UNLISTED, SHORT, OTHER, FOREIGN = 60, 30, 70, 300
MOST_VAGUE = 120
"""What unlisted words take away at most beside a word of `home`: people tell where they live and why."""
"""What an unexplained word takes away: unlisted, unlisted and short, listed elsewhere, foreign."""


class Classes(NamedTuple):
    """The bits of the lists that are not for signs. Beside a word of `home` the foreign ones are bearable."""

    courtesy: int
    ours: int
    home: int
    foreign: int


@dataclass(frozen=True, slots=True)
class Sign:
    """One line: all `parts` (bits, any of them) by words of their own, none of `never`.

    `named` are the bits of all parts; a `whole` sign holds only when it leaves nothing unexplained.
    """

    intent: str
    parts: tuple[int, ...]
    never: int
    named: int
    whole: bool


class Explained(NamedTuple):
    """How well a sign explains a text; `used` are the positions of its words, `named` its bits."""

    score: int
    intent: str
    used: frozenset[int]
    named: int


class Reading:
    """The words of one sentence, and what they weigh."""

    def __init__(self, words: Sequence[Word], lengths: Sequence[int], classes: Classes) -> None:
        self.words = words
        self.bits = 0
        for word in words:
            self.bits |= word.bits
        self._at_home = at_home = any(word.bits & classes.home and word.sure == SURELY for word in words)
        self._weighed = [
            _weigh(word, length, classes, at_home=at_home)
            for word, length in zip(words, lengths, strict=True)
        ]

    def explain(self, sign: Sign) -> Explained | None:
        """The score of a sign, or None when it does not hold."""
        bits = self.bits
        if sign.never & bits:
            return None
        for part in sign.parts:
            if not part & bits:
                return None
        found = _assign(sign.parts, self.words, ())
        if found is None:
            return None
        used = frozenset(found)
        gain, loss = self._sums(used, sign.named)
        if sign.whole and loss:
            return None
        return Explained(gain - loss, sign.intent, used, sign.named)

    def together(self, one: Explained, other: Explained) -> int:
        """The score of two explanations that share the text."""
        gain, loss = self._sums(one.used | other.used, one.named | other.named)
        return gain - loss

    def _sums(self, used: frozenset[int], named: int) -> tuple[int, int]:
        """What the words at these positions explain, and what the rest leaves unexplained."""
        gain = loss = aid = vague = 0
        for at, (word, weighed) in enumerate(zip(self.words, self._weighed, strict=True)):
            if at in used:
                gain += weighed.gain
            elif not word.bits & named:
                aid += weighed.aid
                if word.bits:
                    loss += weighed.loss
                else:
                    vague += weighed.loss
        if self._at_home:
            vague = min(vague, MOST_VAGUE)
        return gain + min(aid, MOST_OURS), loss + vague


class _Weighed(NamedTuple):
    """What a word adds when a sign names it; what it takes away, and adds beside it, when none does."""

    gain: int
    loss: int
    aid: int


def _weigh(word: Word, length: int, classes: Classes, *, at_home: bool) -> _Weighed:
    bits, sure = word
    slipped = sure < BY_EAR_SURE
    if bits & classes.courtesy:
        return _Weighed(sure * LITTLE // 100, SHORT if slipped else 0, 0)
    if bits & (classes.ours | classes.home):
        return _Weighed(sure, SHORT, 0) if slipped else _Weighed(sure, 0, OURS)
    if bits & classes.foreign:
        return _Weighed(sure, UNLISTED if at_home else FOREIGN, 0)
    if bits:
        return _Weighed(sure, OTHER, 0)
    return _Weighed(0, SHORT if length <= 3 else UNLISTED, 0)


def _assign(parts: tuple[int, ...], words: Sequence[Word], taken: tuple[int, ...]) -> tuple[int, ...] | None:
    """Positions of words, each for one part; None when a part finds none."""
    part, rest = parts[0], parts[1:]
    for at, word in enumerate(words):
        if word.bits & part and at not in taken:
            found = _assign(rest, words, (*taken, at)) if rest else (*taken, at)
            if found is not None:
                return found
    return None
