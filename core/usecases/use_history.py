"""The consumption of an account, of one meter, or meter by meter, for pictures and for words.

Readings first, bills fill holes (`core.history`). What a turn can carry bounds what is read: of an account
with many meters the bills tell the total, and its meters are compared over fewer months.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.history.account import of_account
from core.history.billed import cost_of
from core.history.lineage import lineages
from core.history.prices import price_changes
from core.history.stretch import YEAR
from core.history.view import MeterUse, UseByMeter, UseHistory, seen, stays, stretch_of, within
from core.readings.rules import ReadingRules
from core.readings.window import Window
from core.tariffs import ORDER
from core.values import Period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.accounts import AccountCard
    from core.history.model import MonthUse
    from core.meters import Meter, Taken
    from core.ports import Store

    Read = Sequence[tuple[Meter, Sequence[Taken]]]

MOST_MONTHS = 120
MOST_READINGS = 1000
"""Readings of one register that a turn carries in some 15 ms; of two registers two thirds of it."""
SOONER = 13
"""Months before the wanted ones that are read too: the first of those begins with an earlier reading."""
_RULES = ReadingRules()


@dataclass(frozen=True, slots=True)
class ShowUse:
    """Whoever calls has seen to it that the person may see the account, and sums where it shows them."""

    rules: ReadingRules = _RULES

    def account(self, store: Store, card: AccountCard, today: date, months: int | None = YEAR) -> UseHistory:
        """All meters of an account over `months`; None for all there is, up to ten years. Four statements."""
        this, wanted = Period.of(today), _wanted(months)
        bills = store.bills.used(card.account.id, this.shift(-wanted - YEAR), this)
        billed = {period: bill.places for period, bill in bills.items()}
        meters = store.meters.of(card.account.id)
        carried, read = wanted, _unread(meters)
        if _few(meters) or not any(map(any, billed.values())):
            back, sooner = _carried(meters, wanted + YEAR)
            carried, read = min(wanted, back), self._read(store, card, meters, this, back + sooner)
        by_norm = [period for period, bill in bills.items() if bill.by_norm]
        used = of_account(read, billed, self._window(card), self.rules.spread, by_norm)
        costs = tuple(cost_of(period, bill) for period, bill in bills.items())
        found = seen(used, costs, this, carried, closed=card.account.closed)
        return self._marked(store, card, replace(found, short=carried < wanted))

    def meter(
        self, store: Store, card: AccountCard, meter: Meter, today: date, months: int | None = YEAR
    ) -> UseHistory:
        """One meter and those in its place before it; of an only one it is the account's, bills and all."""
        chains = lineages(store.meters.of(card.account.id))
        if len(chains) <= 1:
            return self.account(store, card, today, months)
        chain = next((one for one in chains if meter in one), (meter,))
        this, wanted = Period.of(today), _wanted(months)
        most = 2 * (wanted + YEAR + SOONER)
        used = self._of_chain(
            card, [(one, store.meters.history(card.account.id, one, most)) for one in chain]
        )
        return self._marked(store, card, seen(used, (), this, wanted, closed=card.account.closed))

    def by_meter(self, store: Store, card: AccountCard, today: date, months: int | None = YEAR) -> UseByMeter:
        """Every meter in place over the same months, the newest ones that a turn carries."""
        this, wanted = Period.of(today), _wanted(months)
        meters = store.meters.of(card.account.id)
        carried, sooner = _carried(meters, wanted)
        read = dict(self._read(store, card, meters, this, carried + sooner))
        chains = [
            (chain, self._of_chain(card, [(one, read[one]) for one in chain])) for chain in lineages(meters)
        ]
        ends = [used[at].period for _, used in chains if used for at in (0, -1)]
        stretch = stretch_of(ends, this, carried)
        found = [MeterUse(chain[0], within(used, stretch)) for chain, used in chains]
        found.sort(key=lambda one: (-one.total.watt_hours, one.meter.serial))
        return UseByMeter(
            stretch,
            tuple(one for one in found if one.months),
            tuple(one.meter for one in found if not one.months and stays(one.meter, stretch)),
            short=carried < wanted,
        )

    def _window(self, card: AccountCard) -> Window:
        return Window.parse(card.window or self.rules.window)

    def _of_chain(self, card: AccountCard, read: Read) -> tuple[MonthUse, ...]:
        return of_account(read, {}, self._window(card), self.rules.spread)

    def _marked(self, store: Store, card: AccountCard, found: UseHistory) -> UseHistory:
        """With the months in which a price changed."""
        if not card.tariff:
            return found
        zones = {zone for month in found.months for zone, _ in month.energy}
        named = tuple(zone for zone in ORDER if zone in zones)
        changes = price_changes(store.tariffs.of(card.tariff), named)
        return replace(found, changes=frozenset(one for one in changes if one in found.stretch))

    def _read(
        self, store: Store, card: AccountCard, meters: Sequence[Meter], last: Period, months: int
    ) -> Read:
        first = last.shift(-months)
        found = store.meters.between(card.account.id, meters, first, last, 2 * MOST_READINGS)
        return [(meter, found[meter.serial]) for meter in meters]


def _wanted(months: int | None) -> int:
    return min(months or MOST_MONTHS, MOST_MONTHS)


def _unread(meters: Sequence[Meter]) -> Read:
    return [(meter, ()) for meter in meters]


def _few(meters: Sequence[Meter]) -> bool:
    """Whether a turn carries ten years of their readings: whatever the span, a month is told the same way."""
    return _carried(meters, MOST_MONTHS + YEAR) == (MOST_MONTHS + YEAR, SOONER)


def _carried(meters: Sequence[Meter], wanted: int) -> tuple[int, int]:
    """Of how many months a turn carries the readings of the meters, and of how many before those."""
    here = [meter for meter in meters if meter.removed_on is None] or meters
    each = 2 * MOST_READINGS // max(sum(len(meter.zones) + 1 for meter in here), 1)
    sooner = min(SOONER, max(each // 7, 1))
    return min(wanted, max(each - sooner, 1)), sooner
