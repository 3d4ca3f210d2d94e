"""Whether billing's holder of an account became somebody else, or is only spelled in another way.

Compared are digests, so that a link keeps no name: of the tax number, of the whole name, and of the surname
with initials. Case, spaces, punctuation, ё and е, the order of the words do not matter, and initials stand
for the names they begin (docs/people.md says why, and what this cannot tell).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_HYPHEN = re.compile(r"\s*[-\u2010-\u2015]\s*")
_LETTERS = str.maketrans("abcehkmoptxyё", "авсенкмортхуе")
_SIZE = 16
_LONGEST_NAME = 400


def holder_print(holder: str, inn: str = "", *, person: bool = True, salt: str = "") -> str:
    """`<tax number>:<whole name>:<short name>`, digests in hex or nothing where that is not known.

    `salt` (the account) keeps two accounts of one holder apart. "" when nothing is known.
    """
    words = [_folded(word) for word in _WORD.findall(_plain(holder))]
    tax = "".join(c for c in inn if c.isdigit())
    short = sorted(_shortened(words)) if person else sorted(words)
    whole = [] if person and any(len(word) == 1 for word in words) else sorted(words)
    parts = (tax, " ".join(whole), " ".join(short))
    return ":".join(_digest(salt, part) for part in parts) if any(parts) else ""


def changed(before: str, now: str) -> bool:
    """Whether the two prints are of different holders; the surest pair that both have decides."""
    for old, new in zip(_parts(before), _parts(now), strict=True):
        if old and new:
            return old != new
    return False


def merged(before: str, now: str) -> str:
    """What to remember after a look that found the same holder: the newest, and what it does not tell."""
    if not now:
        return before
    return ":".join(new or old for old, new in zip(_parts(before), _parts(now), strict=True))


def _plain(text: str) -> str:
    """Lower case, a double surname in one word."""
    return _HYPHEN.sub("", unicodedata.normalize("NFKC", text[:_LONGEST_NAME]).casefold())


def _folded(word: str) -> str:
    """One alphabet and no ё; a name typed in Latin letters throughout stays what it is."""
    return word.translate(_LETTERS) if re.search("[а-яё]", word) else word


def _shortened(words: list[str]) -> list[str]:
    """Surname and initials: «Иванов Иван Петрович», «Иванов И. П.» and «И. П. Иванов» are one."""
    if any(len(word) == 1 for word in words):
        return words
    return [*words[:1], *(word[0] for word in words[1:])]


def _digest(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()[:_SIZE] if text else ""


def _parts(print_: str) -> list[str]:
    parts = print_.split(":") if print_ else []
    return parts if len(parts) == 3 else ["", "", ""]
