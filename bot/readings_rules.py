"""When people may be told of readings, and what the supplier decided about those that nobody confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.config.domain import readings_of
from core.readings.window import Window
from core.usecases.notices import MayStart, by_day, not_before

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, tzinfo

    from bot.config import Config
    from core.ports import Store
    from core.readings.journal import Entry
    from core.readings.rules import ReadingRules
    from core.records import Session


@dataclass(frozen=True, slots=True)
class WatchRules:
    """What the supplier decided. `tell_counted`: people hear that billing counted their reading, too."""

    readings: ReadingRules
    zone: tzinfo
    may_start: Callable[[Store, Session], bool]
    tell_counted: bool = False

    def local(self, now_ms: int) -> datetime:
        """The supplier's time."""
        return datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(self.zone)

    def by_day(self, now_ms: int) -> bool:
        """Whether people may be disturbed."""
        return by_day(self.local(now_ms), self.zone)

    def not_before(self, now_ms: int) -> int:
        """When a message may go that does not hurry: now by day, else in the morning (UTC ms)."""
        return not_before(self.local(now_ms), self.zone)

    def closes(self, entry: Entry, group: str) -> date:
        """The last day on which a reading of the window of its month may be sent."""
        return Window.parse(group or self.readings.window).closes(entry.period)


def watch_rules(config: Config) -> WatchRules:
    """The rules of a configuration."""
    may_start = MayStart(config.consent.sms_basis == "consent")
    zone = ZoneInfo(config.supplier.time_zone)
    return WatchRules(readings_of(config), zone, may_start, config.export.tell_counted)
