"""Calendars of groups of accounts: by which clock and at which hours each group is told.

Groups that share all of it are one circle. A person is told of an account by the calendar of its group; of
what is about no account, by that of the account they linked first. What somebody chose goes before any of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from core.clock import from_ms
from core.notifications.calendar import Times

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from zoneinfo import ZoneInfo

    from core.notifications.model import Way
    from core.ports import Store

_NONE: Mapping[str, Calendar] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Calendar:
    """A zone, and the hours and days by its clock."""

    zone: ZoneInfo
    times: Times = field(default_factory=Times)

    def day(self, now_ms: int) -> date:
        """The local day."""
        return from_ms(now_ms).astimezone(self.zone).date()

    def free_ms(self, way: Way, now_ms: int) -> int:
        """When somebody may be told: now, or the end of the quiet hours that hold for them (UTC ms)."""
        return self.times.quiet.of(way).over(now_ms, self.zone)

    def name(self, usual: Calendar) -> str:
        """What it is, in a word without blanks: the zone, and what else is not the usual."""
        mine, theirs = _said(self.times), _said(usual.times)
        return ",".join([self.zone.key, *(f"{key}={mine[key]}" for key in mine if mine[key] != theirs[key])])


@dataclass(frozen=True, slots=True)
class Circle:
    """Groups that share a calendar. Of the usual one, which is for everybody else, no group is named."""

    name: str
    calendar: Calendar
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendars:
    """The usual calendar, and those of groups that have another."""

    usual: Calendar
    own: Mapping[str, Calendar] = field(default_factory=lambda: _NONE, hash=False)

    def zones(self) -> dict[str, ZoneInfo]:
        """By group, where its clock is another than the usual one."""
        return {name: own.zone for name, own in self.own.items() if own.zone != self.usual.zone}

    def of(self, group: str | None) -> Calendar:
        """The calendar of a group; None: of none."""
        return self.own.get(group or "", self.usual)

    def circles(self) -> tuple[Circle, ...]:
        """The usual circle first, then the others by name."""
        found: dict[str, list[str]] = {}
        for group, calendar in self.own.items():
            if calendar != self.usual:
                found.setdefault(calendar.name(self.usual), []).append(group)
        others = (
            Circle(name, self.own[groups[0]], tuple(sorted(groups))) for name, groups in sorted(found.items())
        )
        return (Circle(self.usual.zone.key, self.usual), *others)

    def everyone(self) -> tuple[Calendar, ...]:
        """Each calendar once, the usual one first."""
        return tuple(circle.calendar for circle in self.circles())

    def of_account(self, store: Store, account_id: int) -> Calendar:
        """By which people are told of an account, theirs or theirs no more."""
        return self.of(store.people.group(account_id)) if self.own else self.usual

    def quiet_until(self, store: Store, subscriber_id: int, account_id: int, now_ms: int) -> int:
        """When a person may be told of an account: 0 now, else the end of the quiet hours (UTC ms).

        `account_id` 0: of what is about none, or about several.
        """
        of_account = self.of_account(store, account_id) if account_id else None
        calendar = of_account or self.of_person(store, subscriber_id)
        free_ms = calendar.free_ms(store.wishes.way(subscriber_id), now_ms)
        return free_ms if free_ms > now_ms else 0

    def of_person(self, store: Store, subscriber_id: int) -> Calendar:
        """By which a person is told of what is about no account: that of the one they linked first."""
        if not self.own:
            return self.usual
        return self.of(next(iter(store.people.groups(subscriber_id).values()), None))


def _said(times: Times) -> dict[str, str]:
    quiet = times.quiet
    return {
        "hour": _clock(times.minute), "spread": _clock(times.spread), "days": str(times.days_before),
        "last": str(int(times.last_day)), "quiet": f"{_clock(quiet.since)}-{_clock(quiet.until)}",
    }  # fmt: skip


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
