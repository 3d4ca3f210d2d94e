"""The bill of a month is told of once, by day, where the owner is; a correction once; nothing earlier."""

from __future__ import annotations

import contextlib
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogs.codec import decode_reply
from core.ebill.model import Way as Arrives
from core.notifications.groups import Calendar, Calendars
from core.notifications.model import Way
from core.own_data import DataRequest, RequestKind
from core.people import Role
from core.values import Period
from storage.erasure import Erasure
from tests.dialogs.supplier import put
from tests.ebill.billed import OWNER, ZONE, moment

DAY_MS = 24 * 3600 * 1000
EAST = Calendars(Calendar(ZONE), {"A": Calendar(ZoneInfo("Asia/Kamchatka"))})
SHARED = [HealthCheck.function_scoped_fixture]


async def test_a_bill_is_told_of_once_with_its_file_and_ways_on(billed):
    await billed.owns()
    await billed.looks()
    assert await billed.told() == []  # nothing delivered yet
    await billed.bills()
    watch = billed.watch()
    for _ in range(3):
        await billed.looks(watch)
        billed.later()
    await billed.looks()  # after a restart
    assert await billed.told() == [(OWNER, ["ebill-month-debt"], "bill:1.2026-11")]
    ((payload, priority),) = await billed.do(lambda s: s.tx.all("SELECT payload, priority FROM outbox"))
    reply = decode_reply(payload)
    assert [(c.id, c.target) for c in reply.choices] == [("pay", "a1"), ("why", "a1.2026-11"), ("menu", "")]
    assert priority == 2  # never before people's answers


async def test_months_before_the_switch_came_on_paper(billed):
    await billed.owns(first=Period(2026, 12))
    await billed.bills()
    await billed.looks()
    assert await billed.told() == []


async def test_a_corrected_bill_is_told_of_once(billed):
    await billed.owns()
    await billed.bills()
    await billed.looks()
    await billed.bills(119000)
    for _ in range(3):
        await billed.later().looks()
    assert await billed.keys() == ["ebill-month-debt", "ebill-corrected-debt"]


async def test_nobody_is_disturbed_at_night_and_the_morning_makes_good(billed):
    await billed.owns()
    await billed.bills()
    watch = billed.watch()
    for hour in (0, 8, 20, 23):
        billed.now_ms = moment(3, hour)
        await billed.looks(watch)
    assert await billed.told() == []
    billed.now_ms = moment(4, 9)
    await billed.looks(watch)
    assert await billed.keys() == ["ebill-month-debt"]


@pytest.mark.parametrize(
    ("hour", "way", "told"),
    [
        (12, Way(), False),  # 21 there
        (22, Way(), False),  # night here, 7 there
        (2, Way(), True),  # night here, 11 there
        (12, Way(quiet_from=0, quiet_to=0), True),
        (2, Way(quiet_from=10 * 60, quiet_to=13 * 60), False),
        (5, Way(quiet_from=10 * 60, quiet_to=13 * 60), True),
    ],
)
async def test_it_comes_by_the_day_of_the_group_and_outside_of_quiet_hours(billed, hour, way, told):
    await billed.owns()
    await billed.bills()
    await billed.do(lambda s: s.wishes.go(billed.person, way, 1))
    billed.now_ms = moment(3, hour)
    await billed.looks(billed.watch(calendars=EAST))
    assert await billed.keys() == (["ebill-month-debt"] if told else [])
    billed.now_ms = moment(4, 5)  # 14 there
    await billed.looks(billed.watch(calendars=EAST))
    assert await billed.keys() == ["ebill-month-debt"]


async def test_what_became_wrong_by_night_is_not_told_in_the_morning(billed):
    await billed.owns()
    await billed.bills()
    billed.now_ms = moment(3, 22)
    await billed.looks()
    await billed.switches(Arrives.PAPER)
    billed.now_ms = moment(4, 12)
    await billed.looks()
    assert await billed.keys() == []


async def test_a_strict_policy_lets_neither_sum_nor_file_into_a_messenger(billed):
    await billed.owns()
    await billed.bills()
    await billed.looks(sums=False)
    assert await billed.told() == [(OWNER, ["ebill-month-ready"], "")]


async def test_by_sms_it_is_words_only(billed):
    phone = "tel:+79161234567"
    await billed.owns(phone)
    await billed.do(lambda s: s.tx.run("UPDATE ebill SET channel = 'tel'"))
    await billed.bills()
    await billed.looks(sums=False)  # SMS is no messenger
    assert await billed.told() == [(phone, ["ebill-month-debt", "ebill-file"], "")]


