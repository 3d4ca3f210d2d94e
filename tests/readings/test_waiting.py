"""Doubted readings that nobody answers: one nudge, then the end of the window; once, whoever looks."""

from __future__ import annotations

import asyncio

import pytest

from bot.readings_rules import watch_rules
from core.linking import NewLink
from core.readings.claimed import UNLINKED
from core.readings.journal import State
from core.readings.rules import Unanswered
from core.values import Period
from storage.reading_exports import DatabaseReadingExports
from tests.config.good import config
from tests.readings.watched import ME, OTHER, moment


async def test_one_nudge_by_day_after_the_hours(supplier):
    made = await supplier.add(state=State.DRAFT)
    supplier.now_ms = moment(21, 7)  # 19 hours later
    assert await supplier.watch().look() == 0
    supplier.now_ms = moment(21, 8)  # 20 hours, and too early in the morning
    assert await supplier.watch().look() == 0
    supplier.now_ms = moment(21, 9)
    assert await supplier.watch().look() == 1
    supplier.now_ms = moment(22, 15)
    assert await supplier.watch().look() == 0
    assert await supplier.told() == [(ME, ["readingnews-waits", "readingnews-until"], 0)]
    assert await supplier.state(made) == State.DRAFT


async def test_a_nudge_says_where_to_where_our_sms_cannot_be_answered(supplier):
    await supplier.add(state=State.DRAFT)
    await supplier.links(2, OTHER)
    await supplier.add(state=State.DRAFT, account_id=2, address=OTHER, subscriber_id=2)
    supplier.now_ms = moment(21, 9)
    assert await supplier.watch(texted_to="+79001234567").look() == 2
    assert [(address, keys) for address, keys, _ in await supplier.told()] == [
        (ME, ["readingnews-waits", "readingnews-until"]),
        (OTHER, ["readingnews-waits-texted", "readingnews-until"]),
    ]


@pytest.mark.parametrize(("sender", "texted_to"), [("Primer-Sbyt", "+79037676877"), ("79037676877", "")])
def test_the_number_to_answer_to_is_that_of_the_configuration(sender, texted_to):
    given = config(sms__provider="smsc", sms__smsc__sender=sender, sms__own_numbers="79037676877")
    assert watch_rules(given).texted_to == texted_to


async def test_no_nudge_at_night_after_the_window_without_leave_or_for_a_stranger(supplier):
    await supplier.add(state=State.DRAFT)
    await supplier.add(state=State.DRAFT, subscriber_id=0)
    supplier.now_ms = moment(21, 20)
    assert await supplier.watch().look() == 0
    supplier.now_ms = moment(21, 15)
    await supplier.watch(may_start=False).look()
    assert await supplier.told() == []


async def test_the_end_of_the_window_passes_it_on_as_unconfirmed(supplier):
    made = await supplier.add(state=State.DRAFT)
    supplier.now_ms = moment(25, 23)
    assert await supplier.watch().look() == 0
    supplier.now_ms = moment(26, 0)
    assert await supplier.watch().look() == 1
    now = await supplier.do(lambda s: s.journal.get(made.id))
    assert (now.state, now.unconfirmed) == (State.ACCEPTED, True)
    keys = ["readingnews-passed", "readingnews-late-passed", "readingnews-late-wrong"]
    assert await supplier.told() == [(ME, keys, moment(26, 9))]
    assert await supplier.watch().look() == 0
    late = await supplier.do(lambda s: s.journal.confirm(made.id, supplier.now_ms))
    assert (late.state, late.unconfirmed) == (State.ACCEPTED, False)


async def test_or_holds_it(supplier):
    made = await supplier.add(15420, 800, state=State.DRAFT)
    supplier.now_ms = moment(26)
    assert await supplier.watch(unanswered=Unanswered.HOLD).look() == 1
    assert await supplier.state(made) == State.HELD
    assert await supplier.told() == [
        (ME, ["readingnews-held-zones", "readingnews-numbers", "readingnews-late"], 0)
    ]
    assert (await supplier.do(lambda s: s.journal.confirm(made.id, 5))).state is State.ACCEPTED


async def test_a_doubted_correction_leaves_what_was_accepted(supplier):
    good = await supplier.add(15420, serial="m")
    doubted = await supplier.add(154200, serial="m", state=State.DRAFT, replaces=good.id)
    supplier.now_ms = moment(26)
    assert await supplier.watch().look() == 1
    assert (await supplier.state(good), await supplier.state(doubted)) == (State.ACCEPTED, State.HELD)
    assert [keys for _, keys, _ in await supplier.told()] == [["readingnews-left"]]


async def test_what_was_accepted_for_another_month_stands_in_nobodys_way(supplier):
    await supplier.add(15400, serial="m", period=Period(2026, 10))
    doubted = await supplier.add(154200, serial="m", state=State.DRAFT)
    supplier.now_ms = moment(26)
    assert await supplier.watch().look() == 1
    assert await supplier.state(doubted) == State.ACCEPTED


async def test_the_window_is_the_groups_own(supplier):
    """Group A is open until the 25th; account 2 is of none, and the rules say 20-3."""
    await supplier.add(state=State.DRAFT)
    await supplier.links(2, OTHER)
    made = await supplier.add(state=State.DRAFT, account_id=2, address=OTHER, subscriber_id=2)
    supplier.now_ms = moment(26)
    assert await supplier.watch(window="20-3").look() == 2  # one ends, the other is asked about
    assert await supplier.state(made) == State.DRAFT
    supplier.now_ms = moment(4, month=12)
    assert await supplier.watch(window="20-3").look() == 1
    assert [keys[0] for address, keys, _ in await supplier.told() if address == OTHER] == [
        "readingnews-waits",
        "readingnews-passed",
    ]


