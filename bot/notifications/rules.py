"""What the supplier decided about notifications, as their dispatch needs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.notifications.sms_terms import FREE, SmsTerms
from core.clock import from_ms
from core.notifications.kinds import TRAITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, tzinfo

    from bot.notifications.speaker import Speaker
    from core.notifications.kinds import Kind
    from core.notifications.model import Reminder, Way
    from core.notifications.quiet import Quiet
    from core.ports import Store
    from core.records import Session

MERGE_MS = 10 * 60_000
"""What falls due within so long of each other is said in one message."""
HOLD_MS = 15 * 60_000
"""How long what cannot be said on old data waits for newer ones."""


@dataclass(frozen=True, slots=True)
class NotifyRules:
    """`may_start`: whether we may begin at an address. `age_ms`: of billing's data at a moment.

    `carries`: whether the data policy lets a kind go to an address. `per_second`: the configured pace.
    """

    zone: tzinfo
    quiet: Quiet
    may_start: Callable[[Store, Session], bool]
    carries: Callable[[Kind, str], bool]
    age_ms: Callable[[Store, int], int]
    speakers: Mapping[Kind, Speaker]
    per_second: int = 25
    sms: SmsTerms = FREE
    zones: Mapping[str, tzinfo] = field(default_factory=dict)

    def day(self, now_ms: int) -> date:
        """The supplier's day."""
        return from_ms(now_ms).astimezone(self.zone).date()

    def free_ms(self, store: Store, reminder: Reminder, way: Way, now_ms: int) -> int:
        """When a person may be told of an account: by the clock of its group, outside the quiet hours."""
        zone = self.zone
        if self.zones:
            card = store.accounts.card(reminder.subscriber_id, reminder.account_id)
            zone = self.zones.get(card.group, zone) if card is not None else zone
        return self.quiet.of(way).over(now_ms, zone)

    def stale(self, store: Store, kind: Kind, now_ms: int) -> bool:
        """Whether billing's data are too old for a kind."""
        limit = TRAITS[kind].stale_ms
        return bool(limit) and self.age_ms(store, now_ms) > limit

    def why_not(self, store: Store, reminder: Reminder, now_ms: int) -> str:
        """Why a reminder is not to be said any more, in a word; "" while it is."""
        if now_ms > reminder.until_ms:
            return "late"
        person = store.people.mine(reminder.subscriber_id, reminder.account_id)
        if person is None or person.link_id != reminder.link_id:
            return "unlinked"
        if TRAITS[reminder.kind].money and not person.role.sees_money:
            return "role"
        if not store.wishes.wants(reminder.subscriber_id, reminder.kind):
            return "off"
        if store.reminders.skipped(reminder):
            return "person"
        speaker = self.speakers.get(reminder.kind)
        return "unknown" if speaker is None else speaker.useful(store, reminder, now_ms)