async def test_a_phone_that_asked_for_no_sms_gets_none(billed):
    """Switched in a chat: that is no consent to SMS (126-ФЗ)."""
    await billed.owns()
    await billed.do(
        lambda s: put(s.tx, "address", address="tel:+79161234567", subscriber_id=billed.person, since_ms=1)
    )
    await billed.do(lambda s: put(s.tx, "session", address="tel:+79161234567", updated_ms=1 << 50))
    await billed.bills()
    await billed.looks()
    assert [address for address, _, _ in await billed.told()] == [OWNER]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE link SET active = 0, ended_ms = 1",
        "UPDATE link SET role = 'reader'",
        "UPDATE address SET state = 'blocked'",
        "UPDATE address SET muted = 1",
    ],
)
async def test_link_role_and_chat_are_looked_at_when_it_is_sent(billed, sql):
    await billed.owns()
    await billed.bills()
    bills = await billed.ebills("due", (0, ""), Period(2026, 10), 10)  # a page that was read before
    await billed.do(lambda s: s.tx.run(sql))
    sending = billed.watch()._sending
    assert await sending._send(bills, billed.now_ms) == 0
    assert await billed.told() == []


async def test_switched_back_between_the_page_and_the_sending(billed):
    await billed.owns()
    await billed.bills()
    bills = await billed.ebills("due", (0, ""), Period(2026, 10), 10)
    await billed.switches(Arrives.PAPER)
    assert await billed.watch()._sending._send(bills, billed.now_ms) == 0


async def test_after_stop_the_bill_waits_and_comes_with_the_end_of_the_silence(billed):
    await billed.owns()
    await billed.bills()
    await billed.do(lambda s: s.tx.run("UPDATE address SET muted = 1"))
    watch = billed.watch()
    await billed.looks(watch)
    await billed.do(lambda s: s.tx.run("UPDATE address SET muted = 0"))
    await billed.later(2 * DAY_MS).looks(watch)
    assert await billed.keys() == ["ebill-month-debt"]
    assert (await billed.ebills("of", 1)).waits_ms == 0


async def test_who_takes_no_bill_for_long_gets_paper_again(billed):
    await billed.owns()
    await billed.bills()
    await billed.do(lambda s: s.tx.run("UPDATE address SET state = 'blocked'"))
    watch = billed.watch()
    await billed.looks(watch)
    await billed.later(9 * DAY_MS).looks(watch)
    assert (await billed.ebills("of", 1)).electronic
    await billed.do(lambda s: s.tx.run("UPDATE address SET state = 'active'"))
    billed.later(2 * DAY_MS)
    await billed.do(lambda s: s.tx.run("UPDATE ebill SET waits_ms = 1"))
    await billed.looks(watch)
    assert not (await billed.ebills("of", 1)).electronic
    assert await billed.keys() == ["ebill-ended-unreachable"]
    rows = await billed.do(lambda s: s.tx.all("SELECT why, due, address FROM ebill_change ORDER BY id"))
    assert rows[-1] == ("unreachable", 1, "system")


@pytest.mark.parametrize(("why", "key"), [("holder", "holder"), ("closed", "closed"), ("disputed", "ended")])
async def test_another_holder_or_a_closed_account_ends_it_with_a_word(billed, why, key):
    await billed.owns()
    other = "telegram:2"
    if why == "disputed":
        await billed.links(address=other, role=Role.PAYER)
    sql = "UPDATE link SET active = 0, suspended_ms = 5, suspended_why = :why WHERE subscriber_id = :who"
    await billed.do(lambda s: s.tx.run(sql, why=why, who=billed.person))
    for _ in range(2):
        await billed.later().looks()
    assert not (await billed.ebills("of", 1)).electronic
    assert await billed.keys() == [f"ebill-ended-{key}"] * (2 if why == "disputed" else 1)
    assert (await billed.told())[0][0] == OWNER


