"""Quiet hours: when somebody may be written to, by a local clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from core.clock import from_ms, to_ms
from core.notifications.model import USUAL

if TYPE_CHECKING:
    from datetime import tzinfo

    from core.notifications.model import Way

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Quiet:
    """Minutes of the day, local: nobody is disturbed from `since` up to `until`; equal: no quiet hours.

    `since` after `until` reaches over midnight, as nights do.
    """

    since: int
    until: int

    def of(self, way: Way) -> Quiet:
        """The same with what a person chose instead."""
        since = self.since if way.quiet_from == USUAL else way.quiet_from
        until = self.until if way.quiet_to == USUAL else way.quiet_to
        return Quiet(since, until)

    def holds(self, minute: int) -> bool:
        """Whether a minute of the day is quiet."""
        if self.since <= self.until:
            return self.since <= minute < self.until
        return minute >= self.since or minute < self.until

    def over(self, now_ms: int, zone: tzinfo) -> int:
        """When one may write: now, or the end of these quiet hours (UTC milliseconds).

        A local time that a change of the clock leaves out is taken as the moment the clock goes on.
        """
        local = from_ms(now_ms).astimezone(zone)
        if not self.holds(local.hour * 60 + local.minute):
            return now_ms
        day = local.date() + timedelta(days=local.hour * 60 + local.minute >= self.until)
        hour, minute = divmod(self.until % _DAY, 60)
        end = datetime.combine(day, time(hour, minute), zone).astimezone(UTC)
        return max(to_ms(end), now_ms + 1)


NIGHT = Quiet(20 * 60, 9 * 60)
"""Where the supplier decided nothing else."""
