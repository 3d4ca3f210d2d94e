"""Whether planned work explains why somebody has no light: told behind 112 and the dispatcher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.model import say
from core.values import Masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Phrase

MOST = 5
"""Accounts whose addresses are looked at."""


def outage_now(turn: Turn) -> Iterator[Phrase]:
    """The planned work that goes on at an address of this person; one statement where nothing does."""
    if not turn.session.subscriber_id:
        return
    local = turn.now.astimezone(turn.desk.time_zone).strftime("%Y-%m-%dT%H:%M")
    running = [one for one in turn.store.outages.after(local) if one.times.begins_at <= local]
    if not running:
        return
    for link in turn.desk.list_accounts(turn.store, turn.session)[:MOST]:
        _, address = turn.store.accounts.named(link.account.id)
        for one in running:
            if one.at(address):
                account = Masked(link.account.number)
                yield say("emergency-planned", account=account, ends_on=one.times.last, ends=one.times.until)
                return
