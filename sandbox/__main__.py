"""`python -m sandbox`: what `make run` starts without credentials."""

from __future__ import annotations

import sys


def start() -> int:
    """Run it; imports take a second, in which Ctrl-C must not end in a traceback."""
    try:
        from sandbox.launcher.run import main

        return main()
    except KeyboardInterrupt:
        print("sandbox: stopped", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(start())
