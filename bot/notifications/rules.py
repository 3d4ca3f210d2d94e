"""What the supplier decided about notifications, as their dispatch needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.notifications.sms_terms import FREE, SmsTerms
from core.notifications.kinds import TRAITS
from core.notifications.model import Way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, tzinfo

    from bot.dialogs.model import Reply
    from bot.notifications.speaker import Speaker
    from core.notifications.groups import Calendars
    from core.notifications.kinds import Kind
    from core.notifications.model import Reminder
    from core.ports import Store
    from core.records import Session

MERGE_MS = 10 * 60_000
"""What falls due within so long of each other is said in one message."""
HOLD_MS = 15 * 60_000
"""How long what cannot be said on old data waits for newer ones, and what is of no use only now."""
PASSING = frozenset({"paying"})
"""Reasons that may pass: a link to pay is left, a payment falls through, and money is asked for after all."""

_NOBODYS = Way()


@dataclass(frozen=True, slots=True)
class NotifyRules:
    """`may_start`: whether we may begin at an address. `age_ms`: of billing's data at a moment.

    `calendars`: when accounts are told. `carries`: whether the data policy lets a kind go to an address.
    `per_second`: the configured pace. `fits`: whether a reply is short enough for an address.
    """

    calendars: Calendars
    may_start: Callable[[Store, Session], bool]
    carries: Callable[[Kind, str], bool]
    age_ms: Callable[[Store, int], int]
    speakers: Mapping[Kind, Speaker]
    per_second: int = 25
    sms: SmsTerms = FREE
    fits: Callable[[str, Reply], bool] = lambda _address, _reply: True

    @property
    def zone(self) -> tzinfo:
        """The supplier's."""
        return self.calendars.usual.zone

    def day(self, now_ms: int) -> date:
        """The supplier's day."""
        return self.calendars.usual.day(now_ms)

    def free_ms(self, store: Store, reminder: Reminder, way: Way, now_ms: int) -> int:
        """When a person may be told of an account: by the calendar of its group, outside the quiet hours."""
        calendar = self.calendars.of_account(store, reminder.account_id)
        free_ms = calendar.free_ms(way, now_ms)
        return calendar.free_ms(_NOBODYS, free_ms) if TRAITS[reminder.kind].by_day else free_ms

    def stale(self, store: Store, kind: Kind, now_ms: int) -> bool:
        """Whether billing's data are too old for a kind."""
        limit = TRAITS[kind].stale_ms
        return bool(limit) and self.age_ms(store, now_ms) > limit

    def waits(self, store: Store, reminder: Reminder, now_ms: int) -> bool:
        """Whether it is not to be said at this moment: in quiet hours, or on old data."""
        if self.stale(store, reminder.kind, now_ms):
            return True
        return self.free_ms(store, reminder, store.wishes.way(reminder.subscriber_id), now_ms) > now_ms

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
