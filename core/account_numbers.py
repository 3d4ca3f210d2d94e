"""Account numbers (лицевой счёт) and receipt codes as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

# Letters typed for digits, folded only in words that hold a digit: O, Cyrillic O, Cyrillic Ze, l, I, |.
_LOOK_ALIKES = str.maketrans("Oo\u041e\u043e\u0417\u0437lI|", "000033111")
_WORD = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"[\s\-.,:;#_/*+()]+")
_LETTERS = re.compile(r"^[^\W\d_]+")
_NUMERO = "\u2116"  # NFKC would make letters of it


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """What was typed: the number, right or of a wrong length, and the code that followed it ("" if none)."""

    number: str
    code: str = ""

    def __str__(self) -> str:
        return f"{self.number} {self.code}".strip()


def parse_number(text: str, lengths: Collection[int] = (10,), code_digits: int = 6) -> TypedNumber | None:
    """Read an account number with words, spaces, hyphens or look-alike letters around and inside it.

    None when the text does not look like one (no digits, letters among the digits, far too long). A number of
    a wrong length comes back as it is: the caller says what is missing.
    """
    groups = _groups(text)
    if groups is None:
        return None
    joined = "".join(groups)
    digits = len(joined) - code_digits
    if len(joined) not in lengths and digits in lengths and _splits_at(groups, digits):
        return TypedNumber(joined[:digits], joined[digits:])
    return TypedNumber(joined) if 3 <= len(joined) <= 2 * max(lengths) else None


def _groups(text: str) -> list[str] | None:
    """The runs of digits after leading words; None when anything else is mixed in."""
    bare = unicodedata.normalize("NFKC", text.strip()[:64].replace(_NUMERO, " "))
    words = [word for word in _JOINT.split(bare) if word]
    while words and _WORD.fullmatch(words[0]):
        words.pop(0)
    groups = [_digits(word, first=place == 0) for place, word in enumerate(words)]
    return groups if groups and all(groups) else None


def _digits(word: str, *, first: bool) -> str:
    """The word as digits, "" when it is none. Letters stuck before the first one fall off."""
    if not any(c in "0123456789" for c in word):
        return ""
    stuck = _LETTERS.match(word)
    if first and stuck and stuck[0].translate(_LOOK_ALIKES).isalpha():
        word = word[stuck.end() :]
    folded = word.translate(_LOOK_ALIKES)
    return folded if folded.isascii() and folded.isdigit() else ""


def _splits_at(groups: list[str], position: int) -> bool:
    length = 0
    for group in groups:
        length += len(group)
        if length >= position:
            return length == position
    return False
