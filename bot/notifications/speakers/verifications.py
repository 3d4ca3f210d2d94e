"""Verification of meters in words: which one, until when, who replaces it. Never a push to buy one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, opens
from bot.dialogs.model import say
from bot.dialogs.serials import serial_shown
from bot.notifications.speaker import Said
from bot.notifications.speakers.places import account_line, card_of, gone, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.model import Phrase
    from bot.notifications.speaker import Moment
    from core.accounts import AccountCard
    from core.meters import Meter
    from core.notifications.model import Reminder
    from core.ports import Store

MOST_METERS = 2


class VerificationSpeaker:
    """`bot.notifications.speaker.Speaker` of verification.

    `unverified`: whether readings of a meter are still taken when its verification is over.
    """

    def __init__(self, *, unverified: bool) -> None:
        self._unverified = unverified

    def useful(self, store: Store, reminder: Reminder, _now_ms: int) -> str:
        """Of no use once the meter was verified or replaced."""
        why = gone(card_of(store, reminder))
        return why or ("" if _meters(store, reminder) else "done")

    def say(self, store: Store, reminders: Sequence[Reminder], _moment: Moment) -> Said | None:
        """One account in full, several of one last day as a list."""
        same = [one for one in reminders if one.period == reminders[0].period]
        cards = {one.id: card for one in same if (card := card_of(store, one)) and _meters(store, one)}
        several = list({card.account.id: card for card in cards.values()}.values())
        if len(several) > 1:
            return self._list(several, date.fromisoformat(same[0].period), tuple(cards))
        mine = [one for one in same if one.id in cards]
        return self._single(store, mine[0], several[0], tuple(cards)) if mine else None

    def _single(self, store: Store, one: Reminder, card: AccountCard, told: tuple[int, ...]) -> Said:
        until, owner = date.fromisoformat(one.period), store.meters.owner_text(card.group)
        shown = [serial_shown(meter.serial) for meter in _meters(store, one)[:MOST_METERS]]
        heads = [say("notify-verified", serial=serial, until=until) for serial in shown]
        who = say("notify-verified-owner", owner=owner[:200]) if owner else say("notify-verified-ask")
        phrases = (*heads, account_line(card), who, self._then(until))
        ways = (opens("meters", "button-meters", f"a{card.account.id}"), CONTACTS)
        return Said(phrases, told, ways, steps=(len(heads), len(heads) + 1, len(heads) + 2))

    def _list(self, cards: Sequence[AccountCard], until: date, told: tuple[int, ...]) -> Said:
        head = say("notify-verifications", until=until, count=len(cards))
        phrases = (head, *rows_of([account_line(card) for card in cards]), self._then(until))
        return Said(phrases, told, (opens("meters", "button-meters"), CONTACTS), steps=(1, len(phrases) - 1))

    def _then(self, until: date) -> Phrase:
        """What becomes of readings: nothing is promised that is refused when the day comes."""
        if self._unverified:
            return say("notify-verified-then")
        return say("notify-verified-before", until=until)


def _meters(store: Store, one: Reminder) -> list[Meter]:
    """Meters in place whose verification ends on the day of the reminder."""
    found = store.meters.of(one.account_id)
    return [m for m in found if m.removed_on is None and str(m.verified_until) == one.period]
