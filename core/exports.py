"""What every export to billing is made of: batches, and the port that marks and gives their lines.

A batch is marked in the database first, under a number; its file is written from the marked lines, as often
as it takes. So a kill at any moment neither loses nor doubles a line: what was marked and not written is
written by the next run, word for word, under the same number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

CHUNK = 100
"""Lines marked in one transaction: of readings 2 to 4 ms of processor time, under 20 by the clock of a busy
machine, where 250 of them took up to 49."""
PAGE = 1000
"""Lines read at once."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One export. `rows` are final once nothing is `open`; `sha256` of the file is known when written.

    `zone` is the time zone its times are written in; `period` the month it was asked for, "" for all.
    """

    number: int
    period: str
    zone: str
    begun_ms: int
    rows: int
    open: bool
    written: bool
    sha256: str = ""


class Numbered(Protocol):
    """A line of a batch."""

    @property
    def line(self) -> int: ...


LineT_co = TypeVar("LineT_co", bound=Numbered, covariant=True)


class ExportRefused(Exception):
    """Nothing was exported; the message says why and what to do."""


class Exports(Protocol[LineT_co]):
    """Batches of one kind."""

    async def due(self, period: str) -> int:
        """How many lines billing is to be told; `period` "" means all months."""
        ...

    async def unwritten(self) -> Sequence[Batch]:
        """Batches without a finished file, the oldest first."""
        ...

    async def begin(self, period: str, zone: str) -> Batch | None:
        """Open a batch and mark its first chunk, in one transaction; None when there is nothing to tell."""
        ...

    async def mark(self, number: int) -> Batch:
        """Mark the next chunk; the batch is `open` as long as there may be more. Raises ExportRefused."""
        ...

    async def batch(self, number: int) -> Batch | None:
        """One batch."""
        ...

    async def page(self, number: int, after: int) -> Sequence[LineT_co]:
        """Lines after a line number, in order, some hundreds at most."""
        ...

    async def written(self, number: int, sha256: str) -> None:
        """Its file is whole and has its name."""
        ...
