"""A nudge is something that we begin; the end of what a person began is not."""

from __future__ import annotations

from core.readings.journal import State
from tests.readings.watched import moment


async def test_a_nudge_begins_a_conversation_and_an_end_does_not(supplier):
    """So that STOP and the consent to SMS are looked at again when the nudge leaves."""
    made = await supplier.add(state=State.DRAFT)
    supplier.now_ms = moment(21, 15)
    await supplier.watch().look()
    supplier.now_ms = moment(26)
    await supplier.watch().look()
    rows = await supplier.do(lambda s: s.tx.all("SELECT id, topic FROM outbox ORDER BY id"))
    begins = [bool(await supplier.do(lambda s, row=row: s.outbox.begins(row[0]))) for row in rows]
    assert begins == [True, False]
    assert await supplier.state(made) == State.ACCEPTED
