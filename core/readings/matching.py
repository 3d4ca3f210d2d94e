"""Whether billing has counted a reading although it never answered: its own readings and bills tell.

A row of readings.csv with our value, from the subscriber, in the month of the reading (or of its very day)
counts, unless it shows what the one before it showed and is of an earlier day: then it may be that one. So
does a closed bill of an account with one meter that holds exactly the energy between the previous
and the new display.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.values import Period

_WH = 1000


@dataclass(frozen=True, slots=True)
class Candidate:
    """An exported reading and what billing has beside it.

    `row` is the day and the state of the first row with the same value, "" for none; `day` the supplier's day
    of the message. `billed_wh` is the energy of the bill of the month, None where there is none; `ratio` and
    `meters` are those of the account's meters in place (None and 0: not known).
    """

    entry_id: int
    period: Period
    day: str
    shown: tuple[int, ...]
    previous: tuple[int, ...]
    decimals: int
    row: tuple[str, str] | None
    billed_wh: int | None
    ratio: int | None
    meters: int


def verdict(one: Candidate, this_month: Period) -> str:
    """`reading` or `bill` where it was counted, `refused` where a row says so, "" where nothing is known."""
    if one.row is not None and _is_this(one, one.row[0]):
        return {"counted": "reading", "refused": "refused"}.get(one.row[1], "")
    return "bill" if one.period < this_month and _billed(one) else ""


def _is_this(one: Candidate, day: str) -> bool:
    """Whether the row of a day is of this reading: a window over the month's end has days of another's."""
    if day < one.day and one.shown == one.previous:
        return False
    return day[:7] == str(one.period) or day == one.day


def _billed(one: Candidate) -> bool:
    if one.billed_wh is None or one.ratio is None or one.meters != 1:
        return False
    if len(one.previous) != len(one.shown):
        return False
    units = sum(now - was for now, was in zip(one.shown, one.previous, strict=True))
    scale: int = 10**one.decimals
    return units * one.ratio * _WH == one.billed_wh * scale
