"""Messages that were given up before they left: what they tell is judged anew and not lost with them."""

from __future__ import annotations

import pytest

from bot.channels.delivery import Delivery, Limits
from bot.channels.outcome import judge
from core.notifications.kinds import Kind
from core.records import Attempt, Priority, Result
from core.usecases.notices import MayStart, SwitchNotices
from core.usecases.people import silence
from storage.store import StoreFactory
from tests.notifications.test_another_chat import Blocked, has, refused, row_of
from tests.notifications.world import DAY_MS
from tests.readings.watched import ME

OTHER = "telegram:77"


async def waiting(office):
    """(id, address) of the messages that wait."""
    sql = "SELECT id, address FROM outbox WHERE state = 'queued' ORDER BY id"
    return await office.do(lambda s: s.tx.all(sql))


async def two_messages(office):
    """Of two accounts, to the same chat; their reminders."""
    made = []
    for account in (1, 2):
        made.append(await office.plan(account=account))
        await office.dispatch().run()
    assert [at for _, at in await waiting(office)] == [ME, ME]
    return made


async def test_what_stood_behind_a_refusal_is_said_in_the_other_chat(office):
    made = await two_messages(office)
    await has(office, OTHER)
    (first, _), (second, _) = await waiting(office)
    await refused(office, Blocked(), row_of(first, ME))
    delivery = Delivery(
        office.database, StoreFactory(), {}, clock=None, background=None, tell=None,
        limits=Limits(may_start=MayStart(sms_consent=False)),
    )  # fmt: skip

    def claimed(store):
        (row,) = store.outbox.due(Priority.NOTICE, office.now_ms, 9)
        assert row.id == second
        return delivery.claim_in(store, row, office.now_ms, 1)

    assert await office.do(claimed) is None
    assert await office.do(lambda s: s.tx.one("SELECT error FROM outbox WHERE id = :id", id=second)) == (
        "unwanted",
    )
    assert await office.dispatch().run() == 1
    assert [at for _, at in await waiting(office)] == [OTHER]
    assert [(await office.of(one))[0] for one in made] == ["queued", "queued"]


async def test_whose_access_to_one_account_ends_is_told_of_the_other(office):
    gone, kept = await two_messages(office)

    def ends(store):
        person = store.people.mine(1, 1)
        assert store.people.remove(person.link_id, office.now_ms)
        silence(store, person)

    await office.do(ends)
    assert await waiting(office) == []
    assert await office.dispatch().run() == 1
    assert (await office.of(gone))[:2] == ("dropped", "unlinked")
    assert (await office.of(kept))[0] == "queued"


async def test_after_stop_nothing_goes_round(office):
    made = await two_messages(office)

    def stops(store):
        SwitchNotices()(store, store.sessions.load(ME)[0], office.now_ms, muted=True)

    await office.do(stops)
    assert [await office.dispatch().run() for _ in range(3)] == [0, 0, 0]
    assert [(await office.of(one))[:2] for one in made] == [("dropped", "no-channel")] * 2
    assert await waiting(office) == []
    assert await office.do(lambda s: s.tx.one("SELECT count(*) FROM outbox")) == (2,)


@pytest.mark.parametrize("why", ["unlinked", "consent revoked", "blocked"])
async def test_other_reasons_that_are_not_of_all_it_tells(office, why):
    made = await two_messages(office)
    await office.do(lambda s: s.outbox.cancel(ME, why, Priority.NOTICE))
    assert await office.dispatch().run() == 1
    assert [(await office.of(one))[0] for one in made] == ["queued", "queued"]


async def test_what_a_crowd_superseded_waits(office):
    made = await two_messages(office)
    await office.do(lambda s: s.outbox.cancel(ME, "superseded", Priority.NOTICE))
    assert [await office.dispatch().run() for _ in range(3)] == [0, 0, 0]
    assert (await office.of(made[0]))[0] == "planned"
    office.now_ms += 15 * 60_000
    assert await office.dispatch().run() == 1


@pytest.mark.parametrize(("error", "attempts"), [("stop", 1), ("gave up: no answer", 0), (None, 0)])
async def test_what_may_have_left_or_failed_for_itself_is_over(office, error, attempts):
    made = await office.plan()
    await office.dispatch().run()
    ((row, _),) = await waiting(office)
    await office.ends(row, "failed", error, attempts)
    assert await office.dispatch().run() == 0
    assert (await office.of(made))[:2] == ("failed", error or "")


async def test_it_is_tried_for_as_long_as_something_of_it_is_of_use(office):
    began = office.now_ms
    await office.plan(until_ms=began + DAY_MS)
    await office.plan(account=2, kind=Kind.BILL, until_ms=began + 9 * DAY_MS)
    await office.dispatch().run()

    def due(store):
        (row,) = store.outbox.due(Priority.NOTICE, office.now_ms, 9)
        return row

    row = await office.do(due)
    assert row.deadline_ms == began + 9 * DAY_MS
    lost = Attempt(Result.RETRY, reason="not sent")
    assert [judge(row, lost, began + days * DAY_MS)[1] for days in (1, 8, 9)] == [False, False, True]
