"""Taking a reading: what is known of its meter, what the rules say, what is written down, what it costs.

A normal reading counts at once, a doubtful one is kept as a draft at once and asked about (domain.md
"Readings"). The day of a reading is the supplier's calendar day of the person's own message.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.meters import counts
from core.pricing.model import Estimate
from core.readings.checks import DEEP, QUICK, doubts_value, judge, settled
from core.readings.given import Given, Past, Sending, Sent
from core.readings.journal import Draft, State
from core.readings.reasons import Reason, Stance, stance
from core.readings.rules import Confirm, ReadingRules
from core.readings.window import Window, place
from core.usecases.pricing import Pricing
from core.usecases.reading_values import Noted, Sender, moment_of
from core.values import Display, Period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, tzinfo

    from core.accounts import AccountCard
    from core.meters import Meter, Taken
    from core.ports import Store
    from core.readings.given import Verdict
    from core.readings.journal import Entry
    from core.readings.window import Placed
    from core.records import Session
    from core.values import Energy, Money

__all__ = ["Noted", "Sender", "TakeReadings", "moment_of"]

MOST_ENTRIES = 12
"""Living entries of a meter that are looked at: a year."""
MOST_ACCOUNTS = 12
"""Accounts of a person in which their newest reading is looked for."""
MOST_READINGS = 14
"""Readings of billing that tell what is usual: a year and a little."""


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything that the rules look at."""

    given: Given
    past: Past
    window: Window
    sending: Sending


