"""Checks of ``[import]``: the drop folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from bot.config.findings import Problem, error, warning
from bot.config.tree import Config


def folder(config: Config) -> Iterator[Problem]:
    """The folder is there and may be written to; profile and marker make sense."""
    given = config.import_
    if not given.folder:
        for name in ("profile", "marker"):
            if getattr(given, name):
                yield error(f"import.{name}", "is of no use without import.folder; set both or none")
        return
    path = Path(given.folder)
    if not path.is_dir():
        yield error("import.folder", f'is no directory: {path}; make it, with "install -d"')
    elif not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        yield error("import.folder", f"may not be written to by this user: {path}; files are moved in it")
    if given.profile and not Path(given.profile).is_file():
        yield error("import.profile", f"is no file: {given.profile}; name the profile, a .toml file")
    if "/" in given.marker or given.marker.startswith((".", "~")):
        yield error("import.marker", "is the plain name of a file, for example ready.txt")
    if given.marker and given.quiet_seconds != type(given)().quiet_seconds:
        yield warning("import.quiet_seconds", "is not used with import.marker")
