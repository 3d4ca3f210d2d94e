"""Checks of ``[reminders]``: there is an hour of the day left for them, and the zones exist."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.config.findings import Problem, error, warning
from bot.config.tree import Config
from core.notifications.kinds import Kind

MOST_ZONES = 50
"""Groups with a zone of their own: each is a parameter of a statement."""
_DAY = 24


def reminders(config: Config) -> Iterator[Problem]:
    """The hour is by day, the spread ends by day, the zones are known."""
    given = config.reminders
    awake = (given.quiet_from - given.quiet_until) % _DAY or _DAY
    since = (given.hour - given.quiet_until) % _DAY
    if since >= awake:
        yield error(
            "reminders.hour",
            f"is {given.hour}, within the quiet hours from {given.quiet_from} to {given.quiet_until};"
            " name an hour of the day",
        )
    elif since + given.spread_hours > awake:
        yield warning(
            "reminders.spread_hours",
            f"is {given.spread_hours}: from {given.hour} on that reaches into the quiet hours from"
            f" {given.quiet_from} on; they are spread until then",
        )
    yield from _kinds(given.sms_kinds)
    yield from _zones(given.zones)


def _kinds(names: tuple[str, ...]) -> Iterator[Problem]:
    for name in names:
        if name not in set(Kind):
            yield error("reminders.sms_kinds", f'has "{name}"; there are {", ".join(sorted(Kind))}')


def _zones(zones: dict[str, str]) -> Iterator[Problem]:
    if len(zones) > MOST_ZONES:
        yield error("reminders.zones", f"names {len(zones)} groups, at most {MOST_ZONES} are possible")
    for group, name in zones.items():
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield error(
                "reminders.zones", f'gives "{group}" the unknown zone "{name}"; write for example "Asia/Omsk"'
            )
