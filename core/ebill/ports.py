"""What the electronic bill needs of storage. Every method is one statement of the current transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.ebill.model import Change, MonthBill, Standing, Why
    from core.values import Period


class Ebills(Protocol):
    """Ways in which bills come, one for an account, and what was sent."""

    def of(self, account_id: int) -> Standing | None:
        """How the bill of an account comes; None where nobody ever asked."""

    def switch(self, change: Change) -> bool:
        """Let it come another way and keep the change; False when it comes so already."""

    def number(self, account_id: int) -> str:
        """The number of an account as billing has it now."""

    def latest(self, account_id: int) -> Period | None:
        """The newest month whose bill billing has delivered."""

    def imported(self) -> int:
        """The newest import of bills or accounts that is visible; 0 before the first one."""

    def due(self, after: tuple[int, str], oldest: Period, most: int) -> tuple[MonthBill, ...]:
        """Bills of electronic accounts that were not told of as they are, after an account and month."""

    def bill(self, account_id: int, period: Period) -> MonthBill | None:
        """The bill of one month, if it is still to be told of."""

    def told(self, bill: MonthBill, now_ms: int) -> int:
        """Note that a bill is told of: for the how-manieth time; 0 when somebody else was quicker."""

    def waits(self, account_id: int, now_ms: int) -> None:
        """Note since when a bill cannot be sent (0: it can)."""

    def places(self, subscriber_id: int) -> tuple[str, ...]:
        """Chats where a person takes what we begin, the one that they used last first."""

    def ended(self, after: int, waits_before_ms: int, most: int) -> Sequence[tuple[Standing, Why]]:
        """Electronic accounts whose person owns them no more, or whose bill waits since before a moment."""
