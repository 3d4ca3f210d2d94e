"""What is asked of a message of a broadcast when it leaves: all that its telling asked, and nobody twice."""

from __future__ import annotations

import pytest

from bot.channels.sending_limits import LATER, USELESS
from core.broadcasts.model import Channels, State
from core.consents import SMS_NOTICES, Basis
from core.notifications.groups import Calendar, Calendars
from core.notifications.kinds import Kind
from core.notifications.model import Way
from tests.readings.watched import ZONE, moment

one_engine = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
PAID = """INSERT INTO payment_ledger (provider, kind, external_id, account_id, amount, at_ms, booked_ms)
    VALUES ('yookassa', 'payment', 'x', 1, 100000000, 1, 1)"""
DAY_MS = 24 * 3_600_000


async def told(hall, *, prefix="telegram:", **given):
    """A broadcast of which one message waits, and that message."""
    await hall.people(1, prefix=prefix)
    made = await hall.started(**given)
    assert await hall.dispatch().run() == 1
    ((outbox_id, _, _),) = await hall.messages()
    return made, outbox_id


async def due_ms(hall, outbox_id):
    sql = "SELECT not_before_ms, state FROM outbox WHERE id = :id"
    return await hall.do(lambda s: s.tx.one(sql, id=outbox_id))


@pytest.mark.parametrize("prefix", ["telegram:", "tel:+791600000"])
async def test_what_may_have_arrived_waits_for_the_day_as_it_is(hall, prefix):
    """A kill before eight, a start at half past: the same row goes on in the morning, no other is written."""
    made, outbox_id = await told(hall, prefix=prefix)
    await hall.ends(outbox_id, "unknown")
    hall.now_ms = moment(20, 20) + 30 * 60_000
    assert await hall.leaves(outbox_id) == LATER
    assert await due_ms(hall, outbox_id) == (moment(21, 9), "unknown")
    hall.now_ms = moment(21, 9)
    assert await hall.dispatch().run() == 0
    assert len(await hall.messages()) == 1
    assert [state for _, state, _ in await hall.recipients(made)] == ["queued"]
    assert await hall.leaves(outbox_id) == ""


@one_engine
async def test_what_may_have_arrived_waits_for_newer_data(hall):
    made, outbox_id = await told(hall, debt_from=1)
    await hall.ends(outbox_id, "unknown")
    hall.age_ms = 2 * DAY_MS
    assert await hall.leaves(outbox_id) == LATER
    assert (await due_ms(hall, outbox_id))[0] > hall.now_ms
    assert [state for _, state, _ in await hall.recipients(made)] == ["queued"]


_NO_MORE = {
    "paid": lambda s: s.tx.run(PAID),
    "role": lambda s: s.tx.run("UPDATE link SET role = 'reader'"),
    "unlinked": lambda s: s.tx.run("UPDATE link SET active = 0"),
    "news": lambda s: s.wishes.choose(1, Kind.NEWS, 1, wanted=False),
    "paused": lambda s: s.tx.run("UPDATE broadcast SET state = 'paused'"),
    "stopped": lambda s: s.tx.run("UPDATE broadcast SET state = 'stopped'"),
}


@one_engine
@pytest.mark.parametrize("change", _NO_MORE)
async def test_what_may_have_arrived_to_who_is_meant_no_more_is_over(hall, change):
    made, outbox_id = await told(hall, debt_from=1)
    await hall.ends(outbox_id, "unknown")
    await hall.do(_NO_MORE[change])
    assert await hall.leaves(outbox_id) == USELESS
    assert await hall.recipients(made) == [("telegram:10", "failed", "unknown")]


@pytest.mark.parametrize(
    ("change", "why"),
    [("paid", "not-meant"), ("role", "not-meant"), ("unlinked", "not-meant"), ("news", "off")],
)
async def test_who_is_meant_no_more_while_it_waits_is_not_told(hall, change, why):
    """SMS may wait a day for the money of the day."""
    made, outbox_id = await told(hall, debt_from=1)
    await hall.do(_NO_MORE[change])
    assert await hall.leaves(outbox_id) == USELESS
    await hall.ends(outbox_id, "failed", USELESS)
    assert await hall.dispatch().run() == 0
    assert await hall.recipients(made) == [("telegram:10", "skipped", why)]


@one_engine
async def test_a_debt_on_data_grown_old_is_taken_back_and_told_on_newer_ones(hall):
    made, outbox_id = await told(hall, debt_from=1)
    hall.age_ms = 2 * DAY_MS
    assert await hall.leaves(outbox_id) == USELESS
    await hall.ends(outbox_id, "failed", USELESS)
    assert await hall.dispatch().run() == 0
    assert await hall.recipients(made) == [("telegram:10", "planned", "")]
    hall.age_ms = 0
    assert await hall.dispatch().run() == 1


