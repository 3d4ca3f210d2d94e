"""The environment of processes that work for the bot: never its secrets."""

from __future__ import annotations

import os

_KEPT = frozenset({"HOME", "LANG", "LC_ALL", "PATH", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"})
_OF_PYTHON = ("PYTHON", "MPL", "LD_", "VIRTUAL_ENV")


def bare_environment() -> dict[str, str]:
    """What a process needs to start; tokens and keys of the configuration may be in the environment, too."""
    return {name: value for name, value in os.environ.items() if name in _KEPT or name.startswith(_OF_PYTHON)}
