"""Short links of ours: nobody is asked for one, opening it makes the payment, until the day ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.flow import Done
from bot.dialogs.model import Kind, Reply, say
from core.payments.short_links import ShortLink
from core.records import RawEvent
from core.values import Money

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn

OWN_LINK = "pay-link-own"
"""The entry that tells a short link, in a message of its own behind the one that announces it."""


def announce(turn: Turn, account_id: int, amount: Money) -> None:
    """Have the link told in a message of its own: the replies of one turn are one SMS."""
    target = f"{account_id}.{amount.kopecks}"
    body = msgspec.json.encode({"entry": OWN_LINK, "target": target})
    source_id = f"{OWN_LINK}:{turn.event_id}.{target}"
    turn.store.inbox.store(RawEvent("entry", source_id, turn.session.address, body, turn.now_ms))


def own_link(turn: Turn, target: str) -> Done:
    """Tell a short link that a turn of ours has announced."""
    shorten, (account, _, kopecks) = turn.desk.pay.shorten, target.partition(".")
    if turn.event.kind is not Kind.SYSTEM or shorten is None:
        return Done(())
    day = turn.desk.today(turn.now)
    link = ShortLink(turn.session.subscriber_id, int(account), Money(int(kopecks)), turn.session.address, day)
    return Done((Reply((say("pay-url", url=shorten(link)),), lasting=True),))
