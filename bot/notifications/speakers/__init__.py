"""The kinds of notifications that have words, and who says them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.notifications.speakers.readings import ReadingSpeaker
from core.notifications.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogs.desk import Desk
    from bot.notifications.speaker import Speaker


def speakers_of(desk: Desk) -> Mapping[Kind, Speaker]:
    """Every kind that is said; one of no speaker is dropped when it is due."""
    return MappingProxyType({Kind.READING: ReadingSpeaker(desk)})