@one_engine
async def test_news_leave_on_old_data(hall):
    _, outbox_id = await told(hall)
    hall.age_ms = 2 * DAY_MS
    assert await hall.leaves(outbox_id) == ""


@one_engine
@pytest.mark.parametrize(("first", "meant", "word"), [("east", "here", ""), ("here", "east", USELESS)])
async def test_by_the_day_of_the_account_that_is_meant(hall, first, meant, word):
    """One in the afternoon here is the night of Kamchatka. Another account of theirs was linked first."""
    (person,) = await hall.people(1)
    both = "INSERT INTO link (subscriber_id, account_id, phone, address, since_ms) VALUES (:p, 2, '', 'x', 1)"
    await hall.do(lambda s: s.tx.run(both, p=person))
    for account, group in ((1, first), (2, meant)):
        sql = "UPDATE account_card SET grp = :group, tariff = :group WHERE account_id = :id"
        await hall.do(lambda s, a=account, g=group, q=sql: s.tx.run(q, group=g, id=a))
    hall.calendars = Calendars(Calendar(ZONE), {"east": Calendar(type(ZONE)("Asia/Kamchatka"))})
    await hall.started(tariffs=(meant,))
    hall.now_ms = moment(20, 10)
    assert await hall.dispatch().run() == 1
    ((outbox_id, _, _),) = await hall.messages()
    hall.now_ms = moment(20, 13)
    assert await hall.leaves(outbox_id) == word


@one_engine
async def test_who_wants_no_quiet_hours_gets_what_waited_by_day_all_the_same(hall):
    await hall.people(1)
    await hall.do(lambda s: s.wishes.go(1, Way(quiet_from=0, quiet_to=0), 1))
    await hall.started()
    await hall.dispatch().run()
    ((outbox_id, _, _),) = await hall.messages()
    hall.now_ms = moment(20, 22)
    assert await hall.leaves(outbox_id) == USELESS


@pytest.mark.parametrize("basis", [None, Basis.CONTRACT])
async def test_news_by_sms_need_a_consent_to_sms_whatever_the_basis_of_others_is(hall, basis):
    person = await hall.links(1, "tel:+79160000010")
    if basis:
        await hall.agrees(person, basis)
    news = await hall.ready()
    assert await hall.recipients(news) == [("", "skipped", "unreachable")]
    assert await hall.recipients(await hall.ready(channels=Channels.SMS)) == [("", "skipped", "unreachable")]
    assert len(await hall.recipients(await hall.ready(legal=True))) == 1
    legal = await hall.ready(legal=True)
    assert await hall.recipients(legal) == [("tel:+79160000010", "planned", "")]
    await hall.agrees(person)
    assert await hall.recipients(await hall.ready()) == [("tel:+79160000010", "planned", "")]


@one_engine
@pytest.mark.parametrize("legal", [False, True])
async def test_a_consent_that_is_taken_back_while_it_waits(hall, legal):
    made, outbox_id = await told(hall, prefix="tel:+791600000", legal=legal)
    await hall.do(lambda s: s.consents.revoke(1, SMS_NOTICES, 2))
    assert await hall.leaves(outbox_id) == ("" if legal else USELESS)
    if not legal:
        await hall.dispatch().run()
        assert await hall.recipients(made) == [("tel:+79160000010", "skipped", "unreachable")]


@one_engine
async def test_what_is_of_no_broadcast_is_none_of_its_business(hall):
    made, outbox_id = await told(hall)
    await hall.do(lambda s: s.tx.run("DELETE FROM broadcast_recipient"))
    assert await hall.turn(made, State.PAUSED, State.RUNNING)
    assert await hall.leaves(outbox_id) == ""


@one_engine
async def test_who_sleeps_while_others_are_told_holds_nothing_up(hall):
    """Their own hours and those of the night leave nothing: the broadcast would never end."""
    asleep, late = await hall.people(1, 2)
    await hall.do(lambda s: s.wishes.go(asleep, Way(quiet_from=9 * 60, quiet_to=20 * 60), 1))
    await hall.do(lambda s: s.wishes.go(late, Way(quiet_from=9 * 60, quiet_to=12 * 60), 1))
    made = await hall.started()
    hall.now_ms = moment(21, 10)
    assert await hall.dispatch().run() == 0
    hall.now_ms = moment(21, 12)
    assert await hall.dispatch().run() == 1
    assert sorted((state, why) for _, state, why in await hall.recipients(made)) == [
        ("queued", ""), ("skipped", "hours"),
    ]  # fmt: skip
