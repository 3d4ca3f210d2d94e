"""What the words of a message say of the numbers behind and before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.readings.grammar.items import Sort
from core.readings.grammar.token import Kind, Token
from core.readings.grammar.vocabulary import Role
from core.readings.heard import Label
from core.readings.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.readings.grammar.state import State

_PARTNER = {Label.DAY: Label.NIGHT, Label.PEAK: Label.HALFPEAK}
"""A letter means this zone only where the other one is named too: «д» is a house, «п» a reading."""


def word(state: State, token: Token) -> None:
    """Note what a word says."""
    state.other_run = None
    role = token.meaning.role if token.meaning is not None else None
    if token.text in state.short:
        role = _short(state, token, role)
    if role is not None:
        _STEPS[role](state, token)
    elif state.expects is not Role.STREET:
        state.strange = state.strange or token.text


def _short(state: State, token: Token, role: Role | None) -> Role | None:
    """What a letter is that may mean a zone: one beside a number, and where the other zones are named."""
    if role is not None and _PARTNER.get(state.short[token.text]) not in _zones(state):
        return role
    beside = {state.tokens[state.at + offset].kind for offset in (-1, 1, 2)}
    return Role.ZONE if Kind.NUMBER in beside else role


def _zones(state: State) -> frozenset[Label]:
    if state.zones is None:
        words = [token for token in state.tokens if token.kind is Kind.WORD]
        letters = {state.short[token.text] for token in words if token.text in state.short}
        state.zones = frozenset(letters | {token.meaning.label for token in words if token.meaning})
    return state.zones


def _reading(state: State, _token: Token) -> None:
    if state.seen.strange and not state.seen.keyword:
        state.drop_address()
    state.seen.keyword = True
    state.anchor()


def _zone(state: State, token: Token) -> None:
    listed = token.meaning.label if token.meaning is not None else Label.NONE
    state.label(listed or state.short[token.text])


def _tag(state: State, token: Token) -> None:
    state.anchor()
    if token.meaning is not None and token.meaning.label:
        state.label(token.meaning.label)


def _marker(state: State, token: Token) -> None:
    state.expects = token.meaning.role if token.meaning is not None else None


def _register(state: State, token: Token) -> None:
    """«зона» behind «первая» or «1» says nothing new."""
    items = state.seen.items
    if not items or items[-1].sort is not Sort.LABEL or state.tokens[state.at - 1].kind is Kind.SIGN:
        _marker(state, token)


def _name(state: State, _token: Token) -> None:
    state.expects = state.expects or Role.NAME


def _counted(state: State, token: Token) -> None:
    """«15420 руб»: the number before is something else; behind one letter («г 47»), that one too."""
    if state.tokens[state.at - 1].kind is Kind.NUMBER:
        state.take_back()
    if len(token.text) == 1 and state.tokens[state.at + 1].kind is Kind.NUMBER:
        state.expects = Role.NAMED


def _ours(state: State, _token: Token) -> None:
    state.expects = None


def _against(state: State, token: Token) -> None:
    """A question or a complaint; behind a reading and a pause it is another thought."""
    if not (state.paused and state.anchored and state.value_at >= 0):
        state.refuse(Reason.UNKNOWN_WORDS, token.text)


def _filler(_state: State, _token: Token) -> None:
    """Changes nothing."""


_STEPS: dict[Role, Callable[[State, Token], None]] = {
    Role.READING: _reading,
    Role.ZONE: _zone,
    Role.REGISTER: _register,
    Role.TAG: _tag,
    Role.UNIT: _filler,
    Role.FILLER: _filler,
    Role.NAME: _name,
    Role.ACCOUNT: _marker,
    Role.PLACE: _marker,
    Role.STREET: _marker,
    Role.NAMED: _marker,
    Role.COUNTED: _counted,
    Role.MONTH: _filler,
    Role.SERVICE: _marker,
    Role.OURS: _ours,
    Role.FORMER: _marker,
    Role.AGAINST: _against,
}
