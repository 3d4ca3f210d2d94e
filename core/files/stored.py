"""The row of a file. It is there before the file is: a file on the disk without a row is nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
