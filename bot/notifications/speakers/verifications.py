"""Verification of meters in words: which one, until when, who replaces it. Never a push to buy one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, opens
from bot.dialogs.model import say
from bot.dialogs.serials import serial_shown
from bot.notifications.speaker import Said
from bot.notifications.speakers.places import account_line, card_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.notifications.speaker import Moment
    from core.meters import Meter
    from core.notifications.model import Reminder
    from core.ports import Store

MOST_METERS = 2


class VerificationSpeaker:
    """`bot.notifications.speaker.Speaker` of verification."""

    def useful(self, store: Store, reminder: Reminder, _now_ms: int) -> str:
        """Of no use once the meter was verified or replaced."""
        card = card_of(store, reminder)
        if card is None:
            return "unlinked"
        return "closed" if card.account.closed else "" if _meters(store, reminder) else "done"

    def say(self, store: Store, reminders: Sequence[Reminder], _moment: Moment) -> Said | None:
        """One account at a time."""
        one = reminders[0]
        card, meters = card_of(store, one), _meters(store, one)
        if card is None or not meters:
            return None
        until, owner = date.fromisoformat(one.period), store.meters.owner_text(card.group)
        shown = [serial_shown(meter.serial) for meter in meters[:MOST_METERS]]
        heads = [say("notify-verified", serial=serial, until=until) for serial in shown]
        who = say("notify-verified-owner", owner=owner[:200]) if owner else say("notify-verified-ask")
        phrases = (*heads, account_line(card), who, say("notify-verified-then"))
        return Said(phrases, (one.id,), (opens("meters", "button-meters", f"a{card.account.id}"), CONTACTS))


def _meters(store: Store, one: Reminder) -> list[Meter]:
    """Meters in place whose verification ends on the day of the reminder."""
    found = store.meters.of(one.account_id)
    return [m for m in found if m.removed_on is None and str(m.verified_until) == one.period]
