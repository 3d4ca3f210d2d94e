"""Our side of a reconciliation, and what of money waits for a person. In this process or behind a socket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.payments.reconcile import Moved

MOST = 50
"""Of each list of open matters, the oldest."""


@dataclass(frozen=True, slots=True)
class Open:
    """Something that waits for a decision: `what` in one word, the provider's id, the sum, since when."""

    what: str
    external_id: str
    kopecks: int
    since_ms: int
    detail: str = ""


class Books(Protocol):
    """The ledger as a reconciliation needs it."""

    async def moved(self, since_ms: int, until_ms: int) -> Sequence[Moved]:
        """What was booked as moved in this time."""
        ...

    async def queue(self, missing: Sequence[Moved]) -> int:
        """Have the bot ask about payments and refunds that are missing here; how many it did not know of."""
        ...

    async def open(self) -> Sequence[Open]:
        """Money held, refused by billing, never found in its numbers, long not exported; wishes in doubt."""
        ...
