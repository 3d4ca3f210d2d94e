"""Key rates, in 1/100 of a per cent. Public figures until February 2026, invented ones after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

# The rate for penalties of households may not be above this until CAP_UNTIL.
CAP = 950
CAP_UNTIL = date(2026, 12, 31)

_STEPS = (
    ("2022-09-19", 750),
    ("2023-07-24", 850),
    ("2023-08-15", 1200),
    ("2023-09-18", 1300),
    ("2023-10-30", 1500),
    ("2023-12-18", 1600),
    ("2024-07-29", 1800),
    ("2024-09-16", 1900),
    ("2024-10-28", 2100),
    ("2025-06-09", 2000),
    ("2025-07-28", 1800),
    ("2025-09-15", 1700),
    ("2025-10-27", 1650),
    ("2025-12-22", 1600),
    ("2026-02-16", 1550),
    ("2026-06-22", 1450),
    ("2026-09-14", 1400),
)
_DATED = tuple((date.fromisoformat(start), rate) for start, rate in _STEPS)


def _penalty_steps() -> Iterator[tuple[date, int]]:
    """First days and rates for the penalty of a household: the key rate under its cap."""
    for start, rate in _DATED:
        yield start, min(rate, CAP) if start <= CAP_UNTIL else rate
    after = CAP_UNTIL + timedelta(days=1)
    yield after, [rate for start, rate in _DATED if start <= after][-1]


_PENALTY = sorted(_penalty_steps())


def penalty_rates(first: date, last: date) -> Iterator[tuple[date, date, int]]:
    """Parts of the days from `first` to `last` inclusive, each with its one rate."""
    for at, (start, rate) in enumerate(_PENALTY):
        end = _PENALTY[at + 1][0] - timedelta(days=1) if at + 1 < len(_PENALTY) else date.max
        if start <= last and first <= end:
            yield max(first, start), min(last, end), rate


def rate_rows() -> Iterator[tuple[str, str, str]]:
    """Rows of rates.csv; the last rate is open-ended."""
    for at, (start, rate) in enumerate(_DATED):
        end = (_DATED[at + 1][0] - timedelta(days=1)).isoformat() if at + 1 < len(_DATED) else ""
        yield start.isoformat(), end, f"{rate // 100},{rate % 100:02d}"
