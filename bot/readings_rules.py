"""When people may be told of readings, and what the supplier decided about those that nobody confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.config.domain import readings_of
from bot.config.notifications import calendars_of
from bot.watching import Daytime
from core.readings.window import Window
from core.usecases.notices import MayStart

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.config import Config
    from core.notifications.groups import Calendars
    from core.ports import Store
    from core.readings.journal import Entry
    from core.readings.rules import ReadingRules
    from core.records import Session


@dataclass(frozen=True, slots=True)
class WatchRules(Daytime):
    """What the supplier decided. `tell_counted`: people hear that billing counted their reading, too.

    `calendars`: when people of each group may be told.
    """

    readings: ReadingRules
    may_start: Callable[[Store, Session], bool]
    calendars: Calendars
    tell_counted: bool = False

    def closes(self, entry: Entry, group: str) -> date:
        """The last day on which a reading of the window of its month may be sent."""
        return Window.parse(group or self.readings.window).closes(entry.period)


def watch_rules(config: Config) -> WatchRules:
    """The rules of a configuration."""
    may_start = MayStart(config.consent.sms_basis == "consent")
    zone = ZoneInfo(config.supplier.time_zone)
    calendars = calendars_of(config)
    return WatchRules(zone, readings_of(config), may_start, calendars, config.export.tell_counted)
