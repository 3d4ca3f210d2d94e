"""The port of the rows of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.files.model import Fault
    from core.files.stored import NewFile, StoredFile


class Files(Protocol):
    """The rows of files, inside the transaction of a turn."""

    def add(self, new: NewFile, now_ms: int) -> int:
        """Note that a file is wanted; its id."""

    def get(self, file_id: int) -> StoredFile | None:
        """One file."""

    def kept(self, file_id: int, told: Mapping[str, str]) -> bool:
        """The file is on the disk; `told` has content, bytes, sha256. False when it was settled before."""

    def lost(self, file_id: int, fault: Fault) -> bool:
        """There will be no file."""

    def use(self, file_id: int) -> None:
        """Something refers to it from now on: it is kept as long as its purpose says."""

    def spent(self, address: str, since_ms: int) -> tuple[int, int]:
        """How many files and bytes an address has sent since then."""
