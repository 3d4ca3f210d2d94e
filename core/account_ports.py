"""What the screens of an account need of storage: bills, tariffs, meters. All read within the turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from core.accounts import Month, Payment
    from core.bills import Bill
    from core.history.billed import BilledMonth
    from core.meters import Meter, Taken
    from core.penalty import Rate
    from core.tariffs import TariffRow, Zone
    from core.values import Energy, Period


class Bills(Protocol):
    """Bills and payments of one account."""

    def around(self, account_id: int, period: Period | None) -> tuple[Bill, ...]:
        """The bill of `period` (None: the latest), the ones next to it, newest first; two statements."""

    def months(self, account_id: int) -> tuple[Month, ...]:
        """All months with a bill or a payment, the newest first."""

    def energy(self, account_id: int, first: Period, last: Period) -> dict[Period, tuple[Energy | None, ...]]:
        """Energy of the bills of these months: all, day or peak; night; half-peak. No bill, no month."""

    def used(self, account_id: int, first: Period, last: Period) -> dict[Period, BilledMonth]:
        """Energy and cost of the bills of these months; a month without a bill is left out."""

    def payments(self, account_id: int, skip: int, most: int) -> tuple[Payment, ...]:
        """Payments, the newest first."""


class Tariffs(Protocol):
    """Price lists and key rates in force."""

    def of(self, tariff: str) -> tuple[TariffRow, ...]:
        """All rows of a tariff, the newest first."""

    def during(
        self, tariff: str, first: date, last: date, zones: Collection[Zone] = ...
    ) -> tuple[TariffRow, ...]:
        """Rows of a tariff for the zones (all by default) that are valid on any of the days, newest first."""

    def on(self, day: date) -> dict[str, tuple[TariffRow, ...]]:
        """One-zone prices of the day by tariff, the lowest range first."""

    def rates(self) -> tuple[Rate, ...]:
        """Key rates, the newest first."""


class Meters(Protocol):
    """Meters of an account."""

    def of(self, account_id: int) -> tuple[Meter, ...]:
        """Meters of an account, those still in place first."""

    def named(self, account_id: int, serials: Sequence[str]) -> tuple[Meter, ...]:
        """Those of an account with these serial numbers, of which there may be 20 at a time."""

    def last_readings(self, account_id: int, meter: Meter) -> tuple[Taken, ...]:
        """The newest readings, the newest first."""

    def history(self, account_id: int, meter: Meter, most: int) -> tuple[Taken, ...]:
        """The newest `most` readings with source and state, the newest first; one statement."""

    def others(self, account_id: int, meters: Sequence[Meter]) -> tuple[tuple[Meter, Taken], ...]:
        """The last taken reading of each of these meters, as far as the newest months tell; one statement."""

    def between(
        self, account_id: int, meters: Sequence[Meter], first: Period, last: Period, most: int
    ) -> dict[str, tuple[Taken, ...]]:
        """Readings of these meters taken in the months, by serial; of more than `most` the newest months."""

    def owner_text(self, group: str) -> str:
        """Who replaces meters of the group, a sentence for people; "" where that is not told."""
