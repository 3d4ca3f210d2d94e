"""The time as the product sees it: an aware UTC moment, or the milliseconds that storage keeps."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Clock(Protocol):
    """Tells the time. Reading it never waits, so a turn may do it."""

    def now(self) -> datetime:
        """The moment, aware, UTC, in whole milliseconds."""
        ...

    def now_ms(self) -> int:
        """The same moment in milliseconds since 1970-01-01 UTC."""
        ...


class SystemClock:
    """The time of the machine."""

    __slots__ = ()

    def now(self) -> datetime:
        return from_ms(self.now_ms())

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000


def from_ms(moment_ms: int) -> datetime:
    """Turn milliseconds since 1970-01-01 UTC into an aware UTC moment, exactly.

    Raises: OverflowError beyond the year 9999.
    """
    return _EPOCH + moment_ms * _MILLISECOND


def to_ms(moment: datetime) -> int:
    """Turn an aware moment into milliseconds since 1970-01-01 UTC, rounded down.

    Raises: TypeError for a naive moment.
    """
    return (moment - _EPOCH) // _MILLISECOND
