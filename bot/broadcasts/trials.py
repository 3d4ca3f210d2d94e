"""A broadcast sent to one chat or phone of staff, before or while it runs: it is no recipient."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.broadcasts.gather import PHONE
from bot.broadcasts.turns import over
from bot.broadcasts.words import reply_of
from bot.dialogs.engine import message
from bot.notifications.begun import begun
from core.broadcasts.model import Channels
from core.records import Priority

if TYPE_CHECKING:
    from core.broadcasts.model import Broadcast
    from core.ports import Store

SOURCE = "broadcast-test"
_NOT_THERE = {
    (Channels.MESSENGER, True): "it goes to messengers only: try it on a chat, --to telegram:+79XXXXXXXXX",
    (Channels.SMS, False): "it goes by SMS only: try it on a phone, --to +79XXXXXXXXX",
}
"""Where a broadcast does not go its words were never measured."""


def why_no_trial(store: Store, one: Broadcast, to: str) -> str:
    """Why it is not tried at an address; "" when it is."""
    who = store.sessions.load(to)[0]
    if who.state != "active":
        return f"{to} has blocked the bot: unblock it there first"
    if who.muted:
        return f"{to} said STOP or paused: switch notifications on there first, or try it elsewhere"
    return over(one) or _NOT_THERE.get((one.draft.channels, to.startswith(PHONE)), "")


def tried(store: Store, one: Broadcast, to: str, now_ms: int) -> int:
    """The message that is on its way.

    It answers a command of staff, and is a reply: neither repeated by SMS nor by another chat when it is
    refused, for that is what a trial is to find out.
    """
    effect = message(to, reply_of(one.draft, short=to.startswith(PHONE)))
    return begun(store, SOURCE, replace(effect, priority=Priority.REPLY), now_ms)
