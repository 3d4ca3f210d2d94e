"""From the keys of ``[reminders]`` to the terms of the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import structs

from core.notifications.calendar import Times
from core.notifications.groups import Calendar, Calendars
from core.notifications.quiet import Quiet

if TYPE_CHECKING:
    from bot.config import Config
    from bot.config.keys.notifications import GroupTimes, Reminders


def calendars_of(config: Config) -> Calendars:
    """When people are told: usually, and of accounts of groups that have another calendar."""
    given, zone = config.reminders, config.supplier.time_zone
    own = {
        name: Calendar(ZoneInfo(group.zone or zone), _times(of_group(given, group)))
        for name, group in given.groups.items()
    }
    return Calendars(Calendar(ZoneInfo(zone), _times(given)), own)


def of_group(given: Reminders, group: GroupTimes) -> Reminders:
    """What holds for a group: what it leaves out is that of all."""
    own = {key: value for key, value in structs.asdict(group).items() if value is not None and key != "zone"}
    return structs.replace(given, **own)


def _times(given: Reminders) -> Times:
    quiet = Quiet(given.quiet_from * 60, given.quiet_until * 60)
    return Times(given.days_before, given.last_day, given.hour * 60, given.spread_hours * 60, quiet)
