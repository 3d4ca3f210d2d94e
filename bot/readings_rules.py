"""When people may be told of readings, and what the supplier decided about those that nobody confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.config.domain import readings_of, texted_to_of
from bot.config.notifications import calendars_of
from bot.watching import Daytime
from core.readings.window import Window
from core.usecases.notices import MayStart

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.config import Config
    from core.ports import Store
    from core.readings.rules import ReadingRules
    from core.records import Session
    from storage.reading_drafts import Doubted


@dataclass(frozen=True, slots=True)
class WatchRules(Daytime):
    """What the supplier decided. `tell_counted`: people hear that billing counted their reading, too.

    `texted_to`: where SMS are answered to, if not where ours come from.
    """

    readings: ReadingRules
    may_start: Callable[[Store, Session], bool]
    tell_counted: bool = False
    texted_to: str = ""

    def closes(self, one: Doubted) -> date:
        """The last day on which a reading of the window of its month may be sent."""
        return Window.parse(one.window or self.readings.window).closes(one.entry.period)

    def is_over(self, one: Doubted, now_ms: int) -> bool:
        """Whether that day is over where the account is."""
        return self.closes(one) < self.calendars.of(one.group).day(now_ms)


def watch_rules(config: Config) -> WatchRules:
    """The rules of a configuration."""
    may_start = MayStart(config.consent.sms_basis == "consent")
    return WatchRules(
        calendars_of(config),
        readings_of(config),
        may_start,
        config.export.tell_counted,
        texted_to_of(config),
    )
