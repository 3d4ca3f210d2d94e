"""Files that replies name by meaning: made when they are sent, for the address they go to, stored nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.privacy import Sensitivity


@dataclass(frozen=True, slots=True)
class Document:
    """A file with its name, as a person saves it."""

    name: str
    content: bytes


class Documents(Protocol):
    """Makes the file `name` for an address, with nothing more private in it than `level`.

    LookupError for an unknown name; what the storage raises goes on: the sending is tried again. A private
    page or an office may ask for the same file at a higher level.
    """

    async def make(self, name: str, address: str, level: Sensitivity) -> Document: ...
