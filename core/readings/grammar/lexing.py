"""A plain message cut into numbers, words and signs; what has the shape of a phone or a date is named.

Every pattern that repeats is possessive, so that no text costs more than its length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.readings.grammar.glued import apart
from core.readings.grammar.token import Kind, Token
from core.readings.grammar.vocabulary import Meaning, Role
from core.readings.heard import Label

if TYPE_CHECKING:
    from core.readings.grammar.vocabulary import Vocabulary

_PHONE = r"""
    \+?[78][ -]?\(?[0-9]{3}\)?[ -]?[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{2}
  | [78][ -]?\([0-9]{3,5}\)[ -]?[0-9]{1,3}[ -]?[0-9]{2}[ -]?[0-9]{2}
  | [0-9]{2,3}-[0-9]{2}-[0-9]{2}
"""
_DAY = r"""
    (?:0?[1-9]|[12][0-9]|3[01])(?P<mark>[./-])(?:0?[1-9]|1[0-2])(?P=mark)(?:(?:19|20)?[0-9]{2})
  | 20[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]
"""
_TOKEN = re.compile(
    rf"""
    (?P<line>\n)
  | (?P<number>[0-9]++)(?![.,:\-/ (]{{0,2}}+[0-9]|[^\W_])
  | (?P<word>[^\W\d_]++)(?![0-9])
  | (?:1-[01]:)?(?:15|1)\.8\.(?P<register>[0-4])(?![0-9.])
  | (?P<shape>(?:{_PHONE}|{_DAY}|(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)(?![0-9:]))
  | (?P<marked>[0-9]++(?:[.,][0-9]++)*+)(?![^\W_])
  | (?P<glued>[0-9]++(?:[.,][0-9]++)*+[^\W_]*+|[^\W_]++(?:(?<=[0-9])[.,][0-9]++)?+)
  | (?P<sign>\S)
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(r"\S*+")
_SIGNS_OF_ADDRESS = ("@", "://", "www.")
_REGISTERS = (Label.T0, Label.T1, Label.T2, Label.T3, Label.T0)
_KINDS = {
    "line": Kind.LINE,
    "number": Kind.NUMBER,
    "marked": Kind.NUMBER,
    "shape": Kind.SHAPE,
    "sign": Kind.SIGN,
}


def cut(text: str, words: Vocabulary) -> list[Token]:
    """The pieces of a normal text, in order."""
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(_without_address, text)
    tokens: list[Token] = []
    end = 0
    for found in _TOKEN.finditer(text):
        group, piece, tight = found.lastgroup or "", found[0], found.start() == end
        end = found.end()
        if group == "word":
            _word(tokens, piece, words, tight=tight)
        elif group == "register":
            meaning = Meaning(Role.ZONE, _REGISTERS[int(found["register"])])
            tokens.append(Token(Kind.WORD, piece, tight, meaning))
        elif group == "glued":
            tokens += apart(piece, words, tight=tight)
        else:
            tokens.append(Token(_KINDS[group], piece, tight))
    return tokens


def _without_address(chunk: re.Match[str]) -> str:
    return " " if any(sign in chunk[0] for sign in _SIGNS_OF_ADDRESS) else chunk[0]


def _word(tokens: list[Token], piece: str, words: Vocabulary, *, tight: bool) -> None:
    """Add a word, or put it together with what stands before it: «добрый день», «л/с», «эл-во»."""
    if piece in words.ends and tokens:
        back = 2 if tight and len(tokens) > 1 and tokens[-1].kind is Kind.SIGN and tokens[-1].tight else 1
        before = "".join(token.text for token in tokens[-back:])
        pair = f"{before}{'' if tight else ' '}{piece}"
        if pair in words.words:
            first = tokens[-back]
            del tokens[-back:]
            tokens.append(Token(Kind.WORD, pair, first.tight, words.words[pair]))
            return
    tokens.append(Token(Kind.WORD, piece, tight, words.words.get(piece) or words.find(piece)))
