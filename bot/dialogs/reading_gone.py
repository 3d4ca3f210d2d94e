"""A reading that somebody wants to take back: the one that is asked about, or what stands in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.codec import decode_reply
from bot.dialogs.flow import Done
from bot.dialogs.mine import open_account
from bot.dialogs.reading_flow import still_asked
from core.readings.journal import State

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn
    from core.readings.journal import Entry

OVER = frozenset({State.REPLACED, State.WITHDRAWN, State.HELD})
"""States of readings that count no more; there may be another in their place."""


def asked_about(turn: Turn) -> Entry | None:
    """The reading of the doubt that is open."""
    asked = still_asked(turn)
    targets = [choice.target for choice in decode_reply(asked[0]).choices] if asked else []
    found = next((one for one in targets if one.isdecimal()), "")
    entry = turn.store.journal.get(int(found)) if found else None
    mine = entry is not None and entry.subscriber_id == turn.session.subscriber_id
    return entry if mine and entry and entry.state is State.DRAFT else None


def closed(turn: Turn, entry: Entry) -> bool:
    """Whether its window is over. A closed month changes no more, by an edit or by taking back.

    A doubted one counts for nothing and may go at any time.
    """
    opened = open_account(turn, f"a{entry.account_id}", sums=False)
    if entry.state is State.DRAFT or isinstance(opened, Done):
        return False
    take = turn.desk.reads(opened.card)
    return take.placed(opened.card, take.day(turn.sent_at)).period != entry.period


def in_place_of(turn: Turn, entry: Entry) -> Entry | None:
    """The reading that counts for the same meter and month now."""
    living = turn.store.journal.of_period(entry.account_id, entry.period)
    same = (one for one in living if one.serial == entry.serial and one.state is not State.DRAFT)
    return next((one for one in same if one.state is not State.REFUSED), None)
