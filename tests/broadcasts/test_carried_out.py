"""A broadcast reaches everybody it is meant for once, whatever happens in between."""

from __future__ import annotations

import asyncio

from core.broadcasts.model import Channels, Found, State, confirmation
from core.notifications.kinds import Kind
from core.notifications.model import Way
from tests.readings.watched import moment


async def test_everybody_once_though_they_have_two_accounts(hall):
    await hall.people(1, 2)
    (both,) = await hall.people(1, prefix="telegram:9")
    await hall.do(lambda s: s.tx.run(
        "INSERT INTO link (subscriber_id, account_id, phone, address, since_ms)"
        " VALUES (:p, 2, '', 'x', 1)",
        p=both,
    ))  # fmt: skip
    made = await hall.started()
    assert sum(await asyncio.gather(*(hall.dispatch().run() for _ in range(3)))) == 3
    assert sorted(keys[0] for _, _, keys in await hall.messages()) == ["broadcast-words"] * 3
    assert {state for _, state, _ in await hall.recipients(made)} == {"queued"}
    for outbox_id, _, _ in await hall.messages():
        await hall.ends(outbox_id)
    await hall.dispatch().run()
    assert await hall.state(made) == State.DONE
    assert {state for _, state, _ in await hall.recipients(made)} == {"sent"}


async def test_nothing_leaves_before_it_is_started(hall):
    await hall.people(1)
    made = await hall.ready()
    assert await hall.dispatch().run() == 0
    assert await hall.state(made) == State.READY


async def test_a_cut_short_gathering_goes_on(hall):
    people = await hall.people(1, 2, 1)
    made = await hall.draft()
    await hall.do(lambda s: s.broadcasts.gathered(made, [Found(people[0], "telegram:10")], 0, 1, 1))
    await hall.gather().run()
    assert [address for address, _, _ in await hall.recipients(made)] == [
        "telegram:10", "telegram:11", "telegram:12"
    ]  # fmt: skip


async def test_pause_takes_back_what_waits_and_resume_sends_it(hall):
    await hall.people(1)
    made = await hall.started()
    await hall.dispatch().run()
    ((outbox_id, _, _),) = await hall.messages()
    assert await hall.running(outbox_id)
    assert await hall.turn(made, State.PAUSED, State.RUNNING)
    assert not await hall.running(outbox_id)
    assert await hall.recipients(made) == [("telegram:10", "planned", "")]
    assert await hall.dispatch().run() == 0
    assert await hall.turn(made, State.RUNNING, State.PAUSED)
    assert await hall.dispatch().run() == 1


async def test_what_was_stopped_does_not_go_on(hall):
    await hall.people(1)
    made = await hall.started()
    assert await hall.turn(made, State.STOPPED, State.RUNNING, State.PAUSED)
    assert not await hall.turn(made, State.RUNNING, State.READY, State.PAUSED)
    assert await hall.dispatch().run() == 0


async def test_who_wants_no_news_gets_none_but_what_the_law_asks_for(hall):
    (person,) = await hall.people(1)
    await hall.do(lambda s: s.wishes.choose(person, Kind.NEWS, 1, wanted=False))
    assert await hall.recipients(await hall.ready()) == [("", "skipped", "off")]
    assert len(await hall.recipients(await hall.ready(legal=True))) == 1


async def test_who_says_stop_between_is_left_alone(hall):
    await hall.people(1)
    made = await hall.started()
    await hall.do(lambda s: s.subscribers.mute("telegram:10", 1, muted=True))
    assert await hall.dispatch().run() == 0
    assert await hall.recipients(made) == [("telegram:10", "skipped", "unreachable")]


async def test_channels(hall):
    (chat,) = await hall.people(1)
    await hall.people(2, prefix="tel:+791600000")
    assert len(await hall.recipients(await hall.ready())) == 2
    only = await hall.recipients(await hall.ready(channels=Channels.SMS))
    assert only == [("", "skipped", "channel"), ("tel:+79160000010", "planned", "")]
    only = await hall.recipients(await hall.ready(channels=Channels.MESSENGER))
    assert only == [("telegram:10", "planned", ""), ("", "skipped", "channel")]
    await hall.do(lambda s: s.wishes.go(chat, Way(address="elsewhere"), 1))
    assert len(await hall.recipients(await hall.ready())) == 2


async def test_nobody_is_told_at_night(hall):
    await hall.people(1)
    await hall.started()
    hall.now_ms = moment(20, 22)
    assert await hall.dispatch().run() == 0
    hall.now_ms = moment(21, 9)
    assert await hall.dispatch().run() == 1


async def test_only_some_seconds_worth_waits_in_the_outbox(hall):
    await hall.people(*[1] * 105)
    await hall.started()
    assert await hall.dispatch().run() == 100
    assert await hall.dispatch().run() == 0


async def test_the_number_to_be_typed_back_changes_with_what_is_sent(hall):
    await hall.people(1)
    first = await hall.ready()

    def number(store, made):
        return confirmation(store.broadcasts.get(made), store.broadcasts.waiting(made))

    one = await hall.do(lambda s: number(s, first))
    assert len(one) == 5
    assert one == await hall.do(lambda s: number(s, first))
    await hall.do(
        lambda s: s.tx.run(
            "INSERT INTO broadcast_recipient (broadcast_id, subscriber_id, address) VALUES (:id, 77, 'x')",
            id=first,
        )
    )
    assert one != await hall.do(lambda s: number(s, first))


async def test_whose_own_quiet_hours_last_is_told_when_they_are_over(hall):
    late, *_ = await hall.people(1, 2, 1)
    await hall.do(lambda s: s.wishes.go(late, Way(quiet_from=0, quiet_to=15 * 60), 1))
    made = await hall.started()
    look = hall.dispatch()
    assert await look.run() == 2
    assert [state for _, state, _ in await hall.recipients(made)] == ["planned", "queued", "queued"]
    assert await look.run() == 0
    hall.now_ms = moment(20, 15)
    assert await look.run() == 1
