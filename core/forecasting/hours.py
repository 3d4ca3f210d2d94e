"""How long the zones of a day last: `07:00-10:00,17:00-21:00` are seven hours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.dated import covers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from core.tariffs import TariffRow, Zone

DAY = 24 * 60
_SPAN = re.compile(r"([01]?\d|2[0-4])(?::([0-5]\d))?-([01]?\d|2[0-4])(?::([0-5]\d))?")


def minutes(text: str) -> int | None:
    """Minutes of a list of hours, over midnight too; None where it is not written so.

    >>> minutes("23:00-07:00"), minutes("7-10, 17-21"), minutes("ночью")
    (480, 420, None)
    """
    total = 0
    for part in text.replace(" ", "").split(","):
        found = _SPAN.fullmatch(part)
        if found is None:
            return None
        begin = int(found[1]) * 60 + int(found[2] or 0)
        end = int(found[3]) * 60 + int(found[4] or 0)
        total += (end - begin) % DAY or DAY
    return total


def zone_minutes(rows: Iterable[TariffRow], zone: Zone, day: date) -> int | None:
    """How many minutes of the day a zone has; None where its price list does not tell."""
    hours = next((row.hours for row in rows if row.zone is zone and covers(row, day)), "")
    return minutes(hours) if hours else None
