"""What a number is, by the words and signs beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.readings.grammar.items import Item, Sort
from core.readings.grammar.marks import values
from core.readings.grammar.state import MARGIN
from core.readings.grammar.token import Kind, Token
from core.readings.grammar.vocabulary import Role
from core.readings.heard import Label
from core.readings.reasons import Reason

if TYPE_CHECKING:
    from core.readings.grammar.state import State

_HOUSE = 4
"""Digits of the longest number of a house or flat."""
_TAIL = 4
_REGISTERS = {"0": Label.T0, "1": Label.T1, "2": Label.T2, "3": Label.T3}
_ELSE = frozenset({Role.NAMED, Role.FORMER, Role.REGISTER, Role.NAME})
_TAKES = frozenset({Role.MONTH, Role.REGISTER})
_LIST_SIGNS = frozenset("#).")
_THOUSANDS = 3


def number(state: State, token: Token) -> None:
    """A number is a value unless its neighbours say otherwise."""
    before, behind = state.tokens[state.at - 1], state.tokens[state.at + 1]
    expects, state.expects = state.expects, None
    if expects is None and state.other_run is None and _is_plain(token.text, before, behind):
        _value(state, token, before)
    elif _is_named(state, token, expects, before) or _is_register(state, token.text, expects, behind):
        return
    elif _is_other(state, token, expects, before, behind):
        state.other(token.text, expects or state.other_run)
        if expects is Role.NAMED and _is_month(behind):
            state.expects = expects  # «оплатил 20 ноября 1500»
    elif expects is Role.SERVICE:
        state.seen.left.append(token.text)
        state.expects = expects
    elif not _is_listed(state, token.text, behind):
        _value(state, token, before)


def _is_plain(text: str, before: Token, behind: Token) -> bool:
    """Whether nothing beside a number can make it anything but a value."""
    if len(text) == 1 or before.text == "*":
        return False
    return not _is_month(before) and (behind.meaning is None or behind.meaning.role not in _TAKES)


def _is_named(state: State, token: Token, expects: Role | None, before: Token) -> bool:
    """Accounts and serials that a word or a star announces."""
    text = token.text
    starred = before.text == "*" and token.tight and len(text) == _TAIL
    separates = before.tight and state.tokens[state.at - 2].kind is Kind.NUMBER
    sort = Sort.ACCOUNT if starred and not separates else state.names.announced(text, expects)
    if sort is None:
        return False
    state.seen.items.append(Item(sort, text))
    state.seen.plain = False
    return True


def _is_register(state: State, text: str, expects: Role | None, behind: Token) -> bool:
    """«тариф 1 …» or «1 тариф …»."""
    label = _REGISTERS.get(text)
    if label is None:
        return False
    named = behind.meaning is not None and behind.meaning.role is Role.REGISTER
    if expects is not Role.REGISTER and not (named and state.tokens[state.at + 2].text not in _REGISTERS):
        return False
    state.label(label)
    return True


def _is_other(state: State, token: Token, expects: Role | None, before: Token, behind: Token) -> bool:
    """Whether the words around a number say that it is something else."""
    text = token.text
    if expects is Role.PLACE or expects is Role.STREET:
        return len(text) <= _HOUSE
    if expects in _ELSE:
        return True
    if state.other_run is not None and expects is None and _goes_on(state.other_run, token, before):
        return True
    year = len(text) == 4 and text[:2] in {"19", "20"} and _is_month(before)
    return year or (len(text) <= 2 and _is_month(behind))


def _goes_on(by: Role, token: Token, before: Token) -> bool:
    """«паспорт 1104 123456», «ул. Мира 3-17»: the next number belongs to the one before."""
    if before.text in {"-", "/"} and before.tight and token.tight:
        return True
    return by is Role.NAMED and before.kind is Kind.NUMBER


def _is_month(token: Token) -> bool:
    return token.meaning is not None and token.meaning.role is Role.MONTH


def _is_listed(state: State, text: str, behind: Token) -> bool:
    """«1#» is the order to take a reading, another number before # another order; «1)» numbers a line."""
    if len(text) > 1 or not behind.tight or behind.text not in _LIST_SIGNS:
        return False
    if behind.text == "#":
        if state.value_at < 0 and text != "1":
            state.refuse(Reason.SOMETHING_ELSE, text)
        return state.value_at < 0
    if behind.text == "." and (_is_no_line(state, text) or state.tokens[state.at + 2].tight):
        return False
    state.seen.items.append(Item(Sort.ITEM, text))
    state.seen.plain = False
    return True


def _is_no_line(state: State, text: str) -> bool:
    """«2.» behind a value goes on with a list that «1.» began, or is a value."""
    if state.value_at < 0:
        return False
    before = [item.text for item in state.seen.items if item.sort is Sort.ITEM]
    return not before or int(text) != int(before[-1]) + 1


def _value(state: State, token: Token, before: Token) -> None:
    seen, text = state.seen, token.text
    if before.text == "-" and token.tight and (state.at == MARGIN + 1 or not before.tight):
        state.refuse(Reason.NEGATIVE, f"-{text}")
    gap = before.kind is Kind.NUMBER and state.value_at == state.at - 1
    if text.isdecimal():
        seen.items.append(Item(Sort.VALUE, text, "", Label.NONE, gap))
        if gap and len(text) == _THOUSANDS:
            seen.plain = False
    else:
        seen.items += values(text, gap=gap)
        seen.plain = seen.plain and not (seen.items[-1].grouped or seen.items[-1].dated or seen.items[-1].gap)
    seen.strange = seen.strange or state.strange
    state.paused = False
    state.other_run = None
    state.value_at = state.at
