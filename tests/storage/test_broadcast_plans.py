"""Statements of broadcasts find their rows by index: a million recipients are no reason to read them all."""

from __future__ import annotations

import pytest

from storage import broadcasts, outbox
from storage.database import Unit

_BY_INDEX = (
    "_CANDIDATES", "_OF_PERSON", "_PLANNED", "_PLANNED_COUNT", "_UNDER_WAY", "_OVER", "_OF_MESSAGE", "_MOVED",
    "_QUEUE", "_REPORT", "_COUNTS", "_ADDRESSES", "_ENDED_SINCE",
)  # fmt: skip
_VALUES = {
    "after": 5, "most": 9, "subscriber_id": 1, "id": 1, "outbox_id": 5, "upto": 7, "address": "x",
    "broadcast_id": 1, "now_ms": 1, "first": "tel:", "last": "tel;",
    "since_ms": 1,
}  # fmt: skip
LARGE = {
    "link",
    "broadcast_recipient",
    "recipient",
    "outbox",
    "account_card",
    "card",
    "balance",
    "payment_ledger",
}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "sql",
    [*(getattr(broadcasts, name) for name in _BY_INDEX), outbox._TO_SCHEME, outbox._BESIDE_SCHEME],
    ids=[*_BY_INDEX, "_TO_SCHEME", "_BESIDE_SCHEME"],
)
async def test_no_large_table_is_read_whole(database, sql):
    steps = await database.write(
        Unit(lambda tx: [row[3] for row in tx.all(f"EXPLAIN QUERY PLAN {sql}", **_VALUES)])
    )
    assert steps
    scanned = {step.split()[1] for step in steps if step.startswith("SCAN")}
    assert not scanned & LARGE, steps
