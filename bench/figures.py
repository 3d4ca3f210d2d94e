"""Figures: what the benchmark reports, as a table and as bench/results.json."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

Better = Literal["higher", "lower"]


class Figure(msgspec.Struct, frozen=True):
    """One figure; the names of its fields are a contract.

    `value` and `reference` are in `unit`, `ratio` is value / reference (the median of the rounds), and
    `target` bounds the ratio, or the value itself where `reference` is None.
    """

    name: str
    value: float
    unit: str
    reference: float | None
    ratio: float | None
    target: float
    better: Better

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        seen = self.value if self.ratio is None else self.ratio
        return seen >= self.target if self.better == "higher" else seen <= self.target


class Result(msgspec.Struct, frozen=True):
    """A figure and what is shown beside it for the reader (not part of results.json)."""

    figure: Figure
    beside: str = ""


def by_rounds(
    name: str, unit: str, values: Sequence[float], references: Sequence[float], target: float, better: Better
) -> Figure:
    """Medians of both, and the median of the ratios of each round, in which the machine's drift cancels."""
    ratios = [value / reference for value, reference in zip(values, references, strict=True)]
    return Figure(
        name,
        round(statistics.median(values), 3),
        unit,
        round(statistics.median(references), 3),
        round(statistics.median(ratios), 3),
        target,
        better,
    )


def line(result: Result) -> str:
    """One row of the table."""
    figure = result.figure
    reference = "-" if figure.reference is None else f"{figure.reference:,.1f}"
    ratio = "-" if figure.ratio is None else f"{figure.ratio:.2f}"
    bound = ("≥" if figure.better == "higher" else "≤") + f"{figure.target:g}"
    verdict = "ok" if figure.met else "MISSED"
    numbers = f"{figure.value:>11,.1f} {figure.unit:<16}{reference:>11}{ratio:>8} {bound:>6}"
    return f"{figure.name:<32}{numbers}  {verdict:<7} {result.beside}".rstrip()


def table(results: Sequence[Result]) -> str:
    """The whole table."""
    head = f"{'figure':<32}{'value':>11} {'unit':<16}{'reference':>11}{'ratio':>8} {'target':>6}"
    return "\n".join([head, *(line(result) for result in results)])


def write(results: Sequence[Result], path: Path) -> None:
    """Replace the file with the figures of this run; figures of other names in it stay."""
    known: dict[str, Figure] = {}
    if path.exists():
        known = {figure.name: figure for figure in msgspec.json.decode(path.read_bytes(), type=list[Figure])}
    known |= {result.figure.name: result.figure for result in results}
    path.write_bytes(msgspec.json.format(msgspec.json.encode(list(known.values()))) + b"\n")
