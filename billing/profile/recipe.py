"""From a recipe of the profile to a function: cells of the supplier's row in, one cell of the format out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from billing.profile import numbers
from billing.profile.dates import date_reader, moment_reader, period_reader
from billing.profile.judge import kind_of
from billing.profile.mask import shown
from billing.profile.options import Column, Habits, Recipe, Words
from billing.profile.pattern import FileDate
from billing.profile.sheet import Sheet
from billing.profile.targets import Kind
from billing.rejects import BadCell, BadValue, Reject

Cells = list[str]
Cell = Callable[[Cells], str]
Step = Callable[[str], str]
Test = Callable[[Cells], bool]
_MARK = re.compile(r"\{([^{}:]+)(?::([^{}]+))?\}")


def nothing(_cells: Cells) -> str:
    """A column the profile says nothing of."""
    return ""


@dataclass(slots=True)
class Bench:
    """What a recipe is made with: one file, its habits, the look-ups; `missing` are columns not found."""

    sheet: Sheet
    habits: Habits
    date: FileDate
    lookups: Mapping[str, Mapping[str, str]]
    missing: list[Column] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def column(self, name: Column) -> Cell:
        """The cell of a column of the file."""
        place = self.sheet.place(name)
        self.seen.add(str(name).casefold())
        if place < 0:
            if name not in self.missing:
                self.missing.append(name)
            return nothing
        return itemgetter(place)

    def matching(self, words: Words) -> Test | None:
        """Whether a row has one of the words in each of the columns; None where nothing is asked.

        The word `*` stands for anything but empty.
        """
        tests = [(self.column(name), frozenset(w.casefold() for w in some)) for name, some in words.items()]
        if not tests:
            return None
        return lambda cells: all(_is_one(get(cells).casefold(), some) for get, some in tests)

    def cell(self, name: str, recipe: Recipe) -> Cell:
        """The function for the column `name` of the exchange format."""
        get = self._made(name, recipe)
        test = self.matching(recipe.when)
        if test is None:
            return get
        return lambda cells: get(cells) if test(cells) else ""

    def _made(self, name: str, recipe: Recipe) -> Cell:
        if recipe.value is not None:
            constant = recipe.value
            return lambda _cells: constant
        if recipe.file is not None:
            known = self.date.as_text(recipe.file)
            return lambda _cells: known
        steps = [*self._cleaning(recipe), *self._converting(kind_of(name), recipe)]
        if recipe.default:
            steps.append(lambda text: text or recipe.default)
        origin = self._origin(name, recipe)
        return guarded(origin, steps, name, called(recipe)) if steps else origin

    def _origin(self, name: str, recipe: Recipe) -> Cell:
        if recipe.join:
            return _joined([self._part(part) for part in recipe.join], recipe.with_)
        if recipe.sum:
            return self._summed(name, recipe)
        return self.column(recipe.column if recipe.column is not None else "")

    def _part(self, part: Column) -> Cell:
        """One part of a join: a column, or a text with {COLUMN} that goes when one of them is empty."""
        if isinstance(part, int) or not _MARK.search(part):
            return self.column(part)
        marks = [
            (self.column(m[1]), self.lookups.get(m[2], {}) if m[2] else None) for m in _MARK.finditer(part)
        ]
        between = _MARK.split(part)[::3]

        def text(cells: Cells) -> str:
            values = [get(cells) if names is None else names.get(get(cells), "") for get, names in marks]
            if not all(values):
                return ""
            return between[0] + "".join(v + b for v, b in zip(values, between[1:], strict=True))

        return text

    def _summed(self, name: str, recipe: Recipe) -> Cell:
        signs = tuple(-1 if column.startswith("-") else 1 for column in recipe.sum)
        columns = [column.removeprefix("-").strip() for column in recipe.sum]
        rule = replaced(_number_rule(Kind.NUMBER, recipe, self.habits))
        read: list[Step] = [lambda text: numbers.plain_number(text, rule) if text else ""]
        parts = [guarded(self.column(column), read, name, column) for column in columns]

        def cell(cells: Cells) -> str:
            texts = [part(cells) for part in parts]
            return numbers.total([text or "0" for text in texts], signs) if any(texts) else ""

        return cell

    def _cleaning(self, recipe: Recipe) -> list[Step]:
        steps: list[Step] = []
        empty = frozenset(self.habits.empty if recipe.empty is None else recipe.empty)
        if empty:
            steps.append(lambda text: "" if text in empty else text)
        if recipe.strip:
            gone = str.maketrans(dict.fromkeys(recipe.strip))
            steps.append(lambda text: text.translate(gone))
        if recipe.lookup:
            steps.append(mapped(self.lookups.get(recipe.lookup, {}), recipe.other))
        if recipe.map:
            steps.append(mapped({k.casefold(): v for k, v in recipe.map.items()}, recipe.other, fold=True))
        return steps

    def _converting(self, kind: Kind, recipe: Recipe) -> list[Step]:
        habits = self.habits
        dates = habits.dates if recipe.dates is None else recipe.dates
        pivot = habits.pivot if recipe.pivot is None else recipe.pivot
        match kind:
            case Kind.DATE:
                return [date_reader(dates, pivot)]
            case Kind.MOMENT:
                return [moment_reader(dates, pivot)]
            case Kind.PERIOD:
                periods = habits.periods if recipe.periods is None else recipe.periods
                return [period_reader(periods, dates, pivot)]
            case Kind.MONEY | Kind.NUMBER:
                return _numeric(_number_rule(kind, recipe, habits), recipe)
            case Kind.ACCOUNT:
                return _account(recipe)
            case _:
                return _padded(recipe)


def _is_one(text: str, some: frozenset[str]) -> bool:
    return text in some or ("*" in some and bool(text))


def replaced(rule: numbers.NumberRule) -> numbers.NumberRule:
    """The rule without a shift: a sum is shifted once, when it is complete."""
    return numbers.NumberRule(rule.decimal, rule.thousands)


def _number_rule(kind: Kind, recipe: Recipe, habits: Habits) -> numbers.NumberRule:
    money = habits.money if recipe.money is None else recipe.money
    return numbers.NumberRule(
        habits.decimal if recipe.decimal is None else recipe.decimal,
        habits.thousands if recipe.thousands is None else recipe.thousands,
        numbers.KOPECK_DIGITS if kind is Kind.MONEY and money == "kopecks" else 0,
    )


def _numeric(rule: numbers.NumberRule, recipe: Recipe) -> list[Step]:
    if recipe.sum:  # its parts were read by the rule, their total has a plain point
        rule = numbers.NumberRule(".", "", rule.shift)
    steps: list[Step] = [lambda text: numbers.plain_number(text, rule) if text else ""]
    if recipe.negate:
        steps.append(numbers.negated)
    if recipe.side:
        one = numbers.side(recipe.side == "positive")
        steps.append(lambda text: one(text) if text else "")
    return steps


def _account(recipe: Recipe) -> list[Step]:
    """Account numbers lose their blanks; `1234567.0` of a spreadsheet is a number again."""

    def normal(text: str) -> str:
        text = text.replace(" ", "").replace("\u00a0", "")
        return text.removesuffix(".0") if text.removesuffix(".0").isdecimal() else text

    return [normal, *_padded(recipe)]


def _padded(recipe: Recipe) -> list[Step]:
    if not recipe.pad and not recipe.prefix:
        return []
    return [lambda text: recipe.prefix + text.rjust(recipe.pad, "0") if text else ""]


def mapped(table: Mapping[str, str], other: str | None, *, fold: bool = False) -> Step:
    """Look a word up; an unknown one becomes `other`, an empty one stays empty unless the table has it."""

    def step(text: str) -> str:
        found = table.get(text.casefold() if fold else text)
        if found is not None:
            return found
        if not text:
            return ""
        if other is None:
            raise BadValue(Reject.NOT_IN_MAP)
        return other

    return step


def guarded(get: Cell, steps: Sequence[Step], name: str, theirs: str) -> Cell:
    """The cell of `get` through all steps; what one of them cannot take is named with its column."""

    def cell(cells: Cells) -> str:
        text = raw = ""
        try:
            text = raw = get(cells)
            for step in steps:
                text = step(text)
        except BadValue as bad:
            raise BadCell(name, bad.code, theirs, shown(name, raw)) from None
        return text

    return cell


def _joined(parts: list[Cell], between: str) -> Cell:
    return lambda cells: between.join(filter(None, [part(cells) for part in parts]))


def called(recipe: Recipe) -> str:
    """The supplier's columns a recipe reads, as a report names them."""
    if recipe.join:
        return "+".join(str(part) for part in recipe.join)
    if recipe.sum:
        return "+".join(recipe.sum).replace("+-", "-")
    return str(recipe.column) if recipe.column is not None else ""