async def test_many_of_an_account_are_one_message(supplier):
    for _ in range(5):
        await supplier.add(state=State.DRAFT)
    supplier.now_ms = moment(26)
    assert await supplier.watch().look() == 5
    ((_, keys, _),) = await supplier.told()
    assert keys == [
        "readingnews-passed-many",
        *["readingnews-row"] * 3,
        "readingnews-more",
        "readingnews-late-many",
    ]


async def test_two_replicas_end_and_nudge_once(supplier):
    for day, hour in ((21, 15), (26, 10)):
        for _ in range(4):
            await supplier.add(state=State.DRAFT)
        supplier.now_ms = moment(day, hour)
        await asyncio.gather(*(supplier.watch().look() for _ in range(3)))
        supplier.now_ms += 1
    sql = "SELECT count(*) FROM reading_change WHERE detail = 'unconfirmed'"
    assert await supplier.do(lambda s: s.tx.one(sql)) == (8,)
    kinds = [keys[0] for _, keys, _ in await supplier.told()]
    assert kinds.count("readingnews-passed-many") == 1
    assert "readingnews-waits-many" not in kinds or kinds.count("readingnews-waits-many") == 1


async def test_by_the_clock_once_a_minute(supplier):
    await supplier.add(state=State.DRAFT)
    watch = supplier.watch()
    supplier.now_ms = moment(21, 15)
    await watch(supplier.now_ms)
    assert len(await supplier.told()) == 1
    await supplier.add(state=State.DRAFT, created_ms=moment(20))
    await watch(supplier.now_ms + 1000)
    assert len(await supplier.told()) == 1
    await watch(supplier.now_ms + 60_000)
    assert len(await supplier.told()) == 2


async def test_what_a_stranger_sent_is_never_asked_about_and_passed_on_marked(supplier):
    made = await supplier.add(state=State.DRAFT, subscriber_id=0, flag=UNLINKED)
    supplier.now_ms = moment(22, 15)
    assert await supplier.watch(unanswered=Unanswered.HOLD).look() == 0
    supplier.now_ms = moment(26)
    assert await supplier.watch(unanswered=Unanswered.HOLD).look() == 1
    now = await supplier.do(lambda s: s.journal.get(made.id))
    assert (now.state, now.unconfirmed, now.flag) == (State.ACCEPTED, True, UNLINKED)
    assert await supplier.told() == []
    exports = DatabaseReadingExports(supplier.database, lambda: supplier.now_ms)
    batch = await exports.begin("", "Europe/Moscow")
    assert [line.mark for line in await exports.page(batch.number, 0)] == ["unconfirmed unlinked"]


async def test_a_stranger_s_gives_way_to_a_doubted_one_of_the_account(supplier):
    own = await supplier.add(154200, serial="m", state=State.DRAFT)
    claimed = await supplier.add(15420, serial="m", state=State.DRAFT, subscriber_id=0, flag=UNLINKED)
    supplier.now_ms = moment(26)
    await supplier.watch().look()
    assert (await supplier.state(own), await supplier.state(claimed)) == (State.ACCEPTED, State.HELD)


async def test_one_nudge_covers_all_that_a_person_has_waiting(supplier):
    """Whatever account and minute they are of: the second pass has nothing more to ask."""
    await supplier.do(lambda s: s.links.add(NewLink(1, 2, ME, "+79161234567"), 1))
    first = await supplier.add(state=State.DRAFT)
    supplier.now_ms += 7 * 60_000
    others = [await supplier.add(state=State.DRAFT), await supplier.add(state=State.DRAFT, account_id=2)]
    supplier.now_ms = moment(21, 12)
    assert await supplier.watch().look() == 3
    supplier.now_ms += 10 * 60_000
    assert await supplier.watch().look() == 0
    ((address, keys, _),) = await supplier.told()
    assert address == ME
    assert keys == [
        "readingnews-waits-several",
        *["readingnews-row-account"] * 3,
        "readingnews-many-until",
    ]
    assert {await supplier.state(one) for one in (first, *others)} == {State.DRAFT}


async def test_of_one_account_they_are_named_by_their_numbers(supplier):
    await supplier.add(state=State.DRAFT)
    supplier.now_ms += 60_000
    await supplier.add(state=State.DRAFT)
    supplier.now_ms = moment(21, 12)
    assert await supplier.watch().look() == 2
    ((_, keys, _),) = await supplier.told()
    assert keys == ["readingnews-waits-many", *["readingnews-row"] * 2, "readingnews-many-until"]


async def test_nobody_is_nudged_about_what_is_young_alone(supplier):
    """What made it due was answered meanwhile: the rest waits for its own hour."""
    first = await supplier.add(state=State.DRAFT)
    supplier.now_ms = moment(21, 11)
    await supplier.add(state=State.DRAFT)
    await supplier.do(lambda s: s.journal.confirm(first.id, supplier.now_ms))
    supplier.now_ms = moment(21, 12)
    assert await supplier.watch().look() == 0
    assert await supplier.told() == []
