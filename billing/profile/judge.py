"""What a profile may not say although each key is well-formed: checked before any file is opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from billing.profile import dates, pattern
from billing.profile.options import Options, Profile, Recipe, SourceRule
from billing.profile.targets import KINDS, Kind
from billing.v1.kinds import YES
from billing.v1.tables import TABLES

_ORIGINS = ("column", "join", "sum", "value", "file")
_NUMERIC = frozenset({Kind.MONEY, Kind.NUMBER})
_ONLY_FOR: Mapping[str, frozenset[Kind]] = {
    "sum": _NUMERIC,
    "negate": _NUMERIC,
    "side": _NUMERIC,
    "decimal": _NUMERIC,
    "thousands": _NUMERIC,
    "money": frozenset({Kind.MONEY}),
    "dates": frozenset({Kind.DATE, Kind.PERIOD, Kind.MOMENT}),
    "periods": frozenset({Kind.PERIOD}),
    "pivot": frozenset({Kind.DATE, Kind.PERIOD, Kind.MOMENT}),
    "file": frozenset({Kind.DATE, Kind.PERIOD}),
}
_WORDS = {
    "kind": ("person", "organisation"),
    "status": ("active", "closed"),
    "zone": ("all", "day", "night", "peak", "halfpeak"),
    "source": ("subscriber", "inspector", "calculated", "billing"),
    "state": ("counted", "refused", "disputed", "unconfirmed"),
    "automatic": tuple(YES),
}
_LINE_KINDS = ("own", "common", "norm", "coefficient", "benefit", "recalculation", "other")

MOST_VARIANTS = 64
Mistake = tuple[str, str]


def words_of(dataset: str, field: str) -> tuple[str, ...]:
    """The words a column of the exchange format may hold, () for one that takes any."""
    if (dataset, field) == ("charge_lines", "kind"):
        return _LINE_KINDS
    return _WORDS.get(field, ())


def kind_of(field: str) -> Kind:
    """The kind of a column; `saldo` is the signed balance that becomes debt and advance."""
    return Kind.MONEY if field == "saldo" else KINDS[field]


def judge(profile: Profile) -> Iterator[Mistake]:
    """Every mistake as (where, message)."""
    for name, (lookup, _reading) in profile.lookups.items():
        yield from _pattern(f"[lookup.{name}]", lookup.files)
    for number, source in enumerate(profile.sources, 1):
        where = f"source {number} ({source.dataset})"
        yield from _pattern(where, source.files)
        yield from _formats(where, source.habits)
        yield from _same_sign(where, source.habits.decimal, source.habits.thousands)
        yield from _complete(where, source)
        for at, field, recipe in _recipes(where, source):
            for message in _recipe(source, field, recipe, profile):
                yield f"{at}.{field}", message


def _recipes(where: str, source: SourceRule) -> Iterator[tuple[str, str, Recipe]]:
    for field, recipe in source.columns.items():
        yield f"{where}, columns", field, recipe
    for number, row in enumerate(source.rows, 1):
        for field, recipe in row.columns.items():
            yield f"{where}, rows {number}", field, recipe


def _pattern(where: str, text: str) -> Iterator[Mistake]:
    try:
        pattern.FilePattern(text)
    except pattern.BadPattern as bad:
        yield f"{where}.files", str(bad)


def _formats(where: str, habits: Options) -> Iterator[Mistake]:
    for key in ("dates", "periods"):
        for spelling in getattr(habits, key) or ():
            try:
                dates.pattern(spelling) if key == "periods" else dates.date_reader([spelling], 0)
            except dates.BadPattern as bad:
                yield f"{where}.{key}", str(bad)


def _same_sign(where: str, decimal: str | None, thousands: str | None) -> Iterator[Mistake]:
    if thousands and decimal in {thousands, "any", None}:
        yield (
            f"{where}.thousands",
            f'with thousands = "{thousands}" say decimal = "{"," if thousands == "." else "."}"',
        )


def _complete(where: str, source: SourceRule) -> Iterator[Mistake]:
    """A column that may not be empty has to come from somewhere, in every row."""
    for number, extra in enumerate([row.columns for row in source.rows] or [{}], 1):
        given = {*source.columns, *extra}
        given |= {"debt"} if "saldo" in given else set()
        missing = [f.name for f in TABLES[source.dataset].fields if f.required and f.name not in given]
        at = f"{where}, rows {number}" if extra else where
        if missing:
            yield at, f"says nothing of {', '.join(missing)}: these columns may not be empty"
    if len(source.rows) > MOST_VARIANTS:
        yield where, f"has {len(source.rows)} [[source.rows]], at most {MOST_VARIANTS} are possible"
    if "saldo" in source.columns and {"debt", "advance"} & set(source.columns):
        yield where, "give saldo, or debt and advance, not both"


def _recipe(source: SourceRule, field: str, recipe: Recipe, profile: Profile) -> Iterator[str]:
    given = [name for name in _ORIGINS if getattr(recipe, name) not in (None, ())]
    if len(given) != 1:
        told = " and ".join(given) or "none"
        yield f"needs one of {', '.join(_ORIGINS)}; it has {told}"
    kind = kind_of(field)
    for key, kinds in _ONLY_FOR.items():
        if getattr(recipe, key) not in (None, (), "", False) and kind not in kinds:
            yield f"{key} is of no use here: this column holds {kind.value}"
    yield from (message for _, message in _formats("", recipe))
    decimal = recipe.decimal or source.habits.decimal
    yield from (message for _, message in _same_sign("", decimal, recipe.thousands))
    yield from _names(source, field, recipe, profile)


def _names(source: SourceRule, field: str, recipe: Recipe, profile: Profile) -> Iterator[str]:
    if field == "saldo" and not recipe.side:
        yield 'say which sign is debt: side = "positive" (debt above zero) or "negative"'
    if recipe.lookup and recipe.lookup not in profile.lookups:
        yield f"there is no [lookup.{recipe.lookup}] in this profile"
    allowed = words_of(source.dataset, field)
    said = (*recipe.map.values(), *filter(None, (recipe.value, recipe.other, recipe.default)))
    for word in sorted({word for word in said if allowed and word and word.lower() not in allowed}):
        yield f"{word!r} is none of its words: {', '.join(allowed)}"
    if recipe.file and not pattern_of(source).dated:
        yield f"file = {recipe.file!r} needs {{MM}} and {{YY}} or {{YYYY}} in the pattern of the file name"
    elif recipe.file == "date" and not pattern_of(source).daily:
        yield "file = 'date' needs {DD} in the pattern of the file name"


def pattern_of(source: SourceRule) -> pattern.FilePattern:
    """The pattern; one that is wrong was named already and matches nothing."""
    try:
        return pattern.FilePattern(source.files)
    except pattern.BadPattern:
        return pattern.FilePattern("?")
