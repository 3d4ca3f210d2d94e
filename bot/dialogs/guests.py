"""What somebody without an account is told when they ask for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, LINK, NO_RECEIPT
from bot.dialogs.flow import Done
from bot.dialogs.model import Reply, say
from bot.dialogs.suspended import suspended_for

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn


def for_guest(turn: Turn | None = None) -> Done:
    """Answer a question about an account to somebody who has none linked, or only suspended ones."""
    hidden = suspended_for(turn) if turn is not None else None
    if hidden is not None:
        return hidden
    return Done((Reply((say("guest-no-account"),), choices=(LINK, NO_RECEIPT, CONTACTS)),))
