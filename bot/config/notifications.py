"""From the keys of ``[reminders]`` to the terms of the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.notifications.quiet import Quiet

if TYPE_CHECKING:
    from bot.config import Config


def quiet_of(config: Config) -> Quiet:
    """Hours in which nobody is disturbed unasked."""
    return Quiet(config.reminders.quiet_from * 60, config.reminders.quiet_until * 60)
