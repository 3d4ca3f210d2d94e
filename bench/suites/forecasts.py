"""How far off the forecast of a month is, against the better of the two that anybody can make."""

from __future__ import annotations

from collections.abc import Sequence

from bench.arena import Arena
from bench.backtest import demo_errors
from bench.figures import Figure, Result
from bench.lane import BenchError
from bench.suites.base import Suite

NAME = "forecast_error"
ACCOUNTS = 3
"""Accounts of the demo, in units of the scale: three thousand for the record."""
TARGET = 0.95
LEAST, MOST = 0.78, 0.90
"""Of the months between `low` and `high`: four of five is what people are told."""


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """Nothing here takes time into account, and the same demo gives the same figure."""
    found = demo_errors(ACCOUNTS * arena.scale.accounts)
    if not LEAST <= found.inside <= MOST:
        raise BenchError(f"{found.inside:.1%} of the months are within the interval, not four of five")
    percent = {name: round(100 * error, 2) for name, error in found.wape.items()}
    reference = min(percent["last-month"], percent["year-ago"])
    figure = Figure(NAME, percent["ours"], "% of kWh", reference, round(found.ratio, 3), TARGET, "lower")
    naive = f"last month {percent['last-month']:.1f} %, a year ago {percent['year-ago']:.1f} %"
    return [Result(figure, f"{naive}; {found.inside:.1%} of {found.months:,} months inside the interval")]


SUITE = Suite((NAME,), measure)
