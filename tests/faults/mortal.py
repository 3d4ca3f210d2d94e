"""The real program with a tripwire: `mortal CONFIG POINT NTH COMMAND…` dies at the nth crossing of a point.

Lines for billing are marked and read in small pieces, so that a short run crosses from one to the next.
"""

from __future__ import annotations

import sys

import storage.payment_exports
from bot.__main__ import main
from tests.faults.points import arm

CHUNK, PAGE = 7, 5


def run(config: str, point: str, nth: str, *command: str) -> int:
    """A command of the program; `point` "" arms nothing."""
    storage.payment_exports.CHUNK, storage.payment_exports.PAGE = CHUNK, PAGE
    if point:
        arm(point, int(nth))
    return main(["--config", config, *command])


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:]))
