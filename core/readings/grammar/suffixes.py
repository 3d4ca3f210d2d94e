"""Serials with a suffix: «20001010-2 1471» is one serial and a value, not three numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.readings.grammar.token import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.readings.grammar.names import Names

_SIGNS = frozenset("-/")
_SERIAL, _SUFFIX = 7, 2
"""Digits of the shortest serial with a suffix that nobody knows, and of the longest suffix."""


def with_suffixes(tokens: Sequence[Token], names: Names) -> Sequence[Token]:
    """The tokens with each serial in one piece: a known one, or one that is plainly followed by a value."""
    if not any(token.kind is Kind.SIGN and token.text in _SIGNS for token in tokens):
        return tokens
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        serial = _serial(tokens[at : at + 4], names)
        made.append(Token(Kind.SERIAL, serial, tokens[at].tight) if serial else tokens[at])
        at += 3 if serial else 1
    return made


def _serial(row: Sequence[Token], names: Names) -> str:
    if len(row) < 3 or row[0].kind is not Kind.NUMBER or row[1].text not in _SIGNS:
        return ""
    if not (row[1].tight and row[2].tight and row[2].kind in {Kind.NUMBER, Kind.WORD}):
        return ""
    text = row[0].text + row[1].text + row[2].text
    if names.shaped(text) is not None:
        return text
    valued = len(row) > 3 and row[3].kind is Kind.NUMBER and not row[3].tight and len(row[3].text) < _SERIAL
    plain = row[0].text.isdecimal() and row[2].text.isdecimal()
    fits = len(row[0].text) >= _SERIAL and len(row[2].text) <= _SUFFIX
    return text if valued and plain and fits else ""
