"""The journal of readings on both engines: what the port promises."""

from __future__ import annotations

import pytest

from core.readings.journal import Draft, State
from core.readings.reasons import Reason
from core.values import Period
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.supplier import filled

NOW = 1_800_000_000_000
ME, NEIGHBOUR = "telegram:1", "tel:+79160000002"
MONTH = Period(2026, 11)


def draft(event_id, *shown, **other):
    """A reading of the one-zone meter of account 1."""
    given = {
        "account_id": 1, "serial": "123", "period": MONTH, "taken_ms": NOW, "shown": shown or (15420,),
        "decimals": 0, "state": State.ACCEPTED, "channel": "telegram", "address": ME, "subscriber_id": 1,
        "event_id": event_id, "created_ms": NOW + event_id,
    }  # fmt: skip
    return Draft(**{**given, **other})


@pytest.fixture
async def use(database):
    """Run a function over the journal in one transaction."""
    await filled(database)

    async def use(work):
        return await database.write(Unit(lambda tx: work(TxStore(tx).journal)))

    return use


async def test_what_is_written_is_read_back(use):
    given = draft(
        1, 15420, 733, 12, state=State.DRAFT, decimals=1, doubts=(Reason.TOO_LARGE, Reason.SWAPPED),
        previous=(15000, 700, 10), flag="meter-replaced", photo="a.jpg", message="77",
    )  # fmt: skip
    made = await use(lambda j: j.add(given))
    assert made.id > 0
    assert made.receipt
    for name in Draft.__slots__:
        assert getattr(made, name) == getattr(given, name), name
    for found in (
        await use(lambda j: j.get(made.id)),
        await use(lambda j: j.by_receipt(made.receipt)),
        await use(lambda j: j.by_receipt(f"№ {made.receipt.replace('-', ' ')}")),
        *await use(lambda j: j.by_event(1)),
        *await use(lambda j: j.by_message(ME, "77")),
        *await use(lambda j: j.of_period(1, MONTH)),
        *await use(lambda j: j.of_meter(1, "123", 5)),
        *await use(lambda j: j.drafts_of(1)),
    ):
        assert found == made