async def test_the_end_of_it_disturbs_nobody_by_their_own_hours_and_the_clock_of_the_account(billed):
    """The owner has no link any more; the other one has hours of their own."""
    await billed.owns()
    other = await billed.links(address="telegram:2", role=Role.PAYER)
    await billed.do(lambda s: s.wishes.go(billed.person, Way(quiet_from=0, quiet_to=0), 1))
    await billed.do(lambda s: s.wishes.go(other, Way(quiet_from=0, quiet_to=23 * 60), 1))
    sql = (
        "UPDATE link SET active = 0, suspended_ms = 5, suspended_why = 'disputed' WHERE subscriber_id = :who"
    )
    await billed.do(lambda s: s.tx.run(sql, who=billed.person))
    await billed.looks(billed.watch(calendars=EAST))  # 21 there
    rows = await billed.do(lambda s: s.tx.all("SELECT address, not_before_ms FROM outbox ORDER BY id"))
    assert rows == [(OWNER, 0), ("telegram:2", moment(3, 14))]


class Killed(Exception):
    """What a killed process looks like to a test."""


class Dying:
    """The database of a process that dies at its n-th write, before or after the commit."""

    def __init__(self, database, writes, *, after):
        self.database, self.left, self.after = database, writes, after

    async def read(self, work):
        return await self.database.read(work)

    async def write(self, unit):
        self.left -= 1
        if self.left < 0 and not self.after:
            raise Killed
        done = await self.database.write(unit)
        if self.left < 0:
            raise Killed
        return done


@settings(max_examples=6, deadline=None, suppress_health_check=SHARED, derandomize=True)
@given(
    kills=st.lists(st.tuples(st.integers(0, 1), st.booleans()), max_size=5),
    figures=st.lists(st.sampled_from([100000, 110000]), min_size=1, max_size=3),
)
async def test_one_message_for_an_account_and_month_whatever_is_killed(billed, kills, figures):
    """Property: as many messages as billing changed its mind, however often processes die."""

    def clean(store):
        for table in ("outbox", "inbox", "ebill_sent", "ebill_change", "ebill", "link"):
            store.tx.run(f"DELETE FROM {table}")

    await billed.do(clean)
    await billed.owns()
    for number, charged in enumerate(figures):
        await billed.bills(charged)
        for writes, after in kills if number % 2 == 0 else kills[:1]:
            watch = billed.watch(Dying(billed.database, writes, after=after))
            with contextlib.suppress(Killed):
                await billed.looks(watch)
            billed.later(1)
        await billed.later(1).looks()
        await billed.looks(billed.watch())  # a second replica
    changed = sum(one != before for before, one in zip([0, *figures], figures, strict=False))
    assert len(await billed.keys()) == changed


async def test_many_accounts_go_at_the_pace_of_sending(billed, monkeypatch):
    await billed.owns()
    await billed.bills()

    def more(store):
        for account in range(2, 6):
            row = {"account_id": account, "period": "2026-11", "generation": billed.generation}
            put(store.tx, "charge", **row, **dict.fromkeys(("charged", "opening", "paid"), 5),
                **dict.fromkeys(("recalculated", "penalty", "closing"), 0))  # fmt: skip

    await billed.do(more)
    for account in (2, 3, 5):
        person = await billed.links(account, f"telegram:{account}")
        await billed.switches(person=person, account=account, first=Period(2026, 11))
    monkeypatch.setattr("bot.ebill.sending.PAGE", 2)
    watch = billed.watch(per_look=2)
    await billed.looks(watch)
    assert len(await billed.told()) == 2
    await billed.later(20_000).looks(watch)
    assert sorted(address for address, _, _ in await billed.told()) == [f"telegram:{n}" for n in (1, 2, 3, 5)]


async def test_whoever_is_forgotten_gets_paper_and_leaves_no_chat_behind(billed):
    """A deletion ends the link first; the watch takes the bill back; the trail keeps a digest only."""
    await billed.owns()
    person, asked = billed.person, 1 << 50
    request = DataRequest(RequestKind.ERASURE, person, OWNER, 1 << 40, asked, (OWNER,))

    def ask(store):
        for link in store.links.of(person):
            store.links.end(person, link.account.id, asked)
        store.subscribers.detach(person)
        store.data_requests.open(request)

    await billed.do(ask)
    await Erasure(billed.database, lambda address: "digest")(asked)
    await billed.looks()
    assert not (await billed.ebills("of", 1)).electronic
    assert (await billed.ebills("of", 1)).subscriber_id == 0
    sql = "SELECT way, address, subscriber_id FROM ebill_change ORDER BY id"
    rows = await billed.do(lambda s: s.tx.all(sql))
    assert rows == [("electronic", "digest", 0), ("paper", "system", 0)]
    assert await billed.told() == []
