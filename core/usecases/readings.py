"""Taking a reading: what is known of its meter, what the rules say, what is written down, what it costs.

A normal reading counts at once, a doubtful one is kept as a draft at once and asked about (see
docs/readings.md). The day of a reading is the calendar day of the person's own message by the clock of
the account's group, unless the message names an earlier one of the open window.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time
from types import MappingProxyType
from typing import TYPE_CHECKING

from core.readings.checks import QUICK
from core.readings.given import Given, Sending
from core.readings.journal import Draft, State, others_of
from core.readings.reasons import Reason, Stance, stance
from core.readings.rules import Confirm, ReadingRules
from core.readings.window import Window, place
from core.usecases.pricing import Pricing
from core.usecases.reading_judge import Case, Judging
from core.usecases.reading_standing import newest, standing
from core.usecases.reading_values import Noted, Sender, moment_of
from core.values import Display, Period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, tzinfo

    from core.accounts import AccountCard
    from core.meters import Meter, Taken
    from core.ports import Store
    from core.pricing.model import Estimate, Unpriced
    from core.readings.given import Past, Verdict
    from core.readings.journal import Entry
    from core.readings.window import Placed
    from core.records import Session
    from core.usecases.reading_standing import Standing

__all__ = ["Noted", "Sender", "TakeReadings", "moment_of"]

_END = time(23, 59, 59)
_NONE: Mapping[str, tzinfo] = MappingProxyType({})
MOST_ACCOUNTS = 12
"""Accounts of a person in which their newest reading is looked for."""
MOST_READINGS = 14
"""Readings of billing that tell what is usual: a year and a little."""


@dataclass(frozen=True, slots=True)
class TakeReadings:
    """The readings of linked people. `zone` says which day a message is of: the supplier's clock.

    `zones`: the clocks of groups of accounts that have another one; what is asked
    of an account is asked of `by(card.group)`.
    """

    rules: ReadingRules
    pricing: Pricing
    zone: tzinfo
    zones: Mapping[str, tzinfo] = field(default_factory=lambda: _NONE, hash=False)

    @property
    def _judging(self) -> Judging:
        return Judging(self.rules, self.zone)

    def by(self, group: str) -> TakeReadings:
        """The same by the clock of a group of accounts: its days are those of its people."""
        zone = self.zones.get(group)
        return self if zone is None else replace(self, zone=zone)

    def day(self, moment: datetime) -> date:
        """The calendar day."""
        return moment.astimezone(self.zone).date()

    def sent_on(self, entry: Entry) -> date:
        """The calendar day of an entry."""
        return self.day(moment_of(entry.taken_ms))

    def named_day(self, entry: Entry) -> date | None:
        """The earlier day that the message gave an entry (kept as the end of it); None where it gave none."""
        taken = moment_of(entry.taken_ms).astimezone(self.zone)
        earlier = taken.date() < self.day(moment_of(entry.created_ms))
        return taken.date() if earlier and taken.time() == _END else None

    def window(self, card: AccountCard) -> Window:
        """The days of the account's group, or the supplier's own."""
        return Window.parse(card.window or self.rules.window)

    def placed(self, card: AccountCard, day: date) -> Placed:
        """The window that is open for the account, or the next one."""
        return place(self.window(card), day)

    def standing(self, store: Store, card: AccountCard, meter: Meter, day: date) -> Standing:
        """What a reading of that day will meet; two statements."""
        past = self._judging.past(store, card.account.id, meter, None, MOST_READINGS)
        return standing(meter, past, self.rules, self.placed(card, day))

    def last(self, store: Store, account_id: int, meter: Meter) -> Taken | None:
        """The last taken reading, ours or billing's, whichever is newer; two statements."""
        return newest(meter, self._judging.past(store, account_id, meter, None, MOST_READINGS))

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
        past = self._judging.past(store, entry.account_id, meter, card.norm)
        past = replace(past, sent=tuple(sent for sent in past.sent if sent.entry.id < entry.id))
        on = self.sent_on(entry)
        shown = tuple(Display(units, entry.decimals) for units in entry.shown)
        sending = Sending(on, entry.taken_ms, entry.subscriber_id)
        verdict = self._judging.verdict(Case(Given(meter, shown), past, window, sending))
        if verdict.present is not None and verdict.present.shown == shown:
            verdict = replace(verdict, present=None)  # this very reading, as billing tells it
        price = self._price(store, card, verdict, on, window, meters)
        day = self.named_day(entry)
        return Noted(card, verdict, entry, price=price, meters=tuple(meters), taken_on=day)

    def take(
        self, store: Store, card: AccountCard, given: Given, sender: Sender, meters: Sequence[Meter] = ()
    ) -> Noted:
        """Judge a reading and write it down, unless a rule refuses it.

        `meters` are those of the account: with others in place an estimate says that it is not all.
        """
        account_id = card.account.id
        store.journal.hold(account_id)
        window = self.window(card)
        past = self._judging.past(store, account_id, given.meter, card.norm, QUICK)
        on = self.day(sender.sent_at)
        sending = self._sending(sender, place(window, on), closed=card.account.closed)
        verdict = self._judging.closely(store, account_id, Case(given, past, window, sending), meters)
        price = self._cost(store, card, verdict, sending.day, window, meters)
        if Reason.SAME_AGAIN in verdict.reasons and verdict.earlier is not None:
            if verdict.earlier.state is State.DRAFT:
                asked = self.review(store, card, verdict.earlier, meters)
                return (
                    replace(asked, again=True) if asked else Noted(card, verdict, verdict.earlier, again=True)
                )
            _drop_doubted(store, past, verdict.earlier, sender)
            return Noted(card, verdict, verdict.earlier, again=True, price=price, meters=tuple(meters))
        if verdict.period is None or _worst(verdict) in {Stance.REFUSED, Stance.ASKED}:
            return Noted(card, verdict, meters=tuple(meters))
        entry = store.journal.add(self._draft(account_id, verdict, verdict.period, sender, sending.at_ms))
        over = others_of((sent.entry for sent in past.sent), entry) if entry.state is State.ACCEPTED else ()
        day = sending.taken_on
        return Noted(card, verdict, entry, price=price, meters=tuple(meters), over=over, taken_on=day)

    def _sending(self, sender: Sender, placed: Placed, *, closed: bool) -> Sending:
        """When it was sent. A reading of an earlier day is of the end of that day."""
        day, at_ms = placed.dated(sender.taken_on), sender.sent_ms
        if day is not None and day < placed.day:
            at_ms = int(datetime.combine(day, _END, self.zone).timestamp()) * 1000
        return Sending(placed.day, at_ms, sender.subscriber_id, day, closed=closed)

    def _draft(
        self, account_id: int, verdict: Verdict, period: Period, sender: Sender, taken_ms: int
    ) -> Draft:
        """A draft where something is doubted, or where every reading is asked about."""
        doubts = tuple(reason for reason in verdict.reasons if stance(reason) is Stance.DOUBTED)
        asked = bool(doubts) or self.rules.confirm is Confirm.ALWAYS
        given = verdict.given
        return Draft(
            account_id=account_id,
            serial=given.meter.serial,
            period=period,
            taken_ms=taken_ms,
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
    ) -> Estimate | Unpriced | None:
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
    ) -> Estimate | Unpriced | None:
        if not card.role.sees_money or not any(one.watt_hours for one in verdict.used):
            return None
        return self.pricing.of(store, card, verdict, on, window, meters=meters)


def _drop_doubted(store: Store, past: Past, kept: Entry, sender: Sender) -> None:
    """Who sends the accepted value again has answered the doubt about another one: nobody asks any more."""
    for sent in past.sent:
        one = sent.entry
        mine = one.subscriber_id == sender.subscriber_id and one.period == kept.period
        if one.state is State.DRAFT and mine:
            store.journal.withdraw(one.id, sender.now_ms, sender.address)


def _worst(verdict: Verdict) -> Stance | None:
    return stance(verdict.reasons[0]) if verdict.reasons else None


def _units(verdict: Verdict) -> tuple[int, ...]:
    return tuple(display.units for display in verdict.previous.shown) if verdict.previous else ()
