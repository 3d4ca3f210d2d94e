"""New prices in words: what was, what will be, from when, for the zones of the account's meters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.dialogs.common import opens
from bot.dialogs.model import say
from bot.notifications.speaker import Said
from bot.notifications.speakers.places import account_line, card_of, gone
from core.tariffs import changes, zones_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.dialogs.model import Phrase
    from bot.notifications.speaker import Moment
    from core.accounts import AccountCard
    from core.notifications.model import Reminder
    from core.ports import Store
    from core.tariffs import Change


class TariffSpeaker:
    """`bot.notifications.speaker.Speaker` of new prices."""

    def useful(self, store: Store, reminder: Reminder, _now_ms: int) -> str:
        """Of no use where the account's own prices stay as they are."""
        card = card_of(store, reminder)
        if card is None or card.account.closed:
            return gone(card)
        return "" if _changes(store, card, reminder) else "same"

    def say(self, store: Store, reminders: Sequence[Reminder], _moment: Moment) -> Said | None:
        """One account in full; others of the same day and the same prices are counted."""
        one = reminders[0]
        card = card_of(store, one)
        found = _changes(store, card, one) if card is not None else ()
        if card is None or not found:
            return None
        same = [other for other in reminders if other.period == one.period and _like(store, other, found)]
        lines = [account_line(card, "notify-tariff", day=date.fromisoformat(one.period)), *map(_line, found)]
        more = len({other.account_id for other in same}) - 1
        lines += _ranges(found) if not more else [say("notify-tariff-others", count=more)]
        told = tuple(other.id for other in same)
        ways = (opens("tariffs", "button-tariffs", f"a{card.account.id}"),)
        return Said(tuple(lines), told, ways, steps=(1, 1 + len(found)))


def _changes(store: Store, card: AccountCard, one: Reminder) -> tuple[Change, ...]:
    """What changes for the zones that the account's meters have."""
    meters = [meter for meter in store.meters.of(one.account_id) if meter.removed_on is None]
    zones = zones_of(",".join(meter.zones) for meter in meters)
    return changes(store.tariffs.of(card.tariff), date.fromisoformat(one.period), zones)


def _like(store: Store, other: Reminder, found: tuple[Change, ...]) -> bool:
    card = card_of(store, other)
    return card is not None and _changes(store, card, other) == found


def _line(one: Change) -> Phrase:
    if one.before is None:
        return say("notify-tariff-new", zone=str(one.zone), prices=one.after)
    return say("notify-tariff-zone", zone=str(one.zone), was_prices=one.before, prices=one.after)


def _ranges(found: Sequence[Change]) -> Iterator[Phrase]:
    if any(len(one.after.units) > 1 for one in found):
        yield say("notify-tariff-ranges")
