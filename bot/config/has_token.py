"""``python -m bot.config.has_token FILE`` tells whether `make run` starts the real bot or the sandbox."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.config.read import ConfigError, load_config

REAL, BROKEN, SANDBOX = 0, 1, 3


def decide(path: Path, environ: Mapping[str, str]) -> tuple[int, str]:
    """Return the exit status and one line for standard error (empty if there is nothing to say).

    A file that is not there counts as an empty one: the token may come from the environment.
    """
    present = path.exists()
    try:
        config = load_config(path if present else Path(os.devnull), environ)
    except ConfigError as error:
        return BROKEN, str(error)
    if config.telegram.token:
        return REAL, ""
    reason = f"{path} holds no telegram.token" if present else f"there is no {path}"
    return SANDBOX, f"{reason}: starting the sandbox"


if __name__ == "__main__":
    status, message = decide(Path(sys.argv[1]), os.environ)
    if message:
        print(message, file=sys.stderr)
    sys.exit(status)
