"""Our ledger beside the provider's list of a day: missing here, missing there, sums that differ. Pure.

Days are Moscow's, as in the provider's registers. Both sides are looked up a day wider than they are judged,
so that a payment whose two clocks lie on two sides of midnight is nobody's loss.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from core.payments.model import EntryKind

if TYPE_CHECKING:
    from collections.abc import Iterable

MOSCOW = ZoneInfo("Europe/Moscow")
OVERLAP_MS = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Moved:
    """Money that moved, as one side has it; of a refund, too, `kopecks` are above zero."""

    kind: EntryKind
    external_id: str
    kopecks: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class Differs:
    """One payment or refund with two sums."""

    ours: Moved
    theirs: Moved


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a comparison. `both`: what is on both sides with one sum, of the time in question."""

    missing_here: tuple[Moved, ...]
    missing_there: tuple[Moved, ...]
    differ: tuple[Differs, ...]
    both: tuple[Moved, ...]

    def agreed(self, kind: EntryKind) -> tuple[int, int]:
        """How many of a kind are on both sides, and their kopecks."""
        sums = [one.kopecks for one in self.both if one.kind is kind]
        return len(sums), sum(sums)

    @property
    def agrees(self) -> bool:
        """Whether both sides are one."""
        return not (self.missing_here or self.missing_there or self.differ)


def span(day: date) -> tuple[int, int]:
    """The first millisecond of a day of Moscow and the one after its last.

    >>> [ms % 86_400_000 // 3_600_000 for ms in span(date(2026, 11, 8))]
    [21, 21]
    """
    begins = (datetime(one.year, one.month, one.day, tzinfo=MOSCOW) for one in (day, day + timedelta(days=1)))
    first, after = (int(moment.timestamp()) * 1000 for moment in begins)
    return first, after


def day_of(at_ms: int) -> date:
    """The day of Moscow that a moment lies in."""
    return datetime.fromtimestamp(at_ms // 1000, UTC).astimezone(MOSCOW).date()


def compare(ours: Iterable[Moved], theirs: Iterable[Moved], since_ms: int, until_ms: int) -> Verdict:
    """Compare what lies from `since_ms` up to, not including, `until_ms`; both sides may be wider."""
    here = {(one.kind, one.external_id): one for one in ours}
    there = {(one.kind, one.external_id): one for one in theirs}

    def judged(one: Moved) -> bool:
        return since_ms <= one.at_ms < until_ms

    both = [
        Differs(mine, there[key])
        for key, mine in here.items()
        if key in there and (judged(mine) or judged(there[key]))
    ]
    differ = [one for one in both if one.ours.kopecks != one.theirs.kopecks]
    same = [one.ours for one in both if one.ours.kopecks == one.theirs.kopecks]
    return Verdict(
        tuple(one for key, one in there.items() if key not in here and judged(one)),
        tuple(one for key, one in here.items() if key not in there and judged(one)),
        tuple(differ),
        tuple(same),
    )
