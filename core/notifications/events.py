"""When people are told of what an import brought: by day, from now on, spread; else the next day. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from core.clock import from_ms
from core.notifications.calendar import MINUTE_MS, hours

if TYPE_CHECKING:
    from datetime import tzinfo

    from core.notifications.calendar import Hours, Times

LEAST_MS = 30 * MINUTE_MS
"""What is left of a day has to be this long, or people are told on the next one."""


def soon(now_ms: int, times: Times, zone: tzinfo) -> Hours:
    """The hours in which something of this moment is told: what is left of the day, or the next day.

    `due_ms` is never before the moment itself.
    """
    day = from_ms(now_ms).astimezone(zone).date()
    today = hours(day, times, zone)
    if now_ms <= today.due_ms:
        return today
    left_ms = today.end_ms - now_ms - 1
    if left_ms < LEAST_MS:
        return hours(day + timedelta(days=1), times, zone)
    return replace(today, due_ms=now_ms, spread_ms=min(times.spread * MINUTE_MS, left_ms))
