"""How much goes through a meter each month, in units of its last digit."""

from __future__ import annotations

from random import Random

from sandbox.demo.customer import SHAPES, Meter

_NOISE_PERMILLE = 160


def steps(meter: Meter, months: range, rng: Random) -> list[tuple[int, ...]]:
    """Growth of T1…T3 month by month."""
    shape, shares = SHAPES[meter.shape], meter.zone_shares
    # Units = Wh * units per kWh / (1000 * ratio); thousandths of shape, noise and share go out at once.
    scale: int = 10**meter.decimals
    per_unit = 1000 * meter.ratio * 1_000_000_000
    found: list[tuple[int, ...]] = []
    for month in months:
        noise = 1000 + int((rng.random() - 0.5) * 2 * _NOISE_PERMILLE)
        whole = meter.wh * scale * shape[month % 12] * noise
        if len(shares) == 1:
            found.append((whole * 1000 // per_unit,))
        else:
            found.append(tuple(whole * share // per_unit for share in shares))
    return found


def watt_hours(meter: Meter, units: int) -> int:
    """Energy behind a growth of the display."""
    per_kwh: int = 10**meter.decimals
    return units * meter.ratio * 1000 // per_kwh
