"""Who sent a reading, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from core.pricing.model import Estimate
from core.readings.journal import State

if TYPE_CHECKING:
    from datetime import date

    from core.accounts import AccountCard
    from core.meters import Meter
    from core.pricing.model import Unpriced
    from core.readings.given import Verdict
    from core.readings.journal import Entry
    from core.readings.reasons import Reason
    from core.values import Money

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a reading, by which stored event. `message` is the channel's reference of it ("" if none).

    `taken_on` is the day on which it was taken, where the person names an earlier one.
    """

    channel: str
    address: str
    subscriber_id: int
    event_id: int
    sent_at: datetime
    now_ms: int
    message: str = ""
    taken_on: date | None = None

    @property
    def sent_ms(self) -> int:
        """The person's own time, UTC milliseconds."""
        return (self.sent_at - _EPOCH) // _MS


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a reading. `entry` is None when it was not taken.

    `again`: nothing was written, the entry of the same value answers. `price` is None where the person sees
    no sums, or nothing was used; else what it costs, or why that cannot be told. `over` are readings of other
    people of the account that ended with it. `taken_on` is the earlier day that the person gave it.
    """

    card: AccountCard
    verdict: Verdict
    entry: Entry | None = None
    again: bool = False
    price: Estimate | Unpriced | None = None
    meters: tuple[Meter, ...] = ()
    over: tuple[Entry, ...] = ()
    taken_on: date | None = None

    @property
    def cost(self) -> Money | None:
        """The sum that is told; None where there is none, or none that can be believed."""
        told = isinstance(self.price, Estimate) and self.price.believed
        return self.price.total if told and isinstance(self.price, Estimate) else None

    @property
    def asked(self) -> bool:
        """Whether it waits for a word of the person."""
        return self.entry is not None and self.entry.state is State.DRAFT

    @property
    def refused(self) -> Reason | None:
        """Why it was not taken; None when it was."""
        if self.entry is not None or not self.verdict.reasons:
            return None
        return self.verdict.reasons[0]


def moment_of(ms: int) -> datetime:
    """The moment of UTC milliseconds."""
    return _EPOCH + ms * _MS
