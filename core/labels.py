"""A person's own name for an account: cleaned, short, theirs alone."""

from __future__ import annotations

import unicodedata

LONGEST = 24
"""Characters of a name: what a button and an SMS have room for."""
_SIGNS = frozenset(" .,-/№()+&'")
_QUOTES = "«»\"'“”„`"


def clean_label(text: str) -> str:
    """The name without quotes around it, invisible characters and whatever is no letter, digit or plain sign.

    May be longer than `LONGEST`: the caller says so instead of cutting. "" when nothing is left.
    """
    text = unicodedata.normalize("NFKC", text[:1000])
    kept = "".join(" " if c.isspace() else c for c in text if _allowed(c))
    return " ".join(kept.split()).strip(_QUOTES).strip(" .,-/")


def _allowed(character: str) -> bool:
    return character.isalnum() or character.isspace() or character in _SIGNS or character in _QUOTES
