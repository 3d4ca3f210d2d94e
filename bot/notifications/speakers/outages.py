"""Planned outages in words: new, moved, cancelled; one message for all accounts that one concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.model import say
from bot.notifications.speaker import Said
from bot.notifications.speakers.places import account_line, card_of
from core.outages import Times, held, holds
from core.values import Masked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.dialogs.model import Phrase
    from bot.notifications.speaker import Moment
    from core.accounts import AccountCard
    from core.notifications.model import Reminder
    from core.outages import Outage
    from core.ports import Store
    from core.values import Value

MOST_ROWS = 2
"""Accounts that are named: the message is to stay short."""
BRIEF, BRIEF_DAYS = 28, 21
"""So long a reason has room in one SMS beside times of one day, or of two."""


class OutageSpeaker:
    """`bot.notifications.speaker.Speaker` of planned outages."""

    def useful(self, store: Store, reminder: Reminder, _now_ms: int) -> str:
        """Of no use once something else holds than it says; that it has begun is the dispatch's to see."""
        outage = store.outages.of(reminder.period)
        if outage is None:
            return "gone"
        _, address = store.accounts.named(reminder.account_id)
        return "" if outage.at(address) == holds(reminder.fact) else "moved"

    def say(self, store: Store, reminders: Sequence[Reminder], moment: Moment) -> Said | None:
        """All accounts of which the same is to be told of the same outage."""
        first = reminders[0]
        outage = store.outages.of(first.period)
        same = [one for one in reminders if (one.period, one.fact) == (first.period, first.fact)]
        cards = {one.id: card for one in same if (card := card_of(store, one)) is not None}
        if outage is None or not cards:
            return None
        shown = list({card.account.id: card for card in cards.values()}.values())
        phrases = tuple(_phrases(store, first, outage, shown, moment))
        return Said(phrases, tuple(cards))


def _phrases(
    store: Store, one: Reminder, outage: Outage, cards: Sequence[AccountCard], moment: Moment
) -> Iterator[Phrase]:
    now, before = Times.parse(holds(one.fact)), Times.parse(held(one.fact))
    account = Masked(cards[0].account.number)
    if now is None:
        yield _head("off", before or outage.times, account)
    else:
        yield _head("moved" if before else "planned", now, account)
    yield from map(account_line, cards[:MOST_ROWS])
    if now is None:
        return
    if before is not None:
        yield _head("was", before, account)
    yield from _why(outage.reason.strip().rstrip("."), now, moment, moved=before is not None)
    found = store.accounts.dispatcher(one.subscriber_id, one.account_id)
    yield say("notify-outage-else", **({"dispatcher_phone": found.phone} if found else {}))


def _head(what: str, times: Times, account: Masked) -> Phrase:
    """One day, or from one day to another."""
    values: dict[str, Value] = {"account": account, "day": times.first}
    values |= {"begins": times.since, "ends": times.until}
    if times.first == times.last:
        return say(f"notify-outage-{what}", **values)
    return say(f"notify-outage-{what}-days", ends_on=times.last, **values)


def _why(reason: str, times: Times, moment: Moment, *, moved: bool) -> Iterator[Phrase]:
    """The supplier's own words; by SMS where they have room beside the rest."""
    room = BRIEF if times.first == times.last else BRIEF_DAYS
    if not moment.address.startswith("tel:"):
        if reason:
            yield say("notify-outage-why", cause=reason)
    elif not moved:
        fits = reason and len(reason) <= room
        yield say("notify-outage-why", cause=reason) if fits else say("notify-outage-work")
