"""What is due is said once, in one message, to those who want it, while it is of use."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from bot.channels.delivery import Delivery, Limits
from bot.channels.sending_limits import USELESS
from bot.notifications.dispatch import still_useful
from core.notifications.kinds import Kind
from core.notifications.model import SKIP, State, Way
from core.records import Priority
from storage.store import StoreFactory
from tests.notifications.world import DAY_MS, Clerk
from tests.readings.watched import ME, OTHER, moment


async def test_what_is_due_is_said_once_however_many_look(office):
    made = await office.plan()
    assert sorted(await asyncio.gather(*(office.dispatch().run() for _ in range(3)))) == [0, 0, 1]
    assert [(at, keys) for _, at, keys in await office.messages()] == [(ME, ["reading-2026-11"])]
    assert (await office.of(made))[:2] == ("queued", "")


async def test_nothing_before_its_time(office):
    await office.plan(due_ms=office.now_ms + 3_600_000)
    assert await office.dispatch().run() == 0
    office.now_ms += 3_600_000
    assert await office.dispatch().run() == 1


async def test_what_falls_due_together_is_one_message_in_the_order_of_kinds(office):
    await office.plan(kind=Kind.DEBT, account=2)
    await office.plan(account=2, due_ms=office.now_ms + 5 * 60_000)
    await office.plan()
    assert await office.dispatch().run() == 1
    assert [keys for _, _, keys in await office.messages()] == [["reading-2026-11"] * 2 + ["debt-2026-11"]]


async def test_what_has_no_room_goes_in_the_next_message(office):
    office.clerks[Kind.READING] = Clerk(most=4)
    for number in range(6):
        await office.plan(period=f"2026-{number + 1:02}")
    await office.dispatch().run()
    assert [len(keys) for _, _, keys in await office.messages()] == [6]
    office.clerks[Kind.BILL] = Clerk(most=4)
    for number in range(7):
        await office.plan(kind=Kind.BILL, period=f"2026-{number + 1:02}")
    await office.dispatch().run()
    assert [len(keys) for _, _, keys in await office.messages()] == [6, 4, 3]


@pytest.mark.parametrize(
    ("state", "why", "spoils"),
    [
        ("expired", "late", lambda o: setattr(o, "now_ms", o.now_ms + 2 * DAY_MS)),
        ("dropped", "off", lambda o: o.do(lambda s: s.wishes.choose(1, Kind.READING, 1, wanted=False))),
        ("dropped", "unlinked", lambda o: o.do(lambda s: s.tx.run("UPDATE link SET active = 0"))),
        ("dropped", "person", lambda o: o.plan(stage=SKIP, due_ms=1 << 60)),
        ("dropped", "no-channel", lambda o: setattr(o, "starts", lambda *_: False)),
        ("dropped", "no-channel", lambda o: setattr(o, "carried", lambda *_: False)),
        ("dropped", "no-channel", lambda o: o.do(lambda s: s.subscribers.mute(ME, 1, muted=True))),
        ("dropped", "no-channel", lambda o: o.do(lambda s: s.tx.run("UPDATE address SET state = 'blocked'"))),
    ],
)
async def test_what_is_of_no_use_any_more_is_over_and_says_why(office, state, why, spoils):
    made = await office.plan()
    spoilt = spoils(office)
    if spoilt is not None:
        await spoilt
    await office.dispatch().run()
    assert (await office.of(made))[:2] == (state, why)
    assert await office.messages() == []


async def test_a_reader_hears_of_no_money_and_the_speaker_has_its_say(office):
    await office.do(lambda s: s.tx.run("UPDATE link SET role = 'reader'"))
    money, reading = await office.plan(kind=Kind.DEBT), await office.plan()
    office.clerks[Kind.READING].useless[reading] = "answered"
    await office.dispatch().run()
    assert (await office.of(money))[:2] == ("dropped", "role")
    assert (await office.of(reading))[:2] == ("dropped", "answered")


async def test_at_night_it_waits_for_the_morning_of_the_person(office):
    office.now_ms = moment(20, 23)
    made = await office.plan()
    await office.dispatch().run()
    assert await office.of(made) == ("planned", "", moment(21, 9))
    await office.do(lambda s: s.wishes.go(1, Way(quiet_from=0, quiet_to=0), 1))
    await office.do(lambda s: s.reminders.later(made, office.now_ms))
    assert await office.dispatch().run() == 1
    assert len(await office.messages()) == 1


async def test_what_is_overdue_is_told_by_day_whatever_hours_somebody_chose(office):
    office.now_ms = moment(20, 23)
    await office.do(lambda s: s.wishes.go(1, Way(quiet_from=0, quiet_to=0), 1))
    debt, due = await office.plan(kind=Kind.DEBT), await office.plan(kind=Kind.DUE)
    await office.dispatch().run()
    assert await office.of(debt) == ("planned", "", moment(21, 9))
    assert (await office.of(due))[0] == "queued"


async def test_what_the_morning_finds_useless_expires(office):
    office.now_ms = moment(20, 23)
    made = await office.plan(until_ms=moment(21, 8))
    await office.dispatch().run()
    assert (await office.of(made))[:2] == ("expired", "quiet")


async def test_old_data_hold_it_back_and_new_ones_let_it_go(office):
    office.age_ms = 2 * DAY_MS + 1
    made, news = await office.plan(), await office.plan(kind=Kind.NEWS)
    await office.dispatch().run()
    assert (await office.of(made))[:2] == ("planned", "")
    assert (await office.of(news))[:2] == ("queued", "")
    office.now_ms, office.age_ms = office.now_ms + 16 * 60_000, 0
    assert await office.dispatch().run() == 1


async def test_the_channel_is_what_the_person_prefers_else_a_messenger(office):
    await office.do(lambda s: s.tx.run(
        "INSERT INTO address (address, subscriber_id, since_ms) VALUES (:a, 1, 1)", a=OTHER
    ))  # fmt: skip
    await office.plan()
    await office.dispatch().run()
    await office.do(lambda s: s.wishes.go(1, Way(address=OTHER), 1))
    await office.plan(account=2)
    await office.dispatch().run()
    assert [at for _, at, _ in await office.messages()] == [ME, OTHER]


async def test_before_it_leaves_it_is_asked_again_and_what_is_left_is_said_anew(office):
    one, two = await office.plan(), await office.plan(account=2)
    await office.dispatch().run()
    ((outbox_id, _, _),) = await office.messages()
    assert await office.useful(outbox_id) == ""
    office.clerks[Kind.READING].useless[one] = "answered"
    assert await office.useful(outbox_id) == USELESS
    assert (await office.of(one))[:2] == ("dropped", "answered")
    assert (await office.of(two))[0] == "planned"


@pytest.mark.parametrize("ages", [False, True])
async def test_what_waited_into_the_night_or_on_old_data_is_taken_back(office, ages):
    made = await office.plan(until_ms=office.now_ms + 2 * DAY_MS)
    await office.dispatch().run()
    ((outbox_id, _, _),) = await office.messages()
    if ages:
        office.age_ms = 2 * DAY_MS + 1
    else:
        office.now_ms = moment(20, 23)
    assert await office.useful(outbox_id) == USELESS
    assert await office.of(made) == ("planned", "", office.now_ms)
    assert await office.dispatch().run() == 0
    office.now_ms, office.age_ms = moment(21, 9), 0
    assert await office.dispatch().run() == 1


async def test_what_another_process_has_taken_is_not_said(office):
    one, two = await office.plan(), await office.plan(account=2)
    real = office.dispatch()

    def quicker(store):
        due = store.reminders.due

        class Late:
            """The rows as they were before somebody else took one of them."""

            def __getattr__(self, name):
                return getattr(store.reminders, name)

            def due(self, *given):
                found = due(*given)
                store.reminders.end(two, "sent", "", 1)
                return found

        return real.tell(Later(store, Late()), 1)

    class Later:
        def __init__(self, store, reminders):
            self._store, self.reminders = store, reminders

        def __getattr__(self, name):
            return getattr(self._store, name)

    await office.do(quicker)
    assert await office.messages() == []
    assert [(await office.of(each))[0] for each in (one, two)] == ["planned", "sent"]


async def test_what_left_is_noted_and_what_failed_with_its_reason(office):
    first, second = await office.plan(), await office.plan(account=2, due_ms=office.now_ms + 11 * 60_000)
    await office.dispatch().run()
    office.now_ms += 11 * 60_000
    await office.dispatch().run()
    (one, *_), (two, *_) = await office.messages()
    await office.ends(one)
    await office.ends(two, "failed", "blocked")
    await office.dispatch().run()
    assert (await office.of(first))[:2] == ("sent", "")
    assert (await office.of(second))[:2] == ("failed", "blocked")


async def test_a_link_made_anew_is_not_told_what_the_old_one_awaited(office):
    made = await office.plan()
    await office.do(lambda s: s.tx.run("UPDATE reminder SET link_id = 77"))
    await office.dispatch().run()
    assert (await office.of(made))[:2] == ("dropped", "unlinked")


async def test_what_is_over_stays_so(office):
    made = await office.plan()
    await office.dispatch().run()
    ((outbox_id, _, _),) = await office.messages()
    await office.ends(outbox_id)
    await office.dispatch().run()
    await office.do(lambda s: s.reminders.end(made, State.DROPPED, "off", 1))
    await office.do(lambda s: s.reminders.later(made, 1))
    assert (await office.of(made))[:2] == ("sent", "")


@pytest.mark.parametrize("state", ["sending", "unknown"])
async def test_what_is_on_its_way_is_not_noted_as_sent(office, state):
    """Killed between the call and its mark it is sent again, and noted after that."""
    made = await office.plan()
    await office.dispatch().run()
    ((outbox_id, _, _),) = await office.messages()
    await office.ends(outbox_id, state)
    await office.dispatch().run()
    assert (await office.of(made))[0] == "queued"


async def test_only_some_seconds_worth_wait_in_the_outbox(office):
    for number in range(3):
        who = await office.links(1, f"telegram:{number + 10}")
        await office.plan(person=who)
    await office.do(
        lambda s: s.tx.run("""
        INSERT INTO outbox (event_id, step, address, kind, priority, state, created_ms)
        SELECT -number, 0, 'telegram:5', 'message', 2, 'queued', 1
        FROM (WITH RECURSIVE n(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM n WHERE number < 98)
            SELECT number FROM n) AS numbers""")
    )
    assert await office.dispatch().run() == 2


async def test_who_sends_asks_whether_it_is_of_use(office):
    one = await office.plan()
    await office.dispatch().run()
    delivery = Delivery(
        office.database, StoreFactory(), {}, clock=None, background=None, tell=None,
        limits=Limits(useful=partial(still_useful, office.rules)),
    )  # fmt: skip

    def claimed(store):
        (row,) = store.outbox.due(Priority.NOTICE, office.now_ms, 9)
        return delivery.claim_in(store, row, office.now_ms, 1)

    office.clerks[Kind.READING].useless[one] = "answered"
    assert await office.do(claimed) is None
    assert await office.do(lambda s: s.tx.all("SELECT state, error FROM outbox")) == [("failed", "useless")]
    office.clerks[Kind.READING].useless.clear()
    await office.plan(stage="last")
    await office.dispatch().run()
    assert (await office.do(claimed)).address == ME
