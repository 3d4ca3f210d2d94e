"""A reminder to a chat that takes our messages no more is said in another chat of its person.

Before SMS (`bot.sms_fallback`): another chat costs nothing and needs no consent. The reminder is planned
again in the commit that notes the refusal, and the chat is left out from then on, so each is tried once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.notifications.sms_terms import PHONE
from core.records import Priority, Result

if TYPE_CHECKING:
    from bot.channels.base import Sender
    from core.ports import Store
    from core.records import Attempt, Note, OutboxRow


@dataclass(frozen=True, slots=True)
class AnotherChat:
    """Stands before the sender of a messenger."""

    sender: Sender

    async def send(self, row: OutboxRow) -> Attempt:
        """Send a row; what a chat that blocked us should have been told is planned anew with the mark."""
        attempt = await self.sender.send(row)
        if row.priority is Priority.REPLY or attempt.result is not Result.BLOCKED:
            return attempt
        return replace(attempt, within=_note(row, attempt.within))


def _note(row: OutboxRow, otherwise: Note | None) -> Note:
    def write(store: Store, now_ms: int, *, final: bool) -> None:
        if not (final and _planned_anew(store, row, now_ms)) and otherwise is not None:
            otherwise(store, now_ms, final=final)

    return write


def _planned_anew(store: Store, row: OutboxRow, now_ms: int) -> bool:
    carried = store.reminders.of_message(row.id)
    who = store.sessions.load(row.address)[0].subscriber_id
    others = [one for one in store.ebills.places(who) if one != row.address and not one.startswith(PHONE)]
    if not carried or not others:
        return False
    # The turn that is told of the refusal does the same, but maybe after the reminder found its next place.
    store.sessions.set_state(row.address, "blocked", now_ms)
    for one in carried:
        store.reminders.later(one.id, now_ms)
    return True
