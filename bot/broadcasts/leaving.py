"""What becomes of a message of a broadcast that is about to leave: it is asked all that its telling asked.

What is asked here in another way than there would be taken back, written anew, and taken back again for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.broadcasts.gather import account_of, may_go
from bot.channels.sending_limits import LATER, USELESS
from bot.notifications.rules import HOLD_MS
from core.broadcasts.ends import UNKNOWN
from core.broadcasts.model import State
from core.notifications.kinds import Kind
from core.notifications.model import Way

if TYPE_CHECKING:
    from bot.notifications.rules import NotifyRules
    from core.broadcasts.model import Broadcast, Candidate
    from core.ports import Store
    from core.records import OutboxRow

USUAL = Way()
"""Of who chose no hours."""
_TURNS = 3
"""One's own hours may end within the group's and begin again behind them; no day has more of both."""


def free_ms(rules: NotifyRules, store: Store, account: Candidate, now_ms: int) -> int:
    """When a person may be told: by day of the account's group, outside their own quiet hours (UTC ms)."""
    calendar, way = rules.calendars.of(account.group), store.wishes.way(account.subscriber_id)
    at_ms = now_ms
    for _ in range(_TURNS):
        at_ms = calendar.free_ms(USUAL, calendar.free_ms(way, at_ms))
        if calendar.free_ms(way, at_ms) <= at_ms:
            break
    return at_ms


def never(rules: NotifyRules, store: Store, account: Candidate, now_ms: int) -> bool:
    """Whether their own quiet hours leave nothing of the group's day: who sleeps while others are told."""
    at_ms = free_ms(rules, store, account, now_ms)
    way = store.wishes.way(account.subscriber_id)
    return rules.calendars.of(account.group).free_ms(way, at_ms) > at_ms


def stale(rules: NotifyRules, store: Store, one: Broadcast, now_ms: int) -> bool:
    """Whether it tells of debts, and the data of billing are too old for that."""
    return one.draft.audience.about_money and rules.stale(store, Kind.DEBT, now_ms)


@dataclass(frozen=True, slots=True)
class Leaving:
    """`window` is the reading window of accounts whose group has none."""

    rules: NotifyRules
    window: str

    def __call__(self, store: Store, row: OutboxRow, now_ms: int) -> str:
        """As `Limits.useful`: "" for a message that is told now, and for one of no broadcast.

        Else it is taken back and its recipient planned again: after a downtime it may be night by now, or the
        debt paid. What may have arrived is never written anew: it waits as it is for the day and for newer
        data, and an SMS is asked about before it is sent again; where it is not to be told at all any more,
        nobody knows whether it was.
        """
        found = store.broadcasts.of_message(row.id)
        if found is None:
            return ""
        row_id, subscriber_id, one = found
        account = self._meant(store, row, one, subscriber_id)
        until_ms = 0 if account is None else self._until_ms(store, one, account, now_ms)
        if account is not None and not until_ms:
            return ""
        if not row.uncertain:
            store.broadcasts.put_back(row_id)
            return USELESS
        if until_ms:
            store.outbox.postpone(row.id, until_ms)
            return LATER
        store.broadcasts.fail(row_id, UNKNOWN, now_ms)
        return USELESS

    def _meant(self, store: Store, row: OutboxRow, one: Broadcast, subscriber_id: int) -> Candidate | None:
        """The account for which a person is told it there; None when they are not to be any more."""
        if one.state is not State.RUNNING or not may_go(store, one, subscriber_id, row.address):
            return None
        return account_of(store, one, subscriber_id, self.window)

    def _until_ms(self, store: Store, one: Broadcast, account: Candidate, now_ms: int) -> int:
        """Until when it waits: the end of quiet hours, or the next look at old data; 0 when it leaves now."""
        at_ms = free_ms(self.rules, store, account, now_ms)
        if at_ms > now_ms:
            return at_ms
        return now_ms + HOLD_MS if stale(self.rules, store, one, now_ms) else 0
