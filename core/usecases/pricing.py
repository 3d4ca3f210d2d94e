"""What a reading costs, by the price lists and bills of its account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.pricing.metered import metered, spread_over
from core.pricing.model import Unpriced, Why
from core.pricing.reading import by_zone, price
from core.readings.rules import ReadingRules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from core.accounts import AccountCard
    from core.meters import Meter
    from core.ports import Store
    from core.pricing.metered import Metered
    from core.pricing.model import Estimate, Use
    from core.readings.given import Verdict
    from core.readings.window import Window
    from core.tariffs import TariffRow, Zone
    from core.values import Energy, Period

_RULES = ReadingRules()


@dataclass(frozen=True, slots=True)
class Pricing:
    """Estimates by the supplier's rules. Whoever calls has seen to it that the person may see sums."""

    rules: ReadingRules = _RULES

    def of(
        self,
        store: Store,
        card: AccountCard,
        verdict: Verdict,
        on: date,
        window: Window,
        *,
        meters: Sequence[Meter] = (),
        already: Sequence[Use] = (),
        alone: bool | None = None,
    ) -> Estimate | Unpriced:
        """What the reading of `verdict`, taken on the day `on`, costs.

        One statement, one more after a gap, one for price lists not asked for since their import.
        `meters` are those of the account as far as the caller knows them; `already` is what its other meters
        used in the same months; `alone` says without them whether there are others. Months without readings
        are priced only where billing's method is known.
        """
        used = metered(verdict, on, window)
        if used is None:
            return Unpriced(Why.NO_PREVIOUS)
        if not card.tariff:
            return Unpriced(Why.NO_TARIFF)
        if alone is None:
            alone = sum(meter.removed_on is None for meter in meters) <= 1
        return self._priced(store, card, used, already, alone=alone)

    def _priced(
        self, store: Store, card: AccountCard, used: Metered, already: Sequence[Use], *, alone: bool
    ) -> Estimate | Unpriced:
        uses = (spread_over(used, self.rules.spread), *already)
        days = min(use.first for use in uses), max(use.last for use in uses)
        zones = {zone for use in uses for zone in use.energy}
        billed = self._billed(store, card, used)

        def by(rows: Sequence[TariffRow]) -> Estimate | Unpriced:
            return price(rows, used, self.rules, already=already, billed=billed, alone=alone)

        found = by(store.tariffs.during(card.tariff, *days, zones))
        if isinstance(found, Unpriced) and found.why is Why.NO_LIST:  # or is it a zone that has no price?
            return by(store.tariffs.during(card.tariff, *days))
        return found

    def _billed(
        self, store: Store, card: AccountCard, used: Metered
    ) -> Mapping[Period, Mapping[Zone, Energy]]:
        """Energy of the bills of months without readings; those without a bill are left out."""
        if not used.skipped or not self.rules.known_method:
            return {}
        found = store.bills.energy(card.account.id, used.skipped[0], used.skipped[-1])
        return {month: by_zone(tuple(used.energy), energy) for month, energy in found.items()}
