"""Templates of the short form: every text that may leave by SMS, with typed fields for what changes in it.

Carriers and providers pass what matches a registered template. A message of ours is one or more of these
texts in a row, a space between them, and where it offers options «N-WORD» with a comma between them
(`choice-numbered`). Nothing here advertises, so there are two classes of traffic.

    for template in templates(Catalogue.load(), supplier): print(template.key, template.text)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from fluent.syntax import ast

from bot.texts.catalogue import RU, Catalogue, compile_all
from bot.texts.patterns import parse
from bot.texts.rules import LABEL
from bot.texts.samples import TODAY, Sample, samples
from core.values import (
    Display,
    Displays,
    Energy,
    Masked,
    Money,
    Period,
    Personal,
    Phone,
    Prices,
    Value,
    Wait,
)

Pieces = tuple[str | ast.VariableReference, ...]
"""A text as it is written: words, and values to be filled in."""
AUTHORISATION, SERVICE = "authorisation", "service"
"""Classes of traffic: one-time codes, and answers to a person and what they agreed to."""
UNSENT = re.compile(rf"{LABEL.pattern}|command-.*|bot-.*|smswords-echo.*")
"""Keys that are no message by themselves: words of options and of menus."""
WORDS = 40
"""Characters of a field of words, where the widest sample has fewer."""

_NUMBER = r"-?\d{1,9}(?:,\d{1,5})?"
_OF_TYPE: Mapping[type, tuple[str, str]] = {
    Money: ("sum", r"-?\d{1,9},\d{2} руб\."),
    Masked: ("account", r"\*[^\s]{4}"),
    Period: ("month", r"\d{2}\.\d{4}"),
    Phone: ("phone", r"(?:\+?\d{4,6}\*{3}\d{2,4}|\+?\d{11,15})"),
    Energy: ("energy", rf"{_NUMBER} кВт\.ч"),
    Prices: ("prices", rf"{_NUMBER}(?:/{_NUMBER}){{0,3}}"),
    Display: ("number", _NUMBER),
    Displays: ("readings", rf"(?:T\d )?{_NUMBER}(?:(?:/| / |, T\d ){_NUMBER}){{0,2}}"),
    Wait: ("time", r"\d{1,3} (?:мин\.|ч\.)"),
    int: ("number", r"-?\d{1,9}"),
}
_DATE = ("date", r"(?:\d{2}\.\d{2}(?:\.\d{4})?|\d{1,2})")
_CODE = ("code", r"\d{4,10}")
_BY_NAME: Mapping[str, tuple[str, str]] = {
    "code": _CODE,
    "invitation": ("code", r"\d{4} ?\d{4} ?\d{4}"),
    "receipt": ("receipt", r"\d{1,3}-\d{3}-\d{3}"),
    "shown": _OF_TYPE[Displays],
    **dict.fromkeys(("dispatcher_phone", "supplier_phone", "phone_text"), _OF_TYPE[Phone]),
}


@dataclass(frozen=True, slots=True)
class Field:
    """What changes in a template: its name, type (a word of `sms_templates.ftl`), and the length of words."""

    name: str
    kind: str
    regex: str
    most: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """One text of the closed list. `said` and `widest` are it with ordinary and with widest values."""

    key: str
    traffic: str
    pieces: tuple[str | Field, ...]
    said: str
    widest: str

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Field))

    @property
    def regex(self) -> str:
        """What any message of this template matches as a whole."""
        escaped = (re.escape(one) if isinstance(one, str) else one.regex for one in self.pieces)
        return "".join(escaped).replace("\\ ", " ")


def templates(catalogue: Catalogue, supplier: Mapping[str, Value], folder: Path = RU) -> Iterator[Template]:
    """All texts that may leave by SMS, in the order of the catalogue; a text with variants gives several.

    `supplier` are the values of the deployment, written out: they change in no message.
    """
    messages, table = parse(sorted(folder.glob("*.short.ftl"))), samples(folder)
    table = {**table, **{name: Sample(value, value) for name, value in supplier.items()}}
    for key in catalogue:
        message = messages.get(key)
        if message is None or message.value is None or UNSENT.fullmatch(key):
            continue
        traffic = AUTHORISATION if "code" in catalogue.short.entries[key].needs else SERVICE
        for pieces in _variants(message.value.elements):
            said, most = (_filled(catalogue, pieces, values(table)) for values in (_usual, _widest))
            if said:
                written = (_written(catalogue, piece, supplier, table) for piece in pieces)
                yield Template(key, traffic, tuple(_joined(written)), said, most)


def _usual(table: Mapping[str, Sample]) -> dict[str, Value]:
    return {name: sample.ordinary for name, sample in table.items()}


def _widest(table: Mapping[str, Sample]) -> dict[str, Value]:
    return {name: sample.widest for name, sample in table.items()}


def _filled(catalogue: Catalogue, pieces: Pieces, values: Mapping[str, Value]) -> str:
    show = catalogue.short.shown
    return "".join(one if isinstance(one, str) else show(values[one.id.name], TODAY) for one in pieces)


def _variants(elements: Iterable[object]) -> Iterator[Pieces]:
    """Every way a text may be said: one for each variant of each of its choices."""
    ways = [tuple(_ways(element)) for element in elements]
    for combination in product(*ways):
        yield tuple(piece for part in combination for piece in part)


def _ways(element: object) -> Iterator[Pieces]:
    if isinstance(element, ast.TextElement):
        yield (element.value,)
        return
    expression = element.expression if isinstance(element, ast.Placeable) else None
    if isinstance(expression, ast.StringLiteral):
        yield (str(expression.parse()["value"]),)
    elif isinstance(expression, ast.VariableReference):
        yield (expression,)
    elif isinstance(expression, ast.SelectExpression):
        for variant in expression.variants:
            yield from _variants(variant.value.elements)


def _written(
    catalogue: Catalogue,
    piece: str | ast.VariableReference,
    supplier: Mapping[str, Value],
    table: Mapping[str, Sample],
) -> str | Field:
    """A piece as it stands in the template: words, a value of the supplier, or a field."""
    if isinstance(piece, str):
        return piece
    name = piece.id.name
    if name in supplier:
        return catalogue.short.shown(supplier[name], TODAY)
    return field_of(name, table[name])


def field_of(name: str, sample: Sample) -> Field:
    """The typed field of a placeholder, from the type of its sample."""
    if name in _BY_NAME:
        return Field(name, *_BY_NAME[name])
    value = sample.widest
    if isinstance(value, str | Personal):
        most = max(WORDS, len(value.text if isinstance(value, Personal) else value))
        return Field(name, "words", rf".{{1,{most}}}", most)
    kind, regex = _OF_TYPE.get(type(value), _DATE)
    return Field(name, kind, regex)


def _joined(pieces: Iterable[str | Field]) -> Iterator[str | Field]:
    """Neighbouring words become one piece."""
    words = ""
    for piece in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        if words:
            yield words
        words = ""
        yield piece
    if words:
        yield words


def headings(folder: Path = RU) -> Mapping[str, str]:
    """The words of the exported table."""
    return {name: entry.template or "" for name, entry in compile_all(folder / "sms_templates.ftl").items()}
