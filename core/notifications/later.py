"""When somebody is told once more who put it off."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from core.clock import to_ms
from core.notifications.model import USUAL

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from core.notifications.model import Way
    from core.notifications.quiet import Quiet

_USUAL = 10 * 60


def once_more(day: date, way: Way, quiet: Quiet, zone: tzinfo) -> int:
    """The moment on a day at which this person is told, outside their quiet hours (UTC milliseconds)."""
    hour, minute = divmod(_USUAL if way.minute == USUAL else way.minute, 60)
    wanted = to_ms(datetime.combine(day, time(hour, minute), zone).astimezone(UTC))
    return quiet.of(way).over(wanted, zone)
