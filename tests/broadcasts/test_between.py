"""What happens to a broadcast between two looks at it: stops, pauses, nights, other processes."""

from __future__ import annotations

import pytest

from bot.broadcasts.dispatch import BroadcastDispatch
from bot.dialogs.model import Reply
from bot.notifications.sms_terms import FREE
from core.broadcasts.model import State
from core.notifications.kinds import Kind
from core.notifications.model import Way
from core.records import OutboxRow, Priority, Result
from tests.readings.watched import moment

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.mark.parametrize("rests", [State.PAUSED, State.STOPPED])
async def test_who_looked_before_it_rests_hands_over_nothing(hall, rests):
    await hall.people(1)
    made = await hall.started()

    class Late(BroadcastDispatch):
        async def _hand_over(self, *given):
            assert await hall.turn(made, rests, State.RUNNING)
            return await super()._hand_over(*given)

    look = hall.dispatch()
    look.__class__ = Late
    assert await look.run() == 0
    assert await hall.messages() == []


async def test_at_night_not_even_who_wants_no_quiet_hours(hall):
    (person,) = await hall.people(1)
    await hall.do(lambda s: s.wishes.go(person, Way(quiet_from=0, quiet_to=0), 1))
    await hall.started()
    hall.now_ms = moment(20, 22)
    assert await hall.dispatch().run() == 0


async def test_what_waited_into_the_night_is_taken_back_and_said_by_day(hall):
    await hall.people(1)
    await hall.started()
    look = hall.dispatch()
    await look.run()
    ((outbox_id, _, _),) = await hall.messages()
    hall.now_ms = moment(20, 22)
    assert not await hall.running(outbox_id)
    await hall.ends(outbox_id, "failed", "useless")
    assert await look.run() == 0
    hall.now_ms = moment(21, 9)
    assert await look.run() == 1


@pytest.mark.parametrize("legal", [False, True])
async def test_who_switches_news_off_while_it_waits_gets_only_what_the_law_asks_for(hall, legal):
    (person,) = await hall.people(1)
    made = await hall.started(legal=legal)
    look = hall.dispatch()
    await look.run()
    ((outbox_id, _, _),) = await hall.messages()
    await hall.do(lambda s: s.wishes.choose(person, Kind.NEWS, 1, wanted=False))
    assert await hall.running(outbox_id) is legal
    if not legal:
        await hall.ends(outbox_id, "failed", "useless")
        assert await look.run() == 0
        ((_, state, _),) = await hall.recipients(made)
        assert state == "skipped"


async def test_whom_another_process_has_told_is_not_told(hall):
    await hall.people(1)
    made = await hall.started()

    class Late(BroadcastDispatch):
        def _quiet(self, store, *given):
            store.tx.run("UPDATE broadcast_recipient SET state = 'sent'")
            return super()._quiet(store, *given)

    look = hall.dispatch()
    look.__class__ = Late
    assert await look.run() == 0
    assert await hall.messages() == []
    assert [state for _, state, _ in await hall.recipients(made)] == ["sent"]


async def test_a_recipient_is_queued_once(hall):
    await hall.people(1)
    made = await hall.started()
    ((row_id, *_),) = await hall.do(lambda s: s.broadcasts.planned(made, 0, 9))
    assert await hall.do(lambda s: s.broadcasts.queue(row_id, "telegram:10", 5))
    assert not await hall.do(lambda s: s.broadcasts.queue(row_id, "telegram:10", 6))


@pytest.mark.parametrize("state", ["queued", "sending", "unknown"])
async def test_it_is_not_done_while_a_message_is_on_its_way(hall, state):
    await hall.people(1)
    made = await hall.started()
    look = hall.dispatch()
    await look.run()
    ((outbox_id, _, _),) = await hall.messages()
    await hall.ends(outbox_id, state)
    for _ in range(3):
        await look.run()
    assert await hall.state(made) == State.RUNNING
    assert await hall.recipients(made) == [("telegram:10", "queued", "")]
    await hall.ends(outbox_id)
    for _ in range(2):
        await look.run()
    assert await hall.state(made) == State.DONE


async def test_what_a_chat_did_not_take_is_not_repeated_by_sms(hall):
    await hall.people(1)
    await hall.started()
    await hall.dispatch().run()
    ((outbox_id, where, _),) = await hall.messages()
    row = OutboxRow(outbox_id, 1, where, "message", b"", 1, 1, 0, "", Priority.BULK, "")
    assert not await hall.do(lambda s: FREE.repeats(s, row, Reply(()), Result.BLOCKED, 1, hall.now_ms))
