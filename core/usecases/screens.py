"""What a linked person may look up about an account: bills, months, prices, meters, penalty.

Every method takes the card that `ShowCard` gave: whoever has no right to an account has no card of it, and
whether its `role` sees sums is asked once, where the card is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.accounts import Holder
from core.bills import Comparison, compare
from core.dated import next_after, valid_on
from core.meters import Source
from core.penalty import PenaltyRule, Unknown, forecast
from core.tariffs import price_lists, zones_of
from core.tranches import tranches
from core.values import Money

if TYPE_CHECKING:
    from core.accounts import AccountCard, Month, Payment
    from core.bills import Bill
    from core.meters import Meter, Taken
    from core.ports import Store
    from core.tariffs import PriceList, Zone
    from core.values import Period

_DAY = timedelta(days=1)
_LAW = PenaltyRule()


@dataclass(frozen=True, slots=True)
class PenaltyTerms:
    """Whether and how a penalty is foretold.

    `until_period_end`: billing's penalty covers the days of the months it has closed; otherwise all days up
    to the balance.
    """

    rule: PenaltyRule = _LAW
    households: bool = True
    organisations: bool = False
    until_period_end: bool = True

    def told(self, kind: Holder) -> bool:
        """Whether holders of this kind get a forecast."""
        return self.organisations if kind is Holder.ORGANISATION else self.households


_TERMS = PenaltyTerms()


@dataclass(frozen=True, slots=True)
class ShownBill:
    """A bill with what came before it and whether there are others to go to."""

    bill: Bill
    comparison: Comparison | None
    earlier: Period | None
    later: Period | None


@dataclass(frozen=True, slots=True)
class ShownPrices:
    """One price list of an account; `valid` on the day asked, `known` whether any list is."""

    prices: PriceList
    position: int
    earlier: bool
    later: bool
    changes_on: date | None
    valid: bool


@dataclass(frozen=True, slots=True)
class ShownMeter:
    """A meter with billing's newest readings, the newest one, and the newest that was not calculated."""

    meter: Meter
    readings: tuple[Taken, ...]
    last: Taken | None
    taken: Taken | None
    owner_text: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """Penalty if everything is paid on `paid_on`.

    `added` comes on top of the `penalty` that the balance holds, counted by billing until `counted_until`;
    `assumed_since`: no parts of the debt are known, all of it is taken as overdue since that day.
    `short_of`: the day asked for, where its rate is not known and `paid_on` is the last day that is.
    """

    paid_on: date
    added: Money
    counted_until: date
    assumed_since: date | None = None
    short_of: date | None = None


@dataclass(frozen=True, slots=True)
class Screens:
    """The use cases of the screens; one to three statements each."""

    penalty: PenaltyTerms = _TERMS

    def bill(self, store: Store, card: AccountCard, period: Period | None) -> ShownBill | None:
        """The bill of a month (None: the latest); where it has none, the nearest earlier one."""
        found = store.bills.around(card.account.id, period)
        at = 1 if period and len(found) > 1 and found[0].period > period else 0
        if not found or (period and found[at].period > period):
            return None
        bill, before = found[at], found[at + 1] if len(found) > at + 1 else None
        later = found[0].period if at else None
        return ShownBill(bill, compare(bill, before), before.period if before else None, later)

    def months(self, store: Store, card: AccountCard) -> tuple[Month, ...]:
        """Months with a bill or a payment, the newest first."""
        return store.bills.months(card.account.id)

    def payments(self, store: Store, card: AccountCard, skip: int, most: int) -> tuple[Payment, ...]:
        """Payments, the newest first."""
        return store.bills.payments(card.account.id, skip, most)

    def prices(self, store: Store, card: AccountCard, day: date, back: int) -> ShownPrices | None:
        """The price list of `day`, or `back` lists before it (after it when negative); None: no lists."""
        lists = price_lists(store.tariffs.of(card.tariff), self._zones(store, card)) if card.tariff else ()
        today = valid_on(lists, day)
        if not lists:
            return None
        here = lists.index(today) if today else len([one for one in lists if one.valid_from > day])
        at = min(max(here + back, 0), len(lists) - 1)
        coming = next_after(lists, day)
        return ShownPrices(
            lists[at], at - here, at + 1 < len(lists), at > 0, coming.valid_from if coming else None,
            today is not None and lists[at] is today,
        )  # fmt: skip

    def _zones(self, store: Store, card: AccountCard) -> tuple[Zone, ...]:
        meters = store.meters.of(card.account.id)
        return zones_of([",".join(meter.zones) for meter in meters if meter.removed_on is None])

    def meters(self, store: Store, card: AccountCard) -> tuple[Meter, ...]:
        """Meters, those still in place first."""
        return store.meters.of(card.account.id)

    def meter(self, store: Store, card: AccountCard, meter: Meter) -> ShownMeter:
        """One meter with what its card says."""
        readings = store.meters.last_readings(card.account.id, meter)
        taken = next((one for one in readings if one.source is not Source.CALCULATED), None)
        owner = store.meters.owner_text(card.group) if card.group else ""
        return ShownMeter(meter, readings, readings[0] if readings else None, taken, owner)

    def forecast(self, store: Store, card: AccountCard, paid_on: date) -> Forecast | None:
        """What paying on a day costs in penalty; None where billing does not tell since when what is owed."""
        balance = card.balance
        if balance is None:
            return None
        owed = tranches(balance, store.accounts.dues(card.account.id))
        if owed is None:
            return None
        counted = balance.as_of
        if self.penalty.until_period_end and card.charge:
            counted = min(balance.as_of, last_day(card.charge.period))
        rates, rule = store.tariffs.rates(), self.penalty.rule
        added = forecast(owed.parts, counted + _DAY, paid_on, rates, rule)
        if isinstance(added, Money):
            return Forecast(paid_on, added, counted, owed.assumed_since)
        until = added.day - _DAY
        known = forecast(owed.parts, counted + _DAY, until, rates, rule)
        if isinstance(known, Unknown) or until < balance.as_of:
            return None
        return Forecast(until, known, counted, owed.assumed_since, short_of=paid_on)


def last_day(period: Period) -> date:
    """The last day of a month."""
    after = period.shift(1)
    return date(after.year, after.month, 1) - _DAY
