"""Counts of wrong answers and of sent codes, in buckets of ten minutes.

A bucket counts whole while any part of it lies in the window: the limits are kept to the letter, at most ten
minutes too strictly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.limits import DAY_S, HOUR_S, MONTH_S, NOTHING, Count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from core.database import Tx
    from core.limits import Counts, Key

BUCKET_MS = 600_000
# One search of the primary key for each count; ORs would be left to the mood of the planner.
_COUNT = """
SELECT {0},
    CAST(sum(CASE WHEN bucket >= :hour THEN times ELSE 0 END) AS BIGINT),
    CAST(sum(CASE WHEN bucket >= :day THEN times ELSE 0 END) AS BIGINT),
    min(CASE WHEN bucket >= :hour THEN bucket END), min(CASE WHEN bucket >= :day THEN bucket END),
    max(last_ms), CAST(sum(times) AS BIGINT), min(bucket)
FROM tally WHERE scope = :scope{0} AND subject = :subject{0} AND bucket >= :{1}
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

    def counts(self, keys: Sequence[Key], now_ms: int, *, hold: bool = True) -> Counts:
        """Counts of all `keys`, in the same order; the empty count for what never happened.

        Whoever counts to decide must `hold`: until the transaction ends nobody else counts the same, or two
        turns of two replicas would both see the last free place. (SQLite has one writer anyway.)
        """
        if hold:
            self._tx.lock(*(f"tally {scope} {subject}" for scope, subject in keys if scope.exact))
        rows = self._tx.all(
            " UNION ALL ".join(
                _COUNT.format(n, "month" if key[0].by_month else "day") for n, key in enumerate(keys)
            ),
            hour=_bucket(now_ms - HOUR_S * 1000),
            day=_bucket(now_ms - DAY_S * 1000),
            **({"month": _bucket(now_ms - MONTH_S * 1000)} if any(key[0].by_month for key in keys) else {}),
            **_named(keys),
        )
        found = {keys[row[0]]: _count(keys[row[0]], row[1:]) for row in rows}
        return {key: found[key] for key in keys}

    def bump(self, keys: Sequence[Key], now_ms: int) -> None:
        """Count once more for each key; rows are locked in the order of `keys`, the same everywhere."""
        rows = ", ".join(f"(:scope{n}, :subject{n}, :bucket, 1, :now_ms)" for n in range(len(keys)))
        self._tx.run(_BUMP.format(rows=rows), bucket=_bucket(now_ms), now_ms=now_ms, **_named(keys))


def _count(key: Key, row: Sequence[Any]) -> Count:
    hour, day, hour_first, day_first, last_ms, month, month_first = row
    if last_ms is None:
        return NOTHING
    first_ms = ((hour_first or 0) * BUCKET_MS, (day_first or 0) * BUCKET_MS)
    whole = (month, month_first * BUCKET_MS) if key[0].by_month else ()
    return Count(hour, day, *first_ms, last_ms, *whole)


def _bucket(time_ms: int) -> int:
    return time_ms // BUCKET_MS


def _named(keys: Sequence[Key]) -> dict[str, str]:
    named = {f"scope{n}": str(key[0]) for n, key in enumerate(keys)}
    return named | {f"subject{n}": key[1] for n, key in enumerate(keys)}
