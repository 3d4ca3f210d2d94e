"""Checks of ``[files]``: a folder there is, or can be made, and nobody else may read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from bot.config.findings import Problem, error, warning
from bot.config.tree import Config


def files(config: Config) -> Iterator[Problem]:
    """The folder may be written to; without one the bot takes no photos, and says so to people."""
    given = config.files
    if not given.directory:
        if not config.database.url.startswith("sqlite:"):
            yield warning("files.directory", "is empty: photos and documents are not taken; name a folder")
        return
    path = Path(given.directory)
    parent = next((one for one in (path, *path.parents) if one.exists()), path)
    if not parent.is_dir() or not os.access(parent, os.W_OK | os.X_OK):
        yield error("files.directory", f"may not be written to by this user: {parent}; give it the right to")
