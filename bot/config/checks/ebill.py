"""Checks of ``[ebill]``: the folder of billing's own bills."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from bot.config.findings import Problem, error, warning
from bot.config.tree import Config


def ebill(config: Config) -> Iterator[Problem]:
    """The folder is there and may be read; somebody may see what is in it."""
    given = config.ebill
    if not given.folder:
        return
    path = Path(given.folder)
    if not path.is_dir():
        yield error("ebill.folder", f'is no directory: {path}; make it, with "install -d"')
    elif not os.access(path, os.R_OK | os.X_OK):
        yield error("ebill.folder", f"may not be read by this user: {path}; give it the right to")
    if given.names and not config.web.public_url:
        yield warning(
            "ebill.folder",
            "is of no use: files with names go by the private page only; set web.public_url, or ebill.names",
        )
