"""Whether an account would pay less with other zones of the day: by prices, and by its own year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.forecasting.hours import DAY, zone_minutes
from core.forecasting.switch import ONE, THREE, TWO, WHOLE, YEAR, break_even, switched
from core.history.model import Known
from core.tariffs import Zone
from core.values import Energy, Period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.accounts import AccountCard
    from core.forecasting.switch import BreakEven, Switched
    from core.history.model import MonthUse
    from core.ports import Store
    from core.tariffs import TariffRow
    from core.usecases.forecasts import ShowForecast

TYPICAL = Energy(200_000)
"""The month that prices are compared for where no month of the account is known."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is known of a switch of zones.

    `zones` are those that are measured now, none where there is no meter. `energy` is the month that `two`
    and `three` are for, the mean of the last year where `own`. `night` is the share of the night's hours in
    the day and `peak` that of the peak hours in the rest, thousandths. `others`: what the last year would
    have cost with fewer zones, where several are measured.
    """

    zones: frozenset[Zone]
    energy: Energy
    own: bool
    two: BreakEven | None
    three: BreakEven | None
    night: int | None = None
    peak: int | None = None
    others: tuple[Switched, ...] = ()


@dataclass(frozen=True, slots=True)
class CompareZones:
    """The comparison by the price lists of the account's own tariff."""

    forecasts: ShowForecast

    def __call__(self, store: Store, card: AccountCard, today: date) -> Compared:
        """Whoever calls tells the sums in `others` only to those who may see them; some six statements."""
        rows = store.tariffs.of(card.tariff) if card.tariff else ()
        meters = [meter for meter in store.meters.of(card.account.id) if meter.removed_on is None]
        zones = frozenset(zone for meter in meters for zone in meter.zones)
        this, split = Period.of(today), self.forecasts.use.rules.split
        months = [use for use in self.forecasts.months(store, card, today) if use.period < this]
        energy = _mean(months)
        own, month = energy is not None, energy or TYPICAL
        night, peak = _shares(rows, today)
        three = break_even(rows, this, month, split, peak=peak) if peak is not None else None
        return Compared(
            zones, month, own, break_even(rows, this, month, split), three, night, peak,
            tuple(found for to in (ONE, TWO) if (found := switched(rows, months, to, split)) is not None),
        )  # fmt: skip


def of(zones: frozenset[Zone]) -> str:
    """The zones of an account in one word: `one`, `two`, `three`, or `other` for none and for a mixture."""
    return {ONE: "one", TWO: "two", THREE: "three"}.get(zones, "other")


def _mean(months: Sequence[MonthUse]) -> Energy | None:
    """The mean month of the last year that somebody measured; None where nothing was used or known."""
    known = [
        use.total.watt_hours
        for use in months[-YEAR:]
        if use.known is not Known.CALCULATED and use.total.watt_hours > 0
    ]
    return Energy(sum(known) // len(known)) if known else None


def _shares(rows: Sequence[TariffRow], day: date) -> tuple[int | None, int | None]:
    """The night in the day, and the peak hours in what is no night."""
    night, peak, half = (zone_minutes(rows, zone, day) for zone in (Zone.NIGHT, Zone.PEAK, Zone.HALFPEAK))
    return (
        None if night is None else night * WHOLE // DAY,
        None if peak is None or half is None else peak * WHOLE // (peak + half),
    )
