"""A walk through the pieces of a message: a number is a value unless its neighbours say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.readings.grammar.items import Item, Sighting, Sort
from core.readings.grammar.marks import values
from core.readings.grammar.normal import NUMERO, SPOILED
from core.readings.grammar.token import Kind, Token
from core.readings.grammar.vocabulary import Role
from core.readings.heard import Label
from core.readings.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.readings.grammar.names import Names
    from core.readings.grammar.vocabulary import Vocabulary

_HOUSE = 4
"""Digits of the longest number of a house or flat."""
_FLAT = 3
_ENDS = frozenset("!?;\n")
_PAUSES = frozenset(".,!?;()\n")
_REGISTERS = {"0": Label.T0, "1": Label.T1, "2": Label.T2, "3": Label.T3}
_PARTNER = {Label.DAY: Label.NIGHT, Label.PEAK: Label.HALFPEAK}
"""A letter means this zone only where the other one is named too: «д» is a house, «п» a reading."""
_NOTHING = Token(Kind.SIGN, "")
_MARGIN = 2
"""Empty tokens around the others, so that every token has neighbours."""
_TAKES = frozenset({Role.MONTH, Role.REGISTER})
_BEHIND = frozenset({Role.PLACE, Role.STREET, Role.NAMED, Role.FORMER, Role.SERVICE})


class Walk:
    """The state of one walk; `run` gives what was seen."""

    def __init__(self, tokens: Sequence[Token], names: Names, words: Vocabulary) -> None:
        self._tokens = (_NOTHING, _NOTHING, *tokens, _NOTHING, _NOTHING)
        self._names = names
        self._short = words.short_zones
        self._seen = Sighting()
        self._at = 0
        self._expects: Role | None = None  # what the next number is, by the word before it
        self._strange = ""  # the first unknown word since something said that a reading comes
        self._paused = False  # punctuation since the last value
        self._anchored = False
        self._other_run = False  # the number before was something else and this may go on with it
        self._value_at = -9  # place of the last value

    def run(self) -> Sighting:
        """Walk to the end."""
        tokens = self._tokens
        for at in range(_MARGIN, len(tokens) - _MARGIN):
            self._at, token = at, tokens[at]
            if token.kind is Kind.NUMBER:
                self._number(token)
            elif token.kind is Kind.WORD:
                self._word(token)
            elif token.kind is Kind.SIGN or token.kind is Kind.LINE:
                self._sign(token.text)
            else:
                self._odd(token)
        seen = self._seen
        seen.asks = tokens[-_MARGIN - 1].text == "?"
        if self._strange and not self._anchored:
            seen.strange = seen.strange or self._strange
        return seen

    # ------------------------------------------------------------------------------------------------- neighbours
    def _token(self, offset: int) -> Token:
        return self._tokens[self._at + offset]

    def _has_value(self) -> bool:
        return any(item.sort is Sort.VALUE for item in self._seen.items)

    # ---------------------------------------------------------------------------------------------------- numbers
    def _number(self, token: Token) -> None:
        text, before, behind = token.text, self._token(-1), self._token(1)
        expects, self._expects = self._expects, None
        if expects is None and not self._other_run and _is_plain(text, before, behind):
            self._value(token, before)
            return
        if self._is_named(text, expects, before) or self._is_register(text, expects, behind):
            return
        if self._is_other(token, expects, before, behind):
            self._other(text, run=expects is Role.NAMED or self._other_run)
        elif expects is Role.SERVICE:
            self._seen.left.append(text)
            self._expects = expects
        elif (
            len(text) == 1
            and behind.text in {"#", ")", "."}
            and behind.tight
            and self._is_listed(text, behind)
        ):
            return
        else:
            self._value(token, before)

    def _is_named(self, text: str, expects: Role | None, before: Token) -> bool:
        """Accounts and serials that a word or a star announces."""
        starred = before.text == "*" and self._tokens[self._at].tight and len(text) == _HOUSE
        if starred and not (self._token(-2).kind is Kind.NUMBER and before.tight):
            self._seen.items.append(Item(Sort.ACCOUNT, text))
            return True
        sort = self._names.announced(text, expects)
        if sort is not None:
            self._seen.items.append(Item(sort, text))
        return sort is not None

    def _is_register(self, text: str, expects: Role | None, behind: Token) -> bool:
        """«тариф 1 …» or «1 тариф …»."""
        label = _REGISTERS.get(text)
        if label is None:
            return False
        named = behind.meaning is not None and behind.meaning.role is Role.REGISTER
        if expects is Role.REGISTER or (named and self._token(2).text not in _REGISTERS):
            self._label(label)
            return True
        return False

    def _is_other(self, token: Token, expects: Role | None, before: Token, behind: Token) -> bool:
        """Whether the words around a number say that it is something else."""
        text = token.text
        if expects is Role.PLACE or expects is Role.STREET:
            return len(text) <= _HOUSE
        if expects in {Role.NAMED, Role.FORMER, Role.REGISTER, Role.NAME}:
            return True
        if self._other_run and (before.kind is Kind.NUMBER or before.text in {"-", "/", ",", "."}):
            return before.tight or len(text) in {2, 3}
        month_before = before.meaning is not None and before.meaning.role is Role.MONTH
        month_behind = behind.meaning is not None and behind.meaning.role is Role.MONTH
        return (month_before and len(text) == 4 and text[:2] in {"19", "20"}) or (
            month_behind and len(text) <= 2
        )

    def _is_listed(self, text: str, behind: Token) -> bool:
        """«1#» is the order to take a reading, other numbers before # are other orders; «1)» numbers a line."""
        if self._has_value():
            return behind.text == ")" and self._item(text)
        if behind.text == "#":
            if text != "1":
                self._seen.refused, self._seen.detail = Reason.SOMETHING_ELSE, text
            return True
        listed = behind.text == ")" or not self._token(2).tight
        return listed and self._item(text)

    def _item(self, text: str) -> bool:
        self._seen.items.append(Item(Sort.ITEM, text))
        return True

    def _value(self, token: Token, before: Token) -> None:
        seen = self._seen
        minus = before.text == "-" and token.tight and (self._at == _MARGIN + 1 or not before.tight)
        if minus and not seen.refused:
            seen.refused, seen.detail = Reason.NEGATIVE, f"-{token.text}"
        last = seen.items[-1] if seen.items else None
        gap = before.kind is Kind.NUMBER and last is not None and last.sort is Sort.VALUE
        seen.items += values(token.text, gap=gap)
        seen.strange = seen.strange or self._strange
        self._paused = self._other_run = False
        self._value_at = self._at

    def _other(self, text: str, *, run: bool = False) -> None:
        self._seen.other = self._seen.other or text
        self._other_run = run

    # ------------------------------------------------------------------------------------------------------ words
    def _word(self, token: Token) -> None:
        role = self._role(token)
        if role is None:
            self._unknown(token.text)
        else:
            _STEPS[role](self, token)
        self._other_run = False

    def _role(self, token: Token) -> Role | None:
        """What the word is here: a letter may mean a zone."""
        role = token.meaning.role if token.meaning is not None else None
        zone = self._short.get(token.text)
        if zone is None or (role is not None and not self._has_partner(zone)):
            return role
        beside = {self._token(1).kind, self._token(2).kind, self._token(-1).kind}
        return Role.ZONE if Kind.NUMBER in beside else role

    def _has_partner(self, zone: Label) -> bool:
        partner = _PARTNER.get(zone)
        return any(
            partner in {self._short.get(token.text), token.meaning and token.meaning.label}
            for token in self._tokens
            if token.kind is Kind.WORD
        )

    def _unknown(self, text: str) -> None:
        if self._expects is not Role.STREET:
            self._strange = self._strange or text

    def _reading(self, _token: Token) -> None:
        if self._seen.strange and not self._seen.keyword:
            self._drop_address()
        self._seen.keyword = True
        self._anchor()

    def _drop_address(self) -> None:
        """«Ленина 5-12, показания …»: short numbers among unknown words before the reading are of an address."""
        items = self._seen.items
        if all(item.sort is Sort.VALUE and len(item.text) <= _FLAT and not item.fraction for item in items):
            self._other(items[0].text)
            items.clear()
            self._seen.strange = ""

    def _anchor(self) -> None:
        self._anchored = True
        self._strange = ""
        self._expects = None

    def _zone(self, token: Token) -> None:
        listed = token.meaning.label if token.meaning is not None else Label.NONE
        self._label(listed or self._short[token.text])

    def _tag(self, token: Token) -> None:
        self._anchor()
        if token.meaning is not None and token.meaning.label:
            self._label(token.meaning.label)

    def _label(self, label: Label) -> None:
        self._anchor()
        self._seen.items.append(Item(Sort.LABEL, "", label=label))

    def _marker(self, token: Token) -> None:
        if token.meaning is not None:
            self._expects = token.meaning.role

    def _register(self, token: Token) -> None:
        """«зона» behind «первая» or «1» says nothing new."""
        last = self._seen.items[-1] if self._seen.items else None
        if last is None or last.sort is not Sort.LABEL or self._token(-1).kind is Kind.SIGN:
            self._marker(token)

    def _name(self, _token: Token) -> None:
        if self._expects is None:
            self._expects = Role.NAME

    def _counted(self, token: Token) -> None:
        """«15420 руб»: the number before is something else; with a number behind, that one too."""
        if self._token(-1).kind is Kind.NUMBER:
            self._take_back()
        if self._token(1).kind is Kind.NUMBER and len(token.text) == 1:
            self._expects = Role.NAMED

    def _take_back(self) -> None:
        items = self._seen.items
        if self._value_at != self._at - 1:
            return
        while items and items[-1].sort is Sort.VALUE:
            gone = items.pop()
            self._other(gone.text)
            if not gone.gap:
                break

    def _filler(self, _token: Token) -> None:
        """Changes nothing."""

    def _ours(self, _token: Token) -> None:
        self._expects = None

    def _against(self, token: Token) -> None:
        after = self._paused and self._anchored and self._has_value()
        if not after and not self._seen.refused:
            self._seen.refused, self._seen.detail = Reason.UNKNOWN_WORDS, token.text

    # ------------------------------------------------------------------------------------------ signs and the rest
    def _sign(self, text: str) -> None:
        if text == NUMERO:
            self._name(_NOTHING)
        elif text == "%":
            self._take_back()
        elif text == SPOILED:
            self._spoiled(text)
        elif text in {"\n", ";"}:
            self._seen.items.append(Item(Sort.BREAK, ""))
        if text in _ENDS:
            self._expects = None
        if text in _PAUSES:
            self._paused = True

    def _spoiled(self, text: str) -> None:
        """A sign that looks like a digit, in or at a number."""
        after = self._token(-1).kind is Kind.NUMBER and self._tokens[self._at].tight
        before = self._token(1).kind is Kind.NUMBER and self._token(1).tight
        if (after or before) and not self._seen.refused:
            self._seen.refused, self._seen.detail = Reason.SPOILED, text

    def _odd(self, token: Token) -> None:
        if token.kind is Kind.INDEX:
            self._anchor()
            self._seen.items.append(Item(Sort.INDEX, token.text))
        elif (sort := self._names.shaped(token.text)) is not None:
            self._seen.items.append(Item(sort, token.text))
        elif token.kind is Kind.SHAPE or self._expects in _BEHIND:
            self._other(token.text)
            self._expects = None
        elif not self._seen.refused:
            self._seen.refused, self._seen.detail = Reason.SPOILED, token.text


def _is_plain(text: str, before: Token, behind: Token) -> bool:
    """Whether nothing beside a number can make it anything but a value."""
    if len(text) == 1 or before.text == "*":
        return False
    return (before.meaning is None or before.meaning.role is not Role.MONTH) and (
        behind.meaning is None or behind.meaning.role not in _TAKES
    )


_STEPS: dict[Role, Callable[[Walk, Token], None]] = {
    Role.READING: Walk._reading,
    Role.ZONE: Walk._zone,
    Role.REGISTER: Walk._register,
    Role.TAG: Walk._tag,
    Role.UNIT: Walk._filler,
    Role.FILLER: Walk._filler,
    Role.NAME: Walk._name,
    Role.ACCOUNT: Walk._marker,
    Role.PLACE: Walk._marker,
    Role.STREET: Walk._marker,
    Role.NAMED: Walk._marker,
    Role.COUNTED: Walk._counted,
    Role.MONTH: Walk._filler,
    Role.SERVICE: Walk._marker,
    Role.OURS: Walk._ours,
    Role.FORMER: Walk._marker,
    Role.AGAINST: Walk._against,
}
