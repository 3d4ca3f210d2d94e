"""A message as typed, made plain: lower case, ASCII digits, one kind of dash, look-alike letters as digits.

Only what Unicode calls a decimal digit is one (Arabic-Indic, fullwidth, keycaps); superscripts, circled
numbers and fractions are no digits and spoil the number they stand in.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 1000
"""Characters that are read."""
NUMERO = "\u00a4"
"""Stands for the numero sign, of which NFKC would make letters."""
SPOILED = "\ufffd"
"""Stands for a character that looks like a number and is no digit."""

_PLAIN = re.compile("[\n -~а-я]*+")
_DASHES = frozenset("‐‑‒–—―−")
_INVISIBLE = frozenset({"Cf", "Cc", "Mn", "Me", "Cs"})
_LOOK = str.maketrans("oоlіi|зб", "00111136")
_NEAR = re.compile(r"[0-9][oоlіi|зб]|[oоlіi|зб][0-9]")
_RUN = re.compile(r"[\w|]++")


def normalise(text: str) -> str:
    """The message in plain characters; linear in its length."""
    text = text[:LONGEST].lower()
    if not _PLAIN.fullmatch(text):
        text = _plain(text.replace("ё", "е"))
    return _RUN.sub(_as_number, text) if _NEAR.search(text) else text


def digits_in(word: str) -> str:
    """The word with look-alike letters as digits, "" where that makes no number of it.

    A letter that looks like 6 counts only between digits; bars around a number are a frame.
    """
    if not any(c in "0123456789" for c in word):
        return ""
    if word[0] == word[-1] == "|":
        word = word.strip("|")
    folded = word.translate(_LOOK)
    number = folded.isascii() and folded.isdecimal()
    return folded if number and "б" not in {word[0], word[-1]} else ""


def _as_number(run: re.Match[str]) -> str:
    return digits_in(run[0]) or run[0]


def _plain(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    known = "".join(_known(c) for c in text)
    return "".join(_letter(c) for c in unicodedata.normalize("NFKC", known)[:LONGEST].lower())


def _known(char: str) -> str:
    """What may be normalised: whatever would become a digit without being one is spoiled."""
    if char == "№":
        return NUMERO
    if char < "\x80" or char.isdecimal():
        return char
    made = unicodedata.normalize("NFKC", char)
    return SPOILED if any(c.isdigit() for c in made) else char


def _letter(char: str) -> str:
    if char < "\x7f":
        return char if char >= " " or char == "\n" else "\n" if char == "\r" else " " if char == "\t" else ""
    if char in _DASHES:
        return "-"
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in _INVISIBLE else "е" if char == "ё" else char
