"""Planned outages in words: new, moved, cancelled; one message for all accounts that one concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.model import say
from bot.notifications.speaker import Said
from bot.notifications.speakers.places import MORE, account_line, card_of, gone, rows_of
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
LONGEST = 120
"""A longer reason is cut: the message is read on a lock screen."""


class OutageSpeaker:
    """`bot.notifications.speaker.Speaker` of planned outages."""

    def useful(self, store: Store, reminder: Reminder, _now_ms: int) -> str:
        """Of no use once something else holds than it says; that it has begun is the dispatch's to see."""
        outage = store.outages.of(reminder.period)
        if why := gone(card_of(store, reminder)):
            return why
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
        rows = _rows(shown, moment)
        account = Masked(shown[0].account.number)
        phrases = tuple(_phrases(store, first, outage, rows, moment, account))
        return Said(phrases, tuple(cards), steps=(1, *range(1 + len(rows), len(phrases))))


def _phrases(
    store: Store, one: Reminder, outage: Outage, rows: Sequence[Phrase], moment: Moment, account: Masked
) -> Iterator[Phrase]:
    now, before = Times.parse(holds(one.fact)), Times.parse(held(one.fact))
    if now is None:
        yield _head("off", before or outage.times, account)
    else:
        yield _head("moved" if before else "planned", now, account)
    yield from rows
    if now is None:
        return
    if before is not None:
        yield _head("was", before, account)
    if rows[-1].key != MORE:
        yield from _why(outage.reason.strip().rstrip("."), now, moment, moved=before is not None)
    found = store.accounts.dispatcher(one.subscriber_id, one.account_id)
    yield say("notify-outage-else", **({"dispatcher_phone": found.phone} if found else {}))


def _rows(cards: Sequence[AccountCard], moment: Moment) -> tuple[Phrase, ...]:
    """The accounts; an SMS names one of them in its first words, and counts the others."""
    return rows_of([account_line(card) for card in cards], 1 if _texted(moment) else MOST_ROWS)


def _texted(moment: Moment) -> bool:
    return moment.address.startswith("tel:")


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
    if not _texted(moment):
        if reason:
            cut = reason if len(reason) <= LONGEST else reason[: LONGEST - 1].rstrip() + "…"
            yield say("notify-outage-why", cause=cut)
    elif not moved:
        fits = reason and len(reason) <= room
        begun = reason[:1].upper() + reason[1:]
        yield say("notify-outage-why", cause=begun) if fits else say("notify-outage-work")
