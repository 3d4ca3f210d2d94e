"""`python -m sandbox.launcher.leash PID COMMAND…`: become COMMAND, and end when process PID is gone.

A sandbox that is killed must not leave a bot behind that holds the database. Where the kernel has no such
service the command runs without the leash.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def leashed(*command: str) -> list[str]:
    """The command line that runs `python COMMAND…` on a leash held by this process."""
    return [sys.executable, "-m", "sandbox.launcher.leash", str(os.getpid()), sys.executable, *command]


def main() -> None:
    """Ask for SIGTERM at the parent's death (it survives exec), then exec."""
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            sys.exit(1)
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main()
