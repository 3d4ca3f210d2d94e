"""Numbers as people read them: a thin space between thousands, a decimal comma, a true minus."""

from __future__ import annotations

THIN = "\u202f"
MINUS = "\u2212"
MOST_DECIMALS = 3


def number(value: int, unit: int, decimals: int = 0) -> str:
    """`value` of the smallest unit in those of `unit`, rounded half away from zero to `decimals` places."""
    scaled = (2 * abs(value) * 10**decimals + unit) // (2 * unit)
    whole, rest = divmod(scaled, 10**decimals)
    text = f"{whole:,}".replace(",", THIN)
    if decimals:
        text += f",{rest:0{decimals}}"
    return f"{MINUS}{text}" if value < 0 and scaled else text


def decimals_of(step: int, unit: int) -> int:
    """The fewest places that tell multiples of `step` apart exactly, MOST_DECIMALS at most."""
    places = 0
    while places < MOST_DECIMALS and step * 10**places % unit:
        places += 1
    return places


def decimals_for(most: int, unit: int) -> int:
    """Places of values up to `most`: two figures at least, no more than people use."""
    if most >= 20 * unit or most == 0:
        return 0
    return 1 if most >= 2 * unit else 2
