"""Numbers as the demo files write them: comma decimals, no separators between thousands."""

from __future__ import annotations


def money(kopecks: int) -> str:
    """`-1234,56`."""
    sign = "-" if kopecks < 0 else ""
    whole, rest = divmod(abs(kopecks), 100)
    return f"{sign}{whole},{rest:02d}"


def kwh(watt_hours: int) -> str:
    """`210`, or `210,5` where there is a fraction."""
    sign = "-" if watt_hours < 0 else ""
    whole, rest = divmod(abs(watt_hours), 1000)
    return f"{sign}{whole},{rest:03d}".rstrip("0") if rest else f"{sign}{whole}"


def price(units: int) -> str:
    """A price in 1/100000 rouble: `5,12`."""
    whole, rest = divmod(units, 100_000)
    return f"{whole},{rest:05d}".rstrip("0").rstrip(",")


def cell(text: str) -> str:
    """Quote what would break the row."""
    if ";" in text or '"' in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text
