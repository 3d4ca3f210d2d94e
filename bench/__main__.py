"""`python -m bench [NAME…]`: measure, print a table, write bench/results.json.

Exit status: 0 when every figure was measured, 1 when one could not be (a bot answered wrongly, died, never
became ready), 2 for wrong usage. A missed target is shown as MISSED and, with --strict, is a failure too.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.arena import FULL, QUICK, Arena, Scale
from bench.attack.__main__ import main as attack
from bench.figures import Result, table, write
from bench.lane import BenchError
from bench.process import choose_cores
from bench.sampling import beside, interleave
from bench.suites.base import Suite
from bench.suites.contestants import bring_up
from bench.suites.registry import NAMES, SUITES

RESULTS = Path(__file__).with_name("results.json")
PEERS = ("stock", "ptb", "ptb-concurrent", "usual")


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the command line; SystemExit(2) for an unknown name."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Speed and memory of the bot.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"figures to measure: {', '.join(NAMES)}")
    parser.add_argument("--quick", action="store_true", help="a short run that shows that everything works")
    parser.add_argument("--peers", action="store_true", help="only the rivals, in absolute figures")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a target is missed")
    parser.add_argument("--out", type=Path, help="where to write the figures instead of bench/results.json")
    given = parser.parse_args(arguments)
    unknown = sorted(set(given.names) - set(NAMES))
    if unknown:
        parser.error(f"no figure is called {', '.join(unknown)}; there are {', '.join(NAMES)}")
    return given


async def run_suite(suite: Suite, scale: Scale, wanted: Sequence[str]) -> list[Result]:
    """Measure one suite in an arena of its own."""
    async with Arena(scale) as arena:
        return await suite.measure(arena, wanted)


def run_suites(scale: Scale, wanted: Sequence[str]) -> tuple[list[Result], bool]:
    """Measure all that is wanted; one suite that fails does not take the others with it."""
    results: list[Result] = []
    sound = True
    for suite in SUITES:
        names = [name for name in suite.names if name in wanted]
        if not names:
            continue
        print(f"measuring {', '.join(names)} …", file=sys.stderr, flush=True)
        try:
            results += asyncio.run(run_suite(suite, scale, names))
        except BenchError as error:
            sound = False
            print(f"{', '.join(names)}: {error}", file=sys.stderr, flush=True)
    return results, sound


async def show_peers(scale: Scale) -> None:
    """The rivals beside each other, to see that the harness measures what is known of them."""
    async with Arena(scale) as arena:
        bots = await bring_up(arena, PEERS)
        for name, samples in (await interleave(bots, scale.window, scale.rounds)).items():
            print(f"{name:<16}{beside(samples)}")


def main(arguments: Sequence[str]) -> int:
    """Run the program; the result is its exit status."""
    if arguments[:1] == ["attack"]:
        return attack(arguments[1:])
    given = read_arguments(arguments)
    scale = QUICK if given.quick else FULL
    if choose_cores().shared:
        print("only one core: figures per CPU second hold, latencies do not", file=sys.stderr)
    if given.peers:
        asyncio.run(show_peers(scale))
        return 0
    results, sound = run_suites(scale, given.names or NAMES)
    if results:
        print(table(results))
        # A quick run proves the harness; its figures are too coarse to be kept as results.
        if given.out or not given.quick:
            write(results, given.out or RESULTS)
    missed = given.strict and not all(result.figure.met for result in results)
    return 0 if sound and not missed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
