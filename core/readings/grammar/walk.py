"""A walk through the pieces of a message: which numbers are values, and what else it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.readings.grammar.around import word
from core.readings.grammar.items import Item, Sighting, Sort
from core.readings.grammar.normal import NUMERO, SPOILED
from core.readings.grammar.numbers import number
from core.readings.grammar.state import MARGIN, State
from core.readings.grammar.token import Kind, Token
from core.readings.grammar.vocabulary import Role
from core.readings.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.readings.grammar.names import Names
    from core.readings.grammar.vocabulary import Vocabulary

_ENDS = frozenset("!?;\n")
_AFTER_THOUGHTS = frozenset("!?")
_PAUSES = frozenset(".,!?;()\n")
_COUNTED = frozenset("%\u20bd$\u20ac")
"""Behind a number they make a share or a sum of it."""
_DAY = len("20.11.2026")
_BEHIND = frozenset({Role.PLACE, Role.STREET, Role.NAMED, Role.FORMER, Role.SERVICE})


def walk(tokens: Sequence[Token], names: Names, words: Vocabulary) -> Sighting:
    """Everything that the message names, in its order."""
    state = State(tokens, names, words)
    for at, token in enumerate(tokens, MARGIN):
        state.at = at
        kind = token.kind
        if kind is Kind.NUMBER:
            number(state, token)
        elif kind is Kind.WORD:
            state.seen.words = True
            word(state, token)
        elif kind is Kind.SIGN or kind is Kind.LINE:
            _sign(state, token)
        else:
            _odd(state, token)
    seen = state.seen
    if state.expects is Role.NAMED and not seen.keyword and state.value_at == len(tokens):
        state.at = state.value_at + 1  # «1500 оплатил»
        state.take_back()
    seen.asks = tokens[-1].text == "?"
    if state.strange and not state.anchored:
        seen.strange = seen.strange or state.strange
    return seen


def _sign(state: State, token: Token) -> None:
    text = token.text
    if text in _PAUSES:
        state.paused = True
        if text in _ENDS:
            state.expects = None
            if text not in _AFTER_THOUGHTS:
                state.seen.items.append(Item(Sort.BREAK, ""))
                state.seen.plain = False
    elif text == NUMERO:
        state.expects = state.expects or Role.NAME
    elif text in _COUNTED:
        state.take_back()
    elif text == SPOILED:
        _spoiled(state, token)


def _spoiled(state: State, token: Token) -> None:
    """A sign that looks like a digit, in or at a number."""
    before, behind = state.tokens[state.at - 1], state.tokens[state.at + 1]
    if (token.tight and before.kind is Kind.NUMBER) or (behind.tight and behind.kind is Kind.NUMBER):
        state.refuse(Reason.SPOILED, token.text)


def _odd(state: State, token: Token) -> None:
    """Letters and digits together, shapes of phones and dates, and the numbers before tags."""
    state.seen.plain = False
    if token.kind is Kind.INDEX:
        state.anchor()
        state.seen.items.append(Item(Sort.INDEX, token.text))
    elif token.kind is Kind.SERIAL:
        state.expects = None
        state.seen.items.append(Item(Sort.SERIAL, token.text))
    elif (sort := state.names.shaped(token.text)) is not None:
        state.seen.items.append(Item(sort, token.text))
    elif token.kind is Kind.SHAPE or state.expects in _BEHIND:
        state.other(token.text)
        if state.expects is not Role.NAMED or len(token.text) > _DAY:
            state.expects = None
    else:
        state.refuse(Reason.SPOILED, token.text)
