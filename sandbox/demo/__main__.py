"""`python -m sandbox.demo DIR`: write the demo data, or a large set for measurements."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from pathlib import Path

from tqdm import tqdm

from sandbox.demo.files import ALL_FILES, DemoOptions, write_demo
from sandbox.demo.months import Span


def main() -> int:
    """Write the files and say how long it took. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.demo", description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--accounts", type=int, default=1000)
    parser.add_argument("--months", type=int, default=36, help="months with a bill")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 20), metavar="YYYY-MM-DD")
    parser.add_argument("--files", nargs="+", choices=ALL_FILES, default=ALL_FILES, metavar="NAME")
    options = parser.parse_args()
    if options.accounts < 1 or options.months < 1:
        parser.error("--accounts and --months are at least 1")
    demo = DemoOptions(Span(options.today, options.months), options.accounts, options.seed, options.files)
    started = time.monotonic()
    with tqdm(total=options.accounts, unit=" accounts", disable=None) as bar:

        def show(done: int) -> None:
            bar.update(done - bar.n)

        write_demo(options.directory, demo, show)
    seconds = time.monotonic() - started
    print(f"{options.accounts} accounts in {options.directory}: {seconds:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
