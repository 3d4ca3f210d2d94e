"""The row of a file. It is there before the file is: a file on the disk without a row is nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.files.model import Fault


class State(StrEnum):
    """Where a file is."""

    WANTED = "wanted"  # its row is there, the file perhaps not yet
    KEPT = "kept"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is wanted. `name` is ours, random, without an ending."""

    name: str
    address: str
    subscriber_id: int
    event_id: int
    purpose: str
    then: str
    target: str = ""
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file with its row. `target` is what the turn that wanted it said of it; `fault` why it is lost."""

    id: int
    name: str
    state: State
    content: str
    bytes: int
    sha256: str
    address: str
    subscriber_id: int
    event_id: int
    purpose: str
    then: str
    target: str
    used: bool
    fault: str
    created_ms: int

    @property
    def file_name(self) -> str:
        """Its name on the disk, which is also its name in the journal; "" while it is not kept."""
        return f"{self.name}.{self.content}" if self.state is State.KEPT else ""


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
