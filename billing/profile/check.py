"""`profile check`: what a supplier's programmer needs to know about his files and his profile, as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from billing.profile.advice import advice
from billing.profile.mapped import MappedSource
from billing.rejects import Rejection
from billing.report import FileReport, ImportReport
from billing.source import Source

SHOWN_PER_COLUMN = 3
_WORDS = {"deleted": "marked as deleted", "filtered": "left out by only/skip", "ignored": "ignored lines"}
_SIGNED = frozenset({"opening", "closing"})


def unused_columns(sources: Sequence[Source]) -> Iterator[tuple[str, list[str]]]:
    """(file, columns that no rule looks at) for each file of the profile that has any."""
    used: dict[Path, set[str]] = {}
    names: dict[Path, tuple[str, ...]] = {}
    for source in sources:
        for plan in source.plans if isinstance(source, MappedSource) else ():
            path = plan.sheet.path
            names[path] = plan.sheet.names
            used.setdefault(path, set()).update(plan.used)
    for path, columns in names.items():
        left = [name for name in columns if name and name.casefold() not in used[path]]
        if left:
            yield path.name, left


def describe_files(sources: Sequence[Source]) -> Iterator[str]:
    """One line for each file of each dataset: what it is read as."""
    for source in sources:
        for plan in source.plans if isinstance(source, MappedSource) else ():
            sheet = plan.sheet
            rows = max(0, sheet.survey.lines - 1)
            yield f"{source.table.name}: {sheet.path.name}, {sheet.encoding}, about {rows} {sheet.counts}s"


def describe_totals(report: ImportReport) -> Iterator[str]:
    """Rows and sums of every dataset, to compare with billing's own reports."""
    for file in report.files:
        rejected = sum(file.rejected.values())
        months = f", months {file.periods[0]} to {file.periods[-1]}" if file.periods else ""
        yield f"{file.dataset}: {file.rows} rows{months}, {rejected} rejected{_passed(file)}"
        for column, (above, below) in file.sums.items():
            if column in _SIGNED:
                yield f"  {column}: {roubles(above)} owed, {roubles(-below)} overpaid"
            elif above or below:
                yield f"  {column}: {roubles(above + below)}"


def _passed(file: FileReport) -> str:
    return "".join(f", {count} {_WORDS.get(why, why)}" for why, count in sorted(file.passed.items()))


def roubles(kopecks: int) -> str:
    """`1 234 567.80`."""
    whole, rest = divmod(abs(kopecks), 100)
    return f"{'-' if kopecks < 0 else ''}{whole:,}.{rest:02d}".replace(",", " ")


def describe_rejections(rejections: Sequence[Rejection], each: int = SHOWN_PER_COLUMN) -> Iterator[str]:
    """The bad values of every column, by reason, with what to do; `each` different ones listed."""

    def key(item: Rejection) -> tuple[str, str, str, str]:
        return item.file, item.theirs, item.column, item.code

    for (file, theirs, column, code), group in groupby(sorted(rejections, key=key), key):
        items = list(group)
        where = f" {theirs} ({column})" if theirs else f" ({column})" if column else ""
        yield f"{file}:{where} {code}, {len(items)} rows: {advice(items[0].code)}"
        yield from _values(items, each)


def _values(items: Sequence[Rejection], each: int) -> Iterator[str]:
    times = Counter(item.value for item in items)
    first: dict[str, Rejection] = {}
    for item in items:
        first.setdefault(item.value, item)
    for value, item in list(first.items())[:each]:
        more = f", {times[value]} times" if times[value] > 1 else ""
        earlier = f", first in {_counted(item, item.first_line)}" if item.first_line else ""
        told = f": {value!r}" if item.theirs else ""
        yield f"  {_counted(item, item.line)}{told}{more}{earlier}"
    if len(first) > each:
        yield f"  and {len(first) - each} other values"


def _counted(item: Rejection, number: int) -> str:
    return f"{'record' if item.record else 'line'} {number}"
