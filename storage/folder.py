"""The folder of files that people sent: written whole or not at all, readable by the bot alone.

All methods block on the disk: they are called on a thread, never in a turn. Names are ours (hex digits), so
nothing a person wrote becomes part of a path.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS = re.compile(r"([0-9a-f]{32})\.(?:[a-z]{2,5}|[0-9a-f]{8}\.part)")


class FileFolder:
    """Files by name, in sub-folders by the first two digits."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def prepare(self) -> None:
        """Make the folder, for the bot's own eyes. Raises OSError."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.root.chmod(0o700)

    def free_bytes(self) -> int:
        """Room left on its disk. Raises OSError."""
        return shutil.disk_usage(self.root).free

    def path(self, file_name: str) -> Path:
        """Where a kept file lies. ValueError for a name that is none of ours."""
        if _OURS.fullmatch(file_name) is None:
            raise ValueError("not the name of a kept file")
        return self.root / file_name[:2] / file_name

    def read(self, file_name: str) -> bytes:
        """The content of a kept file. Raises OSError, ValueError."""
        return self.path(file_name).read_bytes()

    def keep(self, name: str, ending: str, data: bytes) -> str:
        """Write a file for good: its bytes are on the disk before its name is; the file name.

        Written twice it is the same file. Raises OSError (no room among them), ValueError for a bad name.
        """
        target = self.path(f"{name}.{ending}")
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = target.with_name(f"{name}.{secrets.token_hex(4)}.part")
        try:
            _write(part, data)
            part.replace(target)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        _sync(target.parent)
        return target.name

    def remove(self, file_name: str) -> None:
        """Delete a file; nothing happens when it is not there. Raises OSError, ValueError."""
        self.path(file_name).unlink(missing_ok=True)

    def entries(self) -> Iterator[tuple[str, str]]:
        """The name of each file of ours (whole, and up to its first dot), unfinished ones included."""
        for folder in sorted(self.root.iterdir()) if self.root.is_dir() else ():
            if len(folder.name) != 2 or not folder.is_dir():
                continue
            for path in folder.iterdir():
                found = _OURS.fullmatch(path.name)
                if found is not None:
                    yield path.name, found[1]


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make a rename last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
