"""Counts of wrong answers and of sent codes, in buckets of ten minutes.

A bucket counts whole while any part of it lies in the window: the limits are kept to the letter, at most ten
minutes too strictly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.limits import DAY_S, HOUR_S, NOTHING, Count, Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx
    from core.limits import Counts, Key

BUCKET_MS = 600_000
_COUNTS = """
SELECT scope, subject,
    CAST(sum(CASE WHEN bucket >= :hour THEN times ELSE 0 END) AS BIGINT), CAST(sum(times) AS BIGINT),
    min(CASE WHEN bucket >= :hour THEN bucket END), min(bucket), max(last_ms)
FROM tally WHERE bucket >= :day AND ({keys})
GROUP BY scope, subject
"""
_BUMP = """
INSERT INTO tally (scope, subject, bucket, times, last_ms) VALUES {rows}
ON CONFLICT (scope, subject, bucket) DO UPDATE SET times = tally.times + 1, last_ms = excluded.last_ms
"""


class AttemptsGateway:
    """Counts inside one transaction. Both methods are one statement for any number of keys."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def counts(self, keys: Sequence[Key], now_ms: int) -> Counts:
        """Counts of all `keys`, in the same order; the empty count for what never happened."""
        where = " OR ".join(f"(scope = :scope{n} AND subject = :subject{n})" for n in range(len(keys)))
        rows = self._tx.all(
            _COUNTS.format(keys=where),
            hour=_bucket(now_ms - HOUR_S * 1000),
            day=_bucket(now_ms - DAY_S * 1000),
            **_named(keys),
        )
        found = {
            (Scope(scope), subject): Count(
                hour, day, (hour_first or 0) * BUCKET_MS, day_first * BUCKET_MS, last
            )
            for scope, subject, hour, day, hour_first, day_first, last in rows
        }
        return {key: found.get(key, NOTHING) for key in keys}

    def bump(self, keys: Sequence[Key], now_ms: int) -> None:
        """Count once more for each key; rows are locked in the order of `keys`, the same everywhere."""
        rows = ", ".join(f"(:scope{n}, :subject{n}, :bucket, 1, :now_ms)" for n in range(len(keys)))
        self._tx.run(_BUMP.format(rows=rows), bucket=_bucket(now_ms), now_ms=now_ms, **_named(keys))


def _bucket(time_ms: int) -> int:
    return time_ms // BUCKET_MS


def _named(keys: Sequence[Key]) -> dict[str, str]:
    named = {f"scope{n}": str(key[0]) for n, key in enumerate(keys)}
    return named | {f"subject{n}": key[1] for n, key in enumerate(keys)}
