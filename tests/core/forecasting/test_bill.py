"""What a forecast costs: the tariff engine for the energy, and what the last bill had beside it."""

from __future__ import annotations

from datetime import date

from core.bills import Bill, Line, LineKind
from core.forecasting.bill import cost_of, scaled
from core.forecasting.energy import foretell
from core.forecasting.model import Basis, EnergyForecast
from core.pricing.engine import estimate
from core.pricing.model import Unpriced, Why
from core.tariffs import TariffRow, Zone
from core.values import Energy, Money
from tests.core.forecasting.histories import NOVEMBER, months

SEVEN = (TariffRow(date(2026, 7, 1), None, Zone.ALL, 0, 700_000, "Население"),)
RANGES = tuple(
    TariffRow(date(2026, 7, 1), None, Zone.ALL, upto, price, "Население")
    for upto, price in ((100_000, 500_000), (150_000, 800_000), (0, 1_000_000))
)


def foretold(total=120_000, low=90_000, high=160_000):
    return EnergyForecast(
        NOVEMBER, ((Zone.ALL, Energy(total)),), Energy(low), Energy(high), Basis.SEASON
    )  # fmt: skip


def bill(*lines):
    return Bill(
        NOVEMBER.shift(-1), *(Money(0) for _ in range(6)),
        lines=tuple(Line(kind, "", Money(amount)) for kind, amount in lines),
    )  # fmt: skip


def test_energy_times_price():
    found = cost_of(SEVEN, foretold())
    assert (found.low, found.total, found.high) == (Money(63_000), Money(84_000), Money(112_000))
    assert (found.beside, found.itemised) == (Money(0), False)


def test_ranges_are_those_of_the_engine():
    found = cost_of(RANGES, foretold())
    days = date(2026, 10, 31), date(2026, 11, 30)
    for total, sum_ in ((120_000, found.total), (90_000, found.low), (160_000, found.high)):
        assert sum_ == estimate(RANGES, {Zone.ALL: Energy(total)}, *days).total
    assert found.total == Money(100 * 500 + 20 * 800)


def test_common_needs_come_again_and_a_recalculation_does_not():
    last = bill((LineKind.OWN, 70_000), (LineKind.COMMON, 2_200), (LineKind.RECALCULATION, -9_000))
    found = cost_of(SEVEN, foretold(), last)
    assert (found.total, found.beside, found.itemised) == (Money(86_200), Money(2_200), True)
    assert found.high == Money(112_000 + 2_200)


def test_a_benefit_comes_again_in_its_share():
    found = cost_of(SEVEN, foretold(), bill((LineKind.OWN, 70_000), (LineKind.BENEFIT, -35_000)))
    assert (found.low, found.total, found.high) == (Money(31_500), Money(42_000), Money(56_000))


def test_without_a_price_there_are_no_sums():
    assert cost_of((), foretold()) == Unpriced(Why.NO_LIST, date(2026, 11, 1), date(2026, 11, 30))


def test_ends_keep_the_proportion_of_zones():
    parts = ((Zone.DAY, Energy(2_000)), (Zone.NIGHT, Energy(1_000)))
    assert scaled(parts, Energy(1_001)) == [(Zone.DAY, Energy(667)), (Zone.NIGHT, Energy(334))]
    nothing = ((Zone.DAY, Energy(0)), (Zone.NIGHT, Energy(0)))
    assert scaled(nothing, Energy(7)) == [(Zone.DAY, Energy(7)), (Zone.NIGHT, Energy(0))]


def test_a_forecast_of_months_is_priced():
    found = cost_of(SEVEN, foretell(months(36), NOVEMBER))
    assert found.low < found.total < found.high
