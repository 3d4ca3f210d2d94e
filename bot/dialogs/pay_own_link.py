"""Short links of ours: nobody is asked for one, opening it makes the payment, until the day ends."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.flow import Done
from bot.dialogs.mine import open_account
from bot.dialogs.model import Kind, Reply, say
from core.payments.short_links import ShortLink
from core.records import RawEvent
from core.values import Masked, Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Turn

OWN_LINK = "pay-link-own"
"""The entry that tells a short link, in a message of its own behind the one that announces it."""
AGAIN_MS = 65_000
"""The provider refuses the same text to the same phone for a minute; what waits holds up all behind it."""
_TOLD, _MOST = "pay-links", 20


def announce(turn: Turn, wanted: Sequence[tuple[int, Money]]) -> bool:
    """Have the links told that were not a moment ago; whether there are any."""
    known = [one.partition(":") for one in str(turn.session.memo.get(_TOLD, "")).split()]
    told = {mark: ms for mark, _, ms in known if 0 <= turn.now_ms - int(ms) < AGAIN_MS}
    links = [f"{account}.{amount.kopecks}" for account, amount in wanted]
    fresh = [link for link in links if _mark(link) not in told]
    for link in fresh:
        _announce(turn, link)
        told[_mark(link)] = str(turn.now_ms)
    turn.session.memo[_TOLD] = " ".join(f"{mark}:{ms}" for mark, ms in list(told.items())[-_MOST:])
    return bool(fresh)


def _mark(link: str) -> str:
    """What is kept of a link: no sum."""
    return f"{zlib.crc32(link.encode()):x}"


def _announce(turn: Turn, target: str) -> None:
    """Have a link told in a message of its own: the replies of one turn are one SMS."""
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
    opened = open_account(turn, f"a{account}")
    if isinstance(opened, Done):
        return Done(())  # they left the account meanwhile
    masked = Masked(opened.card.account.number)
    return Done((Reply((say("pay-url", account=masked, url=shorten(link)),), lasting=True),))
