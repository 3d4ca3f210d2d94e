"""A source rule on one file: which rows it takes and what each of them becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from billing.profile.options import Recipe, RowRule, SourceRule
from billing.profile.pattern import FileDate
from billing.profile.recipe import Bench, Cell, Cells, Test, called, nothing
from billing.profile.sheet import Sheet, nearest
from billing.rejects import BadRow, FileRefused, Refusal
from billing.v1.table import Table
from billing.v1.tables import TABLES

Lookups = Mapping[str, Mapping[str, str]]
Translated = Cells | BadRow
_ZERO = frozenset("0.,-+ ")


@dataclass(frozen=True, slots=True)
class _Variant:
    """One of the rows that a line gives."""

    cells: tuple[Cell, ...]
    taken: Callable[[Cells], bool]

    def row(self, cells: Cells) -> Translated:
        try:
            return [make(cells) for make in self.cells]
        except BadRow as bad:
            return bad


@dataclass(frozen=True, slots=True)
class Plan:
    """Translates the rows of one file; `used` are the supplier's columns it looks at."""

    rule: SourceRule
    sheet: Sheet
    used: frozenset[str]
    _variants: tuple[_Variant, ...]
    _only: Test | None
    _skip: tuple[Test, ...]

    @property
    def variants(self) -> int:
        """How many rows one line may give."""
        return len(self._variants)

    def rows(self, cells: Cells, tally: Counter[str]) -> Iterator[tuple[int, Translated]]:
        """(number of the variant, row of the format or why not) for each row this one gives."""
        if (self._only and not self._only(cells)) or any(test(cells) for test in self._skip):
            tally["filtered"] += 1
            return
        for number, variant in enumerate(self._variants):
            if variant.taken(cells):
                yield number, variant.row(cells)


def make_plan(rule: SourceRule, sheet: Sheet, date: FileDate, lookups: Lookups) -> Plan:
    """Raises FileRefused naming every column of the profile that the file does not have, and the nearest."""
    bench = Bench(sheet, rule.habits, date, lookups)
    table = TABLES[rule.dataset]
    variants = tuple(_variant(bench, table, rule, row) for row in rule.rows or (RowRule(columns={}),))
    only = bench.matching(rule.only)
    skip = tuple(test for name, words in rule.skip.items() if (test := bench.matching({name: words})))
    if bench.missing:
        raise FileRefused(Refusal.MISSING_COLUMN, sheet.path.name, _missing(bench, sheet))
    return Plan(rule, sheet, frozenset(bench.seen), variants, only, skip)


def _missing(bench: Bench, sheet: Sheet) -> str:
    told = ", ".join(f"{column}{nearest(column, sheet.names)}" for column in bench.missing)
    has = f"; the file has {', '.join(name for name in sheet.names if name)}" if sheet.names else ""
    return f"has no column {told}{has}"


def _variant(bench: Bench, table: Table, rule: SourceRule, row: RowRule) -> _Variant:
    recipes = _two_sided({**rule.columns, **row.columns})
    cells = tuple(bench.cell(name, recipes[name]) if name in recipes else nothing for name in table.names)
    return _Variant(cells, _taken(bench, row))


def _two_sided(recipes: dict[str, Recipe]) -> dict[str, Recipe]:
    """A signed `saldo` as debt and advance: one side each."""
    saldo = recipes.pop("saldo", None)
    if saldo is None:
        return recipes
    other = "negative" if saldo.side == "positive" else "positive"
    return {**recipes, "debt": saldo, "advance": msgspec.structs.replace(saldo, side=other)}


def _taken(bench: Bench, row: RowRule) -> Callable[[Cells], bool]:
    parts = [bench.column(name) for name in row.unless_zero]
    test = bench.matching(row.when)

    def taken(cells: Cells) -> bool:
        if test is not None and not test(cells):
            return False
        return not parts or any(not _ZERO.issuperset(part(cells)) for part in parts)

    return taken


def columns_of(rule: SourceRule) -> Iterator[tuple[str, str]]:
    """(column of the format, the supplier's columns) of a rule, for reports."""
    for recipes in (rule.columns, *(row.columns for row in rule.rows)):
        for name, recipe in recipes.items():
            for target in ("debt", "advance") if name == "saldo" else (name,):
                yield target, called(recipe)
