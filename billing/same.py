"""Naming the lines of a file whose account numbers are one account since a renumbering."""

from __future__ import annotations

from collections.abc import Sequence

from billing.rejects import FileRefused, Refusal
from billing.source import Source

_MOST_PAIRS = 5


def one_account(source: Source, groups: Sequence[Sequence[str]]) -> FileRefused:
    """Read the file again for the first line of each number. A number is told by its last four signs."""
    lines = _first_lines(source, {number for group in groups for number in group})
    pairs = [
        [f"*{number[-4:]} in {lines[number]}" for number in group if number in lines] for group in groups
    ]
    pairs = [pair for pair in pairs if len(pair) > 1]
    listed = "; ".join(" and ".join(pair) for pair in pairs[:_MOST_PAIRS])
    more = f"; and {len(pairs) - _MOST_PAIRS} more" if len(pairs) > _MOST_PAIRS else ""
    detail = (
        f"two numbers of one account, which was renumbered: {listed}{more}; keep the rows of the number it "
        "has now, or, if billing gave the old number to somebody else, give that account a number of its own"
    )
    return FileRefused(Refusal.ONE_ACCOUNT, source.file, detail)


def _first_lines(source: Source, wanted: set[str]) -> dict[str, str]:
    place, lines = source.header.places[source.table.at("account")], dict[str, str]()
    with source.open() as rows:
        for ordinal, row in rows:
            if isinstance(row, list) and row[place] in wanted and row[place] not in lines:
                at = source.place(ordinal)
                lines[row[place]] = f"{'record' if at.record else 'line'} {at.line}"
    return lines
