"""Broadcasts are kept for their days and then go, also those that were never sent; a person may go before."""

from __future__ import annotations

import pytest

from core.broadcasts.model import State
from storage.erasure import STEPS
from storage.purge import Purge


@pytest.mark.parametrize(
    ("state", "gone"),
    [
        (State.GATHERING, True),
        (State.READY, True),
        (State.PAUSED, True),
        (State.STOPPED, True),
        (State.RUNNING, False),
    ],
)
async def test_what_rests_for_ever_is_forgotten(hall, state, gone):
    await hall.people(1)
    made = await hall.ready()
    at = hall.now_ms
    ended = at if state in {State.STOPPED, State.DONE} else 0
    sql = "UPDATE broadcast SET state = :state, ended_ms = :ended"
    await hall.do(lambda s: s.tx.run(sql, state=str(state), ended=ended))
    purge = Purge(hall.database)
    await purge("reminders", at)
    assert len(await hall.recipients(made)) == 1
    await purge("reminders", at + 1)
    assert len(await hall.recipients(made)) == int(not gone)
    assert (await hall.do(lambda s: s.broadcasts.get(made)) is None) is gone


async def test_who_is_erased_while_it_runs_is_told_no_more(hall):
    (first, _) = await hall.people(1, 1)
    made = await hall.started()
    (step,) = [one for one in STEPS if one.table == "broadcast_recipient"]
    await hall.do(lambda s: s.tx.run(f"DELETE FROM {step.table} WHERE {step.where}", subscriber=first))
    assert await hall.dispatch().run() == 1
    assert [address for address, _, _ in await hall.recipients(made)] == ["telegram:11"]
