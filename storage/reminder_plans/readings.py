"""Reading reminders: which plans there are to be, and the statement that finds whom each is for.

Accounts of one window and one zone are planned together; people who chose another number of days before the
end have plans of their own. docs/reminders.md says who is found and why.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.notifications import calendar
from core.notifications.calendar import BEFORE, LAST
from core.notifications.kinds import Kind
from core.notifications.planning import Chosen, Wanted
from core.readings.window import Window
from core.values import Period
from storage.reminder_plans.reading_sql import select
from storage.visible import snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from core.database import Tx
    from core.notifications.calendar import Stage, Times
    from core.notifications.model import Plan

_GROUPS = f"SELECT name, reading_window FROM grp WHERE generation = {snapshot('groups')}"
_DAYS = "SELECT DISTINCT days_before FROM notify_way WHERE days_before >= 0 ORDER BY days_before LIMIT 32"
_LATELY_MS = 20 * 3_600_000
_YEAR_MS = 366 * 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What the supplier decided: the usual window and zone, zones of groups, times, whether SMS are sent."""

    window: str
    zone: ZoneInfo
    times: Times
    zones: Mapping[str, ZoneInfo] = field(default_factory=dict)
    sms: bool = True


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a plan is for: the window as it is written, the zone, the days before its end ("" the usual)."""

    window: str
    zone: str
    days: str = ""

    def __str__(self) -> str:
        return f"{self.window}|{self.zone}|{self.days}"

    @classmethod
    def parse(cls, text: str) -> Calendar:
        return cls(*text.split("|"))


class ReadingReminders:
    """`core.notifications.planning.Source` of reading reminders."""

    kind = Kind.READING

    def __init__(self, rules: ReadingRules) -> None:
        self._rules = rules

    def wanted(self, tx: Tx, now_ms: int) -> Sequence[Wanted]:
        """Each window and zone there is, for the usual days before its end and those that people chose."""
        groups = dict(tx.all(_GROUPS))
        days = [int(row[0]) for row in tx.all(_DAYS)]
        return [
            _wanted(Calendar(window, zone.key, chosen), stage)
            for window, zone in self._calendars(groups)
            for chosen, stage in self._stages(Window.parse(window), zone, days, now_ms)
        ]

    def chosen(self, plan: Plan) -> Chosen:
        """Whom a plan of that calendar finds."""
        of, rules = Calendar.parse(plan.group), self._rules
        window, period = Window.parse(of.window), Period.parse(plan.period)
        here, names = self._among(of.zone)
        sql = select(len(names), here=here, usual=not of.days, last=plan.stage == LAST)
        return Chosen(
            sql,
            {
                **{f"group{at}": name for at, name in enumerate(names)},
                "window": of.window,
                "usual_window": rules.window,
                "usual_days": rules.times.days_before,
                "days": int(of.days or rules.times.days_before),
                "opens_on": window.opens(period).isoformat(),
                "next_period": str(period.shift(1)),
                "midnight_ms": plan.due_ms - rules.times.first * calendar.MINUTE_MS,
                "since_ms": plan.due_ms - _YEAR_MS,
                "lately_ms": plan.due_ms - _LATELY_MS,
                "sms": int(rules.sms),
            },
        )

    def _among(self, zone: str) -> tuple[bool, list[str]]:
        """The groups of another zone than the supplier's; or, here, all groups that the plan is not for."""
        rules = self._rules
        here = zone == rules.zone.key
        abroad = sorted(name for name, own in rules.zones.items() if own.key != rules.zone.key)
        return here, [name for name in abroad if here or rules.zones[name].key == zone]

    def _calendars(self, groups: Mapping[str, str]) -> list[tuple[str, ZoneInfo]]:
        rules = self._rules
        found = {(rules.window, rules.zone.key): rules.zone}
        for name, window in groups.items():
            zone = rules.zones.get(name, rules.zone)
            found[window or rules.window, zone.key] = zone
        return [(window, zone) for (window, _), zone in found.items() if _valid(window)]

    def _stages(
        self, window: Window, zone: ZoneInfo, days: Sequence[int], now_ms: int
    ) -> Iterator[tuple[str, Stage]]:
        times = self._rules.times
        for stage in calendar.now(window, times, zone, times.days_before, now_ms):
            yield "", stage
        for own in days:
            for stage in calendar.now(window, times, zone, own, now_ms):
                if own != times.days_before and stage.name == BEFORE:
                    yield str(own), stage


def _valid(window: str) -> bool:
    try:
        Window.parse(window)
    except (
        ValueError
    ):  # checked by the import and by check-config; nobody is reminded by what nobody can read
        return False
    return True


def _wanted(of: Calendar, stage: Stage) -> Wanted:
    hours = stage.hours
    return Wanted(
        Kind.READING, stage.name, str(stage.period), str(of), hours.due_ms, hours.spread_ms, stage.until_ms
    )
