"""Reading reminders: which plans there are to be, and the statement that finds whom each is for.

Accounts of one window and one calendar are planned together; people who chose another number of days before
the end have plans of their own. docs/reminders.md says who is found and why.
"""

from __future__ import annotations

from dataclasses import dataclass
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

    from core.database import Tx
    from core.notifications.calendar import Stage, Times
    from core.notifications.groups import Calendar, Calendars, Circle
    from core.notifications.model import Plan

_GROUPS = f"SELECT name, reading_window FROM grp WHERE generation = {snapshot('groups')}"
_DAYS = "SELECT DISTINCT days_before FROM notify_way WHERE days_before >= 0 ORDER BY days_before LIMIT 32"
_LATELY_MS = 20 * 3_600_000
_YEAR_MS = 366 * 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What the supplier decided: the usual window, when each group is reminded, whether SMS are sent."""

    window: str
    calendars: Calendars
    sms: bool = True


@dataclass(frozen=True, slots=True)
class PlanName:
    """What a plan is for: the window as it is written, the circle, the days before its end ("" the usual)."""

    window: str
    circle: str
    days: str = ""

    def __str__(self) -> str:
        return f"{self.window}|{self.circle}|{self.days}"

    @classmethod
    def parse(cls, text: str) -> PlanName:
        return cls(*text.split("|"))


class ReadingReminders:
    """`core.notifications.planning.Source` of reading reminders."""

    kind = Kind.READING

    def __init__(self, rules: ReadingRules) -> None:
        self._rules = rules

    def wanted(self, tx: Tx, now_ms: int) -> Sequence[Wanted]:
        """Each window and calendar there is, for the usual days before its end and those people chose."""
        groups = dict(tx.all(_GROUPS))
        days = [int(row[0]) for row in tx.all(_DAYS)]
        return [
            _wanted(PlanName(window, circle.name, chosen), stage)
            for window, circle in self._calendars(groups)
            for chosen, stage in _stages(Window.parse(window), circle.calendar, days, now_ms)
        ]

    def chosen(self, plan: Plan) -> Chosen:
        """Whom a plan of that calendar finds; nobody, where no group has it any more."""
        of, rules = PlanName.parse(plan.group), self._rules
        window, period = Window.parse(of.window), Period.parse(plan.period)
        here, names, times = self._among(of.circle)
        sql = select(len(names), here=here, usual=not of.days, last=plan.stage == LAST)
        return Chosen(
            sql,
            {
                **{f"group{at}": name for at, name in enumerate(names)},
                "window": of.window,
                "usual_window": rules.window,
                "usual_days": times.days_before,
                "days": int(of.days or times.days_before),
                "opens_on": window.opens(period).isoformat(),
                "next_period": str(period.shift(1)),
                "midnight_ms": plan.due_ms - times.first * calendar.MINUTE_MS,
                "since_ms": plan.due_ms - _YEAR_MS,
                "lately_ms": plan.due_ms - _LATELY_MS,
                "sms": int(rules.sms),
            },
        )

    def _among(self, name: str) -> tuple[bool, list[str], Times]:
        """The groups of a circle, and its times; of the usual one all groups that it is not for."""
        usual, *others = self._rules.calendars.circles()
        if name == usual.name:
            return True, sorted(group for one in others for group in one.groups), usual.calendar.times
        found = next((one for one in others if one.name == name), usual)
        return False, list(found.groups), found.calendar.times

    def _calendars(self, groups: Mapping[str, str]) -> list[tuple[str, Circle]]:
        """Each window with each circle that has a group of it."""
        usual, *others = self._rules.calendars.circles()
        circle_of = {group: one for one in others for group in one.groups}
        found = {(self._rules.window, usual.name): usual}
        for group in {**groups, **circle_of}:
            circle = circle_of.get(group, usual)
            found[groups.get(group) or self._rules.window, circle.name] = circle
        return [(window, circle) for (window, _), circle in found.items() if _valid(window)]


def _stages(window: Window, by: Calendar, days: Sequence[int], now_ms: int) -> Iterator[tuple[str, Stage]]:
    usual = by.times.days_before
    for stage in calendar.now(window, by.times, by.zone, usual, now_ms):
        yield "", stage
    for own in days:
        for stage in calendar.now(window, by.times, by.zone, own, now_ms):
            if own != usual and stage.name == BEFORE:
                yield str(own), stage


def _valid(window: str) -> bool:
    try:
        Window.parse(window)
    except (
        ValueError
    ):  # checked by the import and by check-config; nobody is reminded by what nobody can read
        return False
    return True


def _wanted(of: PlanName, stage: Stage) -> Wanted:
    hours = stage.hours
    return Wanted(
        Kind.READING, stage.name, str(stage.period), str(of), hours.due_ms, hours.spread_ms, stage.until_ms
    )