@dataclass(frozen=True, slots=True)
class TakeReadings:
    """The readings of linked people. `zone` is the supplier's: it says which day a message is of."""

    rules: ReadingRules
    pricing: Pricing
    zone: tzinfo

    def day(self, moment: datetime) -> date:
        """The supplier's calendar day."""
        return moment.astimezone(self.zone).date()

    def sent_on(self, entry: Entry) -> date:
        """The supplier's calendar day of an entry."""
        return self.day(moment_of(entry.taken_ms))

    def window(self, card: AccountCard) -> Window:
        """The days of the account's group, or the supplier's own."""
        return Window.parse(card.window or self.rules.window)

    def placed(self, card: AccountCard, day: date) -> Placed:
        """The window that is open for the account, or the next one."""
        return place(self.window(card), day)

    def last(self, store: Store, account_id: int, meter: Meter) -> Taken | None:
        """The last taken reading, ours or billing's, whichever is newer; two statements."""
        sent = store.journal.of_meter(account_id, meter.serial, MOST_ENTRIES)
        ours = [self._sent(entry).taken for entry in sent if entry.state is not State.DRAFT]
        known = [one for one in store.meters.history(account_id, meter, MOST_READINGS) if counts(one)]
        whole = [one for one in (*ours, *known) if len(one.shown) == len(meter.zones)]
        return max(whole, key=lambda one: one.on, default=None)

    def newest(self, store: Store, session: Session, day: date) -> Entry | None:
        """The newest living reading that this person sent in the months around the day."""
        if not session.subscriber_id:
            return None
        month = Period.of(day)
        found = [
            entry
            for link in store.links.of(session.subscriber_id)[:MOST_ACCOUNTS]
            for period in (month.shift(1), month, month.shift(-1))
            for entry in store.journal.of_period(link.account.id, period)
            if entry.subscriber_id == session.subscriber_id
        ]
        return max(found, key=lambda entry: entry.id, default=None)

    def review(self, store: Store, card: AccountCard, entry: Entry, meters: Sequence[Meter]) -> Noted | None:
        """An entry of the journal judged anew as if it were the last word; None for a meter that is gone."""
        meter = next((one for one in meters if one.serial == entry.serial), None)
        if meter is None or len(entry.shown) != len(meter.zones):
            return None
        window = self.window(card)
        past = self._past(store, entry.account_id, meter, card.norm)
        past = replace(past, sent=tuple(sent for sent in past.sent if sent.entry.id < entry.id))
        on = self.sent_on(entry)
        shown = tuple(Display(units, entry.decimals) for units in entry.shown)
        sending = Sending(on, entry.taken_ms, entry.subscriber_id)
        verdict = self._judge(_Case(Given(meter, shown), past, window, sending))
        cost = self._price(store, card, verdict, on, window, meters)
        return Noted(card, verdict, entry, cost=cost, meters=tuple(meters))

    def take(
        self, store: Store, card: AccountCard, given: Given, sender: Sender, meters: Sequence[Meter] = ()
    ) -> Noted:
        """Judge a reading and write it down, unless a rule refuses it.

        `meters` are those of the account: with others in place an estimate says that it is not all.
        """
        account_id = card.account.id
        store.journal.hold(account_id)
        window = self.window(card)
        past = self._past(store, account_id, given.meter, card.norm, QUICK)
        on = self.day(sender.sent_at)
        sending = Sending(on, sender.sent_ms, sender.subscriber_id, closed=card.account.closed)
        verdict = self._judged(store, account_id, _Case(given, past, window, sending), meters)
        cost = self._cost(store, card, verdict, on, window, meters)
        if Reason.SAME_AGAIN in verdict.reasons and verdict.earlier is not None:
            if verdict.earlier.state is State.DRAFT:
                asked = self.review(store, card, verdict.earlier, meters)
                return (
                    replace(asked, again=True) if asked else Noted(card, verdict, verdict.earlier, again=True)
                )
            return Noted(card, verdict, verdict.earlier, again=True, cost=cost, meters=tuple(meters))
        if verdict.period is None or _worst(verdict) in {Stance.REFUSED, Stance.ASKED}:
            return Noted(card, verdict, meters=tuple(meters))
        entry = store.journal.add(self._draft(account_id, verdict, verdict.period, sender))
        return Noted(card, verdict, entry, cost=cost, meters=tuple(meters))

    def _judged(self, store: Store, account_id: int, case: _Case, meters: Sequence[Meter] = ()) -> Verdict:
        """The verdict, judged again where it takes more to explain it.

        A draft that is answered by another value is out of the way: what counts is what was accepted before.
        """
        verdict = self._judge(case)
        if not settled(verdict, self.rules) and len(case.past.history) == QUICK:
            history = store.meters.history(account_id, case.given.meter, DEEP)
            case = replace(case, past=replace(case.past, history=history))
            verdict = self._judge(case)
        earlier = verdict.earlier
        if earlier and earlier.state is State.DRAFT and Reason.SAME_AGAIN not in verdict.reasons:
            sure = tuple(sent for sent in case.past.sent if sent.entry.state is not State.DRAFT)
            case = replace(case, past=replace(case.past, sent=sure))
            verdict = self._judge(case)
        if not doubts_value(verdict) or len(meters) < 2:
            return verdict
        others = store.meters.others(account_id, [one for one in meters if one is not case.given.meter])
        return self._judge(replace(case, past=replace(case.past, others=others)))

    def _judge(self, case: _Case) -> Verdict:
        return judge(case.given, case.past, self.rules, case.window, case.sending)

    def _past(
        self, store: Store, account_id: int, meter: Meter, norm: Energy | None, most: int = DEEP
    ) -> Past:
        sent = store.journal.of_meter(account_id, meter.serial, MOST_ENTRIES)
        return Past(
            store.meters.history(account_id, meter, most),
            norm,
            sent=tuple(map(self._sent, sent)),
        )

    def _sent(self, entry: Entry) -> Sent:
        return Sent(entry, self.sent_on(entry))

    def _draft(self, account_id: int, verdict: Verdict, period: Period, sender: Sender) -> Draft:
        """A draft where something is doubted, or where every reading is asked about."""
        doubts = tuple(reason for reason in verdict.reasons if stance(reason) is Stance.DOUBTED)
        asked = bool(doubts) or self.rules.confirm is Confirm.ALWAYS
        given = verdict.given
        return Draft(
            account_id=account_id,
            serial=given.meter.serial,
            period=period,
            taken_ms=sender.sent_ms,
            shown=tuple(display.units for display in given.shown),
            decimals=given.meter.decimals,
            state=State.DRAFT if asked else State.ACCEPTED,
            channel=sender.channel,
            address=sender.address,
            subscriber_id=sender.subscriber_id,
            event_id=sender.event_id,
            created_ms=sender.now_ms,
            doubts=doubts,
            previous=_units(verdict),
            replaces=verdict.earlier.id if verdict.earlier and not asked else 0,
            message=sender.message,
        )

    def _cost(
        self,
        store: Store,
        card: AccountCard,
        verdict: Verdict,
        on: date,
        window: Window,
        meters: Sequence[Meter],
    ) -> Money | None:
        """An estimate for those who may see sums; nothing where the rules cannot tell or there is a doubt."""
        doubted = any(stance(reason) in {Stance.DOUBTED, Stance.REFUSED} for reason in verdict.reasons)
        return None if doubted else self._price(store, card, verdict, on, window, meters)

    def _price(
        self,
        store: Store,
        card: AccountCard,
        verdict: Verdict,
        on: date,
        window: Window,
        meters: Sequence[Meter],
    ) -> Money | None:
        if not card.role.sees_money or not any(one.watt_hours for one in verdict.used):
            return None
        found = self.pricing.of(store, card, verdict, on, window, meters=meters)
        return found.total if isinstance(found, Estimate) else None


def _worst(verdict: Verdict) -> Stance | None:
    return stance(verdict.reasons[0]) if verdict.reasons else None


def _units(verdict: Verdict) -> tuple[int, ...]:
    return tuple(display.units for display in verdict.previous.shown) if verdict.previous else ()
