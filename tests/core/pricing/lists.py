"""Price lists for the tests, with prices that are easy to multiply by hand."""

from __future__ import annotations

from datetime import date

from core.tariffs import TariffRow, Zone
from core.values import Energy

DAY = date.fromisoformat
# Roubles per kWh in ranges I, II, III from 1 July 2026; half of that before it.
PRICES = {
    "all": (6, 9, 12),
    "day": (7, 10, 14),
    "peak": (8, 12, 16),
    "halfpeak": (6, 9, 12),
    "night": (3, 4, 6),
}
BOUNDS_KWH = (3900, 6000, 0)


def row(first, last, zone, upto_kwh, price):
    """One price; `price` in 1/100000 rouble."""
    return TariffRow(DAY(first), DAY(last) if last else None, Zone(zone), upto_kwh * 1000, price, "Дом")


def prices(first, last, percent=100, bounds=BOUNDS_KWH, zones=PRICES):
    """A whole price list."""
    return tuple(
        row(first, last, zone, upto, price * 1000 * percent)
        for zone in zones
        for upto, price in zip(bounds, PRICES[zone], strict=False)
    )


ROWS = prices("2026-07-01", None) + prices("2025-07-01", "2026-06-30", 50)
FLAT = prices("2026-07-01", "2026-12-31", bounds=(0,)) + prices("2025-07-01", "2026-06-30", 50, bounds=(0,))


def kwh(**zones):
    """Energy by zone, written in whole kWh."""
    return {Zone(zone): Energy(energy * 1000) for zone, energy in zones.items()}


def told(found):
    """Parts as (zone, range, Wh, kopecks), and the total in kopecks."""
    parts = [(str(part.zone), part.band, part.energy.watt_hours, part.amount.kopecks) for part in found.parts]
    return parts, found.total.kopecks
