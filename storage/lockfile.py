"""One process per SQLite database: an advisory lock on a file beside it, freed by the kernel on any end."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class AlreadyRunning(Exception):
    """Another process, `pid` (0: unknown), holds the database."""

    def __init__(self, path: Path, pid: int) -> None:
        """Say who holds what and what to do."""
        holder = f"process {pid}" if pid else "another process"
        super().__init__(f"{holder} works with this database (lock {path}); stop it or give it the command")
        self.pid = pid


class LockFile:
    """The lock `<database>.lock`; the file stays, its content is the pid of the last holder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @classmethod
    def beside(cls, database: Path) -> LockFile:
        """Make the lock of the database file."""
        return cls(database.with_name(database.name + ".lock"))

    def acquire(self) -> None:
        """Take the lock at once. Raises `AlreadyRunning`, and OSError when the file cannot be made."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 20)
            os.close(descriptor)
            raise AlreadyRunning(self.path, int(holder) if holder.strip().isdigit() else 0) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, b"%d\n" % os.getpid(), 0)
        self._descriptor = descriptor

    def release(self) -> None:
        """Free the lock; nothing when it is not held."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.ftruncate(descriptor, 0)
            os.close(descriptor)
