"""Reminders of readings in words: one account, or a digest of several; a few meters, or the sheet of many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.common import opens
from bot.dialogs.model import say
from bot.dialogs.reading_told import place_of
from bot.dialogs.remind import put_off
from bot.dialogs.serials import serial_tail
from bot.notifications.speaker import Said
from bot.notifications.speakers.places import account_line
from core.accounts import Holder
from core.clock import from_ms
from core.usecases.awaited import Awaited, awaited
from core.values import Displays, Masked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.dialogs.desk import Desk
    from bot.dialogs.model import Choice, Phrase
    from bot.notifications.speaker import Moment
    from core.meters import Meter, Taken
    from core.notifications.model import Reminder
    from core.ports import Store
    from core.values import Value

MOST_ROWS = 3
"""Accounts that a digest names; the others are counted. One fewer beside a number to answer to: two SMS."""
_SEND = opens("readings", "button-send-reading")


class ReadingSpeaker:
    """`bot.notifications.speaker.Speaker` of reading reminders."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._take = desk.take_readings

    def useful(self, store: Store, reminder: Reminder, now_ms: int) -> str:
        """Of no use once the readings are in by any channel or from billing, or nobody is to read a meter."""
        found = awaited(store, self._take, reminder)
        return "unlinked" if found is None else found.why_not

    def say(self, store: Store, reminders: Sequence[Reminder], moment: Moment) -> Said | None:
        """Each account once, however many reminders of it are due."""
        found: dict[int, Awaited] = {}
        for reminder in reminders:
            one = awaited(store, self._take, reminder) if reminder.account_id not in found else None
            if one is not None and not one.why_not:
                found[reminder.account_id] = one
        if not found:
            return None
        told = tuple(reminder.id for reminder in reminders if reminder.account_id in found)
        waiting = tuple(found.values())
        if len(waiting) > 1:
            return self._digest(store, waiting, moment, told)
        return self._single(store, waiting[0], moment, told)

    def _single(self, store: Store, one: Awaited, moment: Moment, told: tuple[int, ...]) -> Said:
        account, missing = one.card.account, one.missing
        sheet = self._sheet(one)
        how = self._how(store, one, moment, sheet=sheet)
        about = place_of(account.id, missing[0]) if len(missing) == 1 else f"a{account.id}"
        own = (opens("sheet", "button-sheet", f"a{account.id}"),) if sheet else ()
        phrases = (self._head(one, moment), *how, say("remind-reading-already"))
        return Said(phrases, told, (*own, *self._later(one, moment)), about, steps=(1, 2))

    def _how(self, store: Store, one: Awaited, moment: Moment, *, sheet: bool) -> Iterator[Phrase]:
        """What is missing, and how it is sent."""
        missing, counts = one.missing, {"number": len(one.missing), "count": len(one.meters)}
        if sheet:
            yield say("remind-reading-sheet", **counts)
        elif len(missing) > 1:
            yield say("remind-reading-meters", **counts)
            yield say("remind-reading-meters-each")
        elif len(one.meters) > 1:
            yield say("remind-reading-left", serial=serial_tail(missing[0].serial))
        else:
            yield _number(missing[0], self._last(store, one, missing[0], moment))

    def _digest(
        self, store: Store, waiting: Sequence[Awaited], moment: Moment, told: tuple[int, ...]
    ) -> Said:
        shown = waiting[: MOST_ROWS - 1 if self._texted(moment) else MOST_ROWS]
        rows = tuple(self._row(store, one, moment) for one in shown)
        left = len(waiting) - len(shown)
        end = (say("remind-reading-more", count=left),) if left else ()
        how = (say("remind-reading-how"), say("remind-reading-already"))
        soonest = min(waiting, key=lambda one: one.closes_on)
        head = self._many(waiting, soonest, moment)
        phrases = (head, *rows, *end, *how[: 1 if left else 2])
        return Said(phrases, told, (_SEND, *self._later(soonest, moment)), steps=(1,))

    def _head(self, one: Awaited, moment: Moment) -> Phrase:
        """Until when, and of which account; by SMS also where to."""
        account, texted = Masked(one.card.account.number), self._texted(moment)
        last = one.closes_on <= self._today(one, moment)
        if texted and last:
            return say("remind-reading-today-texted", account=account, texted=texted)
        if texted:
            return say("remind-reading-texted", account=account, until=one.closes_on, texted=texted)
        if last:
            return _named("reading-today", one)
        return _named("reading", one, until=one.closes_on)

    def _many(self, waiting: Sequence[Awaited], soonest: Awaited, moment: Moment) -> Phrase:
        """How many, until when (the first of their days where not all end on one); by SMS also where to."""
        first, texted = soonest.closes_on, self._texted(moment)
        values: dict[str, Value] = {"count": len(waiting)}
        end = ""
        if texted:
            end, values["texted"] = "-texted", texted
        if any(one.closes_on != first for one in waiting):
            return say(f"remind-reading-accounts-apart{end}", until=first, **values)
        if first <= self._today(soonest, moment):
            return say(f"remind-reading-accounts-today{end}", **values)
        return say(f"remind-reading-accounts{end}", until=first, **values)

    def _row(self, store: Store, one: Awaited, moment: Moment) -> Phrase:
        last = self._last(store, one, one.missing[0], moment) if len(one.meters) == 1 else None
        if last is None:
            return _named("reading-row-meters", one, number=len(one.missing))
        shown = _shown(one.missing[0], last)
        if _by_sms(moment):
            shown = replace(shown, named=False)  # three rows with T1, T2, T3 would be three SMS
        return _named("reading-row", one, shown=shown)

    def _last(self, store: Store, one: Awaited, meter: Meter, moment: Moment) -> Taken | None:
        """What the new reading will be compared with."""
        return self._desk.reads(one.card).standing(store, one.card, meter, self._today(one, moment)).previous

    def _sheet(self, one: Awaited) -> bool:
        many = len(one.meters) >= self._desk.rules.readings.sheet_from
        return many or (one.card.account.kind is Holder.ORGANISATION and len(one.meters) > 1)

    def _later(self, one: Awaited, moment: Moment) -> tuple[Choice, ...]:
        """Tomorrow, or not this month; on the last day there is nothing to put off."""
        return put_off(one.reminder.id) if one.closes_on > self._today(one, moment) else ()

    def _today(self, one: Awaited, moment: Moment) -> date:
        """The day where the account is."""
        return self._desk.reads(one.card).day(from_ms(moment.now_ms))

    def _texted(self, moment: Moment) -> str:
        """The number to answer to by SMS, where what we send cannot be replied to; else ""."""
        return self._desk.rules.texted_to if _by_sms(moment) else ""


def _by_sms(moment: Moment) -> bool:
    return moment.address.startswith("tel:")


def _named(what: str, one: Awaited, **values: Value) -> Phrase:
    return account_line(one.card, f"remind-{what}", **values)


def _number(meter: Meter, last: Taken | None) -> Phrase:
    """What stood on the only meter, and what to send."""
    if last is None:
        return say("remind-reading-number" if len(meter.zones) == 1 else "remind-reading-numbers")
    if len(meter.zones) == 1:
        return say("remind-reading-was", was=last.shown[0])
    return say("remind-reading-was-zones", shown=_shown(meter, last))


def _shown(meter: Meter, last: Taken) -> Displays:
    return Displays(last.shown, named=len(meter.zones) > 1, zones=meter.zones)
