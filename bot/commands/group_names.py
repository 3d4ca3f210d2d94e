"""Groups of accounts that the configuration names and billing does not know: a slip, or a group to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.database import look
from bot.config.findings import Problem, warning
from bot.config.values import bare_key
from storage.groups import group_names

if TYPE_CHECKING:
    from bot.config import Config


async def unknown_groups(config: Config) -> list[Problem]:
    """A warning for each table of ``[reminders.groups]`` whose group is not in groups.csv, once that came."""
    given = config.reminders.groups
    known = await look(config, group_names) if given else None
    return [
        warning(f"reminders.groups.{bare_key(name)}", "is no group of groups.csv; names are written as there")
        for name in given
        if known and name not in known
    ]
