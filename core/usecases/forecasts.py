"""What the month of an account will come to: its energy, and for those who may see sums its bill.

Whoever calls has the card of the account, so the right to see it; `bill` and `zones` are for those who see
sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.forecasting.bill import cost_of
from core.forecasting.energy import foretell
from core.forecasting.season import known
from core.forecasting.so_far import so_far
from core.meters import Source, Taken
from core.pricing.metered import first_day, last_day
from core.pricing.model import Unpriced, Why
from core.readings.journal import State
from core.readings.window import Window
from core.usecases.meter_history import displays_of, waiting
from core.values import Period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.accounts import AccountCard
    from core.forecasting.model import BillForecast, EnergyForecast, SoFar
    from core.history.model import MonthUse
    from core.meters import Meter
    from core.ports import Store
    from core.usecases.readings import TakeReadings
    from core.usecases.use_history import ShowUse

MONTHS = 24
"""Months of history beside the year before them: three years in all."""
MOST_METERS = 16
"""Of more meters the readings of the month are not added up: the season alone tells."""
_MOST_READINGS = 320
_COUNTED = frozenset({State.ACCEPTED, State.EXPORTED, State.CONFIRMED, State.UNKNOWN})


class Unforeseen(StrEnum):
    """Why nothing is foretold: a closed set."""

    CLOSED = "closed"  # the account is
    NO_METER = "no-meter"  # billed by a norm: nobody's habit
    CALCULATED = "calculated"  # all that is known was calculated by the supplier
    TOO_LITTLE = "too-little"  # fewer months are known than a forecast takes


@dataclass(frozen=True, slots=True)
class Foretold:
    """A forecast with what it is compared with; `before` and `year_ago` None where they are not known."""

    energy: EnergyForecast
    so_far: SoFar | None = None
    before: MonthUse | None = None
    year_ago: MonthUse | None = None


@dataclass(frozen=True, slots=True)
class ShowForecast:
    """Forecasts by the supplier's rules; each of them reads its own history, so that all agree."""

    use: ShowUse
    take: TakeReadings

    def energy(
        self, store: Store, card: AccountCard, today: date, seen: Sequence[MonthUse] = ()
    ) -> Foretold | Unforeseen:
        """The use of the month of `today`; some six statements, four less for who has `seen` its months."""
        if card.account.closed:
            return Unforeseen.CLOSED
        period, meters = Period.of(today), store.meters.of(card.account.id)
        if all(meter.removed_on is not None for meter in meters):
            return Unforeseen.NO_METER
        months = seen or self.months(store, card, today)
        partly = self._so_far(store, card, meters, period)
        found = foretell(months, period, partly)
        if found is None:
            return Unforeseen.CALCULATED if months and not known(months) else Unforeseen.TOO_LITTLE
        by_period = {use.period: use for use in months}
        return Foretold(found, partly, by_period.get(period.shift(-1)), by_period.get(period.shift(-12)))

    def bill(self, store: Store, card: AccountCard, foretold: EnergyForecast) -> BillForecast | Unpriced:
        """What a forecast costs; three statements."""
        if not card.tariff:
            return Unpriced(Why.NO_TARIFF)
        days = first_day(foretold.period), last_day(foretold.period)
        rows = store.tariffs.during(card.tariff, *days, {zone for zone, _ in foretold.energy})
        bills = store.bills.around(card.account.id, None)
        return cost_of(rows, foretold, bills[0] if bills else None, self.use.rules.split)

    def months(self, store: Store, card: AccountCard, today: date) -> tuple[MonthUse, ...]:
        """All months that a forecast looks at, the earliest first."""
        seen = self.use.account(store, card, today, MONTHS)
        return (*seen.before, *seen.months)

    def _so_far(
        self, store: Store, card: AccountCard, meters: Sequence[Meter], period: Period
    ) -> SoFar | None:
        """What the readings of the month tell; those that billing has not told back count too."""
        if len(meters) > MOST_METERS:
            return None
        take, window = self.take.by(card.group), Window.parse(card.window or self.use.rules.window)
        entries = [one for one in store.journal.of_period(card.account.id, period) if one.state in _COUNTED]
        billed = store.meters.between(card.account.id, meters, period.shift(-2), period, _MOST_READINGS)
        read: list[tuple[Meter, Sequence[Taken]]] = []
        for meter in meters:
            told = billed.get(meter.serial, ())
            ours = waiting([one for one in entries if one.serial == meter.serial], told, take)
            sent = [Taken(take.sent_on(one), Source.SUBSCRIBER, displays_of(one)) for one in ours]
            read.append((meter, (*told, *sent)))
        return so_far(read, period, window, self.use.rules.spread)
