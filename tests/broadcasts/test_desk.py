"""What staff do at the desk: trials on themselves, and turns that somebody else was quicker with."""

from __future__ import annotations

import asyncio

import pytest

from bot.broadcasts.desk import BroadcastDesk
from bot.broadcasts.turns import PAUSE, STOP
from bot.dialogs.model import Reply
from bot.notifications.sms_terms import FREE
from bot.sms_fallback import FallbackRules, SmsFallback
from core.broadcasts.model import Channels, State
from core.limits import Limits
from core.records import Attempt, OutboxRow, Priority, Result
from storage.store import StoreFactory

one_engine = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
PHONE, CHAT = "tel:+79161234567", "telegram:77"


def desk(hall, opened=None):
    return BroadcastDesk(
        hall.database, opened or StoreFactory(), lambda: hall.now_ms, 450, lambda _draft: None
    )


async def tried(hall, made, to):
    return (await desk(hall).attempt(made, to, "Petrova"))[0]


@one_engine
@pytest.mark.parametrize(
    ("channels", "to", "why"),
    [
        (Channels.ALL, PHONE, ""), (Channels.ALL, CHAT, ""),
        (Channels.MESSENGER, CHAT, ""), (Channels.MESSENGER, PHONE, "messengers only"),
        (Channels.SMS, PHONE, ""), (Channels.SMS, CHAT, "by SMS only"),
    ],
)  # fmt: skip
async def test_a_trial_goes_where_the_words_were_measured(hall, channels, to, why):
    made = await hall.ready(channels=channels)
    said = await tried(hall, made, to)
    assert (why in said, bool(said)) == (True, bool(why))
    assert len(await hall.messages()) == int(not why)


@one_engine
async def test_who_said_stop_is_not_tried_on(hall):
    made = await hall.ready()
    await hall.do(lambda s: s.subscribers.mute(CHAT, 1, muted=True))
    assert f"{CHAT} said STOP" in await tried(hall, made, CHAT)
    assert await hall.messages() == []


@one_engine
@pytest.mark.parametrize(
    ("state", "why"), [(State.DONE, "it is done"), (State.STOPPED, "it was stopped"), (State.PAUSED, "")]
)
async def test_what_is_over_is_not_tried(hall, state, why):
    made = await hall.ready()
    assert await hall.turn(made, state, State.READY)
    said = await tried(hall, made, CHAT)
    assert (why in said, bool(said)) == (True, bool(why))


async def test_who_was_tried_on_is_in_the_records_masked(hall):
    made = await hall.ready()
    assert await tried(hall, made, PHONE) == ""
    sql = "SELECT detail FROM audit_event WHERE kind = 'broadcast-tried'"
    assert await hall.do(lambda s: s.tx.all(sql)) == [(f"{made} Petrova tel:7916***4567",)]


@one_engine
async def test_a_trial_that_a_chat_did_not_take_is_not_repeated_by_sms(hall):
    await hall.people(1)
    made = await hall.ready()
    _, outbox_id = await desk(hall).attempt(made, "telegram:10", "Petrova")
    ((priority,),) = await hall.do(lambda s: s.tx.all("SELECT priority FROM outbox"))

    class Chat:
        async def send(self, _row):
            return Attempt(Result.REFUSED, reason="no")

    rules = FallbackRules(hall.starts, Limits(), hall.calendars, FREE)
    row = OutboxRow(
        outbox_id, 1, "telegram:10", "message", "", 1, hall.now_ms, 0, priority=Priority(priority)
    )
    attempt = await SmsFallback(Chat(), lambda _row: Reply(()), rules).send(row)
    assert attempt.within is None


async def test_of_two_at_once_one_is_told_that_it_is_so_already(hall):
    await hall.people(1)
    made = await hall.started()
    said = await asyncio.gather(*(desk(hall).turn(made, PAUSE, by=by) for by in ("Ivanov", "Petrova")))
    assert sorted(said) == ["", f"it is paused already: `broadcast resume {made}` goes on with it"]
    sql = "SELECT count(*) FROM audit_event WHERE kind = 'broadcast-pause'"
    assert await hall.do(lambda s: s.tx.one(sql)) == (1,)


@one_engine
@pytest.mark.parametrize("what", [PAUSE, STOP])
async def test_what_became_of_it_meanwhile_is_not_reported_as_done(hall, what):
    """Between the look and the turn it came to its end."""
    await hall.people(1)
    made = await hall.started()

    def late(tx):
        store = StoreFactory()(tx)
        look = store.broadcasts.get

        class Broadcasts(type(store.broadcasts)):
            def get(self, broadcast_id):
                found = look(broadcast_id)
                tx.run("UPDATE broadcast SET state = 'done'")
                return found

        store.broadcasts = Broadcasts(tx)
        return store

    said = await desk(hall, late).turn(made, what)
    assert said == f"it changed meanwhile: see `broadcast show {made}`"
    assert await hall.do(lambda s: s.tx.all("SELECT 1 FROM audit_event WHERE kind LIKE 'broadcast%'")) == []
