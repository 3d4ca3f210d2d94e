"""`python -m bench attack [STRATEGY…]`: a month of each attack, and the bound that the limits promise.

Exit status: 0 when nobody got in and every honest newcomer did, 1 otherwise, 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from bench.attack.bounds import Attack, Bound, bounds, codes_sent
from bench.attack.month import Outcome, Scale, run
from bench.attack.strategies import STRATEGIES
from bench.attack.town import Size
from core.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL = Scale(Size())
QUICK = Scale(Size(1_000), chats=100, days=10, newcomers=50)
_OWN_BILLS = 50
_HEAD = (
    "strategy",
    "answers",
    "that count",
    "codes",
    "roubles",
    "proven",
    "got in",
    "at most",
    "newcomers",
    "at once",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One attack: what happened, and what may happen at most."""

    name: str
    outcome: Outcome
    bound: Bound
    seconds: float

    @property
    def sound(self) -> bool:
        """Nobody got in, nothing was sent before a proof, newcomers and linked people were served."""
        found = self.outcome
        served = found.honest["linked"] == found.honest["came"] and found.seen == found.looked
        return not found.attack["linked"] and not found.unproven and served

    def cells(self) -> tuple[str, ...]:
        found, came = self.outcome, max(1, self.outcome.honest["came"])
        tries = found.attack["attempts"] - found.attack["proven"] + found.attack["codes tried"]
        return (
            self.name,
            f"{tries:,}",
            f"{self.bound.tries:,}",
            f"{found.codes:,}",
            f"{found.money // 100:,}",
            f"{found.attack['proven']:,}",
            str(found.attack["linked"]),
            f"{float(self.bound.chance):.1e}",
            f"{100 * found.honest['linked'] // came} %",
            f"{100 * found.honest['at once'] // came} %",
        )


def attack_of(scale: Scale) -> Attack:
    """The size of the attack, for the bounds."""
    size = scale.size
    share = Fraction(size.without_phone, 100)
    return Attack(scale.chats, scale.days, size.accounts, share, size.receipt_digits, size.office_codes)


def measure(scale: Scale, limits: Limits, names: Sequence[str]) -> list[Row]:
    """Play the attacks one after another, each against a town of its own."""
    promised, rows = bounds(limits, attack_of(scale)), []
    for name in names:
        begun = time.perf_counter()
        outcome = run(scale, limits, STRATEGIES[name])
        rows.append(Row(name, outcome, promised[name], time.perf_counter() - begun))
        print(f"{name}: {rows[-1].seconds:.0f} s, alarms {dict(outcome.alarms)}", file=sys.stderr, flush=True)
    return rows


def table(rows: Sequence[Row], scale: Scale, limits: Limits) -> str:
    """The table, and what pumping can cost at most."""
    cells = [_HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEAD))]
    lines = [_line(line, widths) for line in cells]
    most = codes_sent(limits, attack_of(scale), _OWN_BILLS)
    money = most * limits.part_price // 100
    lines.append(f"codes that {_OWN_BILLS} bills of their own can send: {most:,} at most, {money:,} roubles")
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, *figures = (cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join((name.strip().ljust(widths[0]), *figures))


def main(arguments: Sequence[str]) -> int:
    """Run the program; the result is its exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench attack", description="A month of attacks.")
    parser.add_argument("names", nargs="*", metavar="STRATEGY", help=f"some of: {', '.join(STRATEGIES)}")
    parser.add_argument("--quick", action="store_true", help="a tenth of the town and a third of the month")
    given = parser.parse_args(arguments)
    unknown = sorted(set(given.names) - set(STRATEGIES))
    if unknown:
        parser.error(f"no strategy is called {', '.join(unknown)}; there are {', '.join(STRATEGIES)}")
    logging.getLogger("core.usecases.breaker").setLevel(logging.ERROR)
    scale, limits = QUICK if given.quick else FULL, Limits()
    rows = measure(scale, limits, given.names or list(STRATEGIES))
    print(table(rows, scale, limits))
    return 0 if all(row.sound for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
