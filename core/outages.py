"""Planned outages: what the supplier said, and what somebody is to be told of it.

Moments are those of the supplier's own clock, `YYYY-MM-DDTHH:MM`; people read them as they were written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

from core.address_ranges import AddressRange, ranges_of, within
from core.clock import to_ms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo


@dataclass(frozen=True, slots=True)
class Times:
    """From when to when; written `begin/end` in records, "" where nothing is planned."""

    begins_at: str
    ends_at: str

    @classmethod
    def parse(cls, text: str) -> Times | None:
        """Read what a record says; None for ""."""
        begins_at, _, ends_at = text.partition("/")
        return cls(begins_at, ends_at) if ends_at else None

    def __str__(self) -> str:
        return f"{self.begins_at}/{self.ends_at}"

    @property
    def first(self) -> date:
        return date.fromisoformat(self.begins_at[:10])

    @property
    def last(self) -> date:
        return date.fromisoformat(self.ends_at[:10])

    @property
    def since(self) -> str:
        """The time of day as people write it: 9:00."""
        return self.begins_at[11:].removeprefix("0")

    @property
    def until(self) -> str:
        return self.ends_at[11:].removeprefix("0")

    def begins_ms(self, zone: tzinfo) -> int:
        """UTC milliseconds."""
        return _moment(self.begins_at, zone)

    def ends_ms(self, zone: tzinfo) -> int:
        return _moment(self.ends_at, zone)


@dataclass(frozen=True, slots=True)
class Outage:
    """One row of the supplier's list (docs/exchange-format.md)."""

    id: str
    places: str
    times: Times
    reason: str = ""
    cancelled: bool = False

    @property
    def state(self) -> str:
        """What holds for the addresses it is about: its times, or "" when it was cancelled."""
        return "" if self.cancelled else str(self.times)

    @property
    def version(self) -> str:
        """The same when neither the times nor the places changed."""
        return f"{self.state}#{crc32(self.places.encode()):08x}"

    def at(self, address: str) -> str:
        """What holds for an address of billing: the times, or "" where it does not concern it."""
        return self.state if within(_ranges(self.places), address) else ""


class Outages(Protocol):
    """Outages that the supplier named last."""

    def after(self, local: str) -> Sequence[Outage]:
        """Those that end after a moment of the supplier's clock, cancelled ones too."""

    def of(self, outage_id: str) -> Outage | None:
        """One of them."""


def news(living: str, told: str, now: str) -> str | None:
    """What to tell somebody for whom `now` holds: the fact of the reminder, `before|now`; None: nothing.

    `living` and `told` are the facts of their last reminder of it that is not over, and that was sent.
    """
    heard = holds(told)
    if now == heard or (living and now == holds(living)):
        return None
    return f"{heard}|{now}"


def holds(fact: str) -> str:
    """What a reminder says that holds."""
    return fact.rpartition("|")[2]


def held(fact: str) -> str:
    """What its person had been told before; "" when they had not."""
    return fact.rpartition("|")[0]


def _moment(local: str, zone: tzinfo) -> int:
    return to_ms(datetime.fromisoformat(local).replace(tzinfo=zone))


@lru_cache(maxsize=256)
def _ranges(places: str) -> tuple[AddressRange, ...]:
    return ranges_of(places)
