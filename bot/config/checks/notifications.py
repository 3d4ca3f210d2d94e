"""Checks of ``[reminders]``: there is an hour of the day left for them, for each group; the zones exist."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.config.findings import Problem, error, warning
from bot.config.keys.notifications import GroupTimes, Reminders
from bot.config.notifications import of_group
from bot.config.tree import Config
from bot.config.values import bare_key
from core.notifications.kinds import Kind

MOST_GROUPS, MOST_CALENDARS = 50, 10
"""With a calendar of their own: each name is a parameter of statements, each calendar five."""
_DAY = 24


def reminders(config: Config) -> Iterator[Problem]:
    """The hour is by day, the spread ends by day, the zones are known."""
    given = config.reminders
    yield from _hours("reminders", given)
    yield from _kinds(given.sms_kinds)
    if len(given.groups) > MOST_GROUPS:
        yield error("reminders.groups", f"has {len(given.groups)} tables; at most {MOST_GROUPS} are possible")
    if (others := len({_calendar(given, group) for group in given.groups.values()})) > MOST_CALENDARS:
        yield error("reminders.groups", f"has {others} calendars; at most {MOST_CALENDARS} are possible")
    for name, group in given.groups.items():
        yield from _group(f"reminders.groups.{bare_key(name)}", given, group)


def _calendar(given: Reminders, group: GroupTimes) -> tuple[object, ...]:
    own = of_group(given, group)
    hours = (own.hour, own.spread_hours, own.quiet_from, own.quiet_until)
    return (group.zone, *hours, own.days_before, own.last_day)


def _group(key: str, given: Reminders, group: GroupTimes) -> Iterator[Problem]:
    """What holds for it is what is checked; a table that says nothing is a mistake, too."""
    if group == GroupTimes():
        yield warning(key, "is empty: the group is told as all others are; give it a zone or an hour")
    elif of_group(given, group) != given:
        yield from _hours(key, of_group(given, group))
    if group.zone is not None and not _is_zone(group.zone):
        yield error(f"{key}.zone", f'is the unknown zone "{group.zone}"; write for example "Asia/Omsk"')


def _hours(key: str, given: Reminders) -> Iterator[Problem]:
    awake = (given.quiet_from - given.quiet_until) % _DAY or _DAY
    since = (given.hour - given.quiet_until) % _DAY
    if since >= awake:
        yield error(
            f"{key}.hour",
            f"is {given.hour}, within the quiet hours from {given.quiet_from} to {given.quiet_until};"
            " name an hour of the day",
        )
    elif since + given.spread_hours > awake:
        yield warning(
            f"{key}.spread_hours",
            f"is {given.spread_hours}: from {given.hour} on that reaches into the quiet hours from"
            f" {given.quiet_from} on; they are spread until then",
        )


def _kinds(names: tuple[str, ...]) -> Iterator[Problem]:
    for name in names:
        if name not in set(Kind):
            yield error("reminders.sms_kinds", f'has "{name}"; there are {", ".join(sorted(Kind))}')


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
