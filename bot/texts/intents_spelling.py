"""Spelling by ear, held keys and Latin letters, brought to one form before words are looked up."""

from __future__ import annotations

import re

_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("оа", "а"),
        **dict.fromkeys("еэияйы", "и"),
        **dict.fromkeys("ую", "у"),
        **dict(zip("бдгзжв", "птксшф", strict=True)),
        "щ": "ш",
        **dict.fromkeys("ьъ", ""),
    }
)
"""Vowels that sound alike unstressed, consonants that sound alike at the end of a word, silent signs."""

_HELD = re.compile(r"(.)\1{2,}")
_DOUBLE = re.compile(r"(.)\1+")
_TS = re.compile("т[ьъ]?с")
_SCH = re.compile("[сз]ч")
_LATIN = {
    "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш", "yu": "ю", "ju": "ю",
    "ya": "я", "ja": "я", "yo": "е", "jo": "е", "ye": "е", "ee": "и", "oo": "у",
    "x": "кс", "w": "в", "q": "к",
    **dict(zip("abvgdezijklmnoprstufhcy'", "абвгдезийклмнопрстуфхцыь", strict=True)),
}  # fmt: skip
_SYLLABLE = re.compile("|".join(sorted(map(re.escape, _LATIN), key=len, reverse=True)))
_LOOKS_RUSSIAN = re.compile(r"(?<![^\W\d_])[abcehkmoptxy]+(?![^\W\d_])")
_LOOKALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")


def unheld(text: str) -> str:
    """Release keys held down: «сколькооо» is «сколько»."""
    return _HELD.sub(r"\1", text)


def sound(word: str) -> str:
    """Return how the word sounds; the beginning of a word gives the beginning of its sound."""
    word = _SCH.sub("щ", _TS.sub("ц", word))
    return _DOUBLE.sub(r"\1", word).translate(_SOUNDS)


def from_latin(text: str) -> str:
    """Russian typed in Latin letters: «skolko ya dolzhen»."""
    return _SYLLABLE.sub(lambda found: _LATIN[found[0]], text)


def lookalikes(text: str) -> str:
    """Words of a Russian text whose letters are all Latin ones that look Russian: a whole «CTOP»."""
    return _LOOKS_RUSSIAN.sub(lambda found: found[0].translate(_LOOKALIKE), text)
