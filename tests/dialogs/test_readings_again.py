"""Doubted readings beside accepted ones: said again, corrected, over the end of a month, and their end."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.dialogs.codec import decode_reply
from bot.readings_rules import WatchRules
from bot.readings_watch import ReadingsWatch
from bot.watching import Reach
from core.readings.rules import ReadingRules
from storage.database import Unit
from storage.store import StoreFactory
from tests.dialogs.billed import billed
from tests.dialogs.metered import HOUSE, OTHER, TWO, all_entries, past, sender
from tests.readings.watched import CALENDARS, ZONE


@pytest.fixture
async def metered(supplied):
    return await billed(supplied, past)


def watch(talk, moment):
    now_ms = int(moment.timestamp() * 1000)
    rules = WatchRules(CALENDARS, ReadingRules(), lambda *_: True)
    return ReadingsWatch(Reach(talk.database, StoreFactory(), rules), lambda: now_ms)


async def told(talk):
    """Keys of what the watch told, by the events that it made."""
    sql = """SELECT payload FROM outbox JOIN inbox ON inbox.id = outbox.event_id
        WHERE inbox.source = 'readings' ORDER BY outbox.id"""
    rows = await talk.database.read(lambda tx: tx.all(sql))
    return [[phrase.key for phrase in decode_reply(row[0]).phrases] for row in rows]


async def test_the_accepted_value_again_ends_the_doubt_about_another(metered):
    talk = await sender(metered)
    await talk.says("15420")
    assert "?" in await talk.says("99420")
    assert await all_entries(talk) == [("accepted", 15_420), ("draft", 99_420)]
    assert "15 420" in await talk.says("15420")
    assert await all_entries(talk) == [("accepted", 15_420), ("withdrawn", 99_420)]
    await watch(talk, datetime(2026, 11, 20, 12, tzinfo=ZONE)).look()
    await watch(talk, datetime(2026, 11, 26, 12, tzinfo=ZONE)).look()
    assert await told(talk) == []


async def test_of_a_doubted_correction_people_hear_that_the_earlier_one_stands(metered):
    talk = await sender(metered)
    await talk.says("15420")
    await talk.says("99420")
    await watch(talk, datetime(2026, 11, 26, 12, tzinfo=ZONE)).look()
    assert await all_entries(talk) == [("accepted", 15_420), ("held", 99_420)]
    assert await told(talk) == [["readingnews-left"]]


async def test_of_two_doubted_ones_nothing_earlier_stands(metered):
    """The second took the place of the first, which nobody had confirmed either."""
    talk = await sender(metered)
    await talk.says("99420")
    await talk.says("98420")
    hold = WatchRules(CALENDARS, ReadingRules(unanswered="hold"), lambda *_: True)
    late = int(datetime(2026, 11, 26, 12, tzinfo=ZONE).timestamp() * 1000)
    await ReadingsWatch(Reach(talk.database, StoreFactory(), hold), lambda: late).look()
    assert await all_entries(talk) == [("replaced", 99_420), ("held", 98_420)]
    assert await told(talk) == [["readingnews-held", "readingnews-late"]]


async def test_what_billing_refused_does_not_stand_for_the_month(metered):
    """Then the doubted one is all there is, and it is passed on."""
    talk = await sender(metered)
    await talk.says("15420")
    await talk.database.write(
        Unit(lambda tx: tx.run("UPDATE reading_entry SET state = 'refused', due = 0, told = 1"))
    )
    await talk.says("99420")
    await watch(talk, datetime(2026, 11, 26, 12, tzinfo=ZONE)).look()
    assert await all_entries(talk) == [("refused", 15_420), ("accepted", 99_420)]
    keys = ["readingnews-passed", "readingnews-late-passed", "readingnews-late-wrong"]
    assert await told(talk) == [keys]


async def test_a_correction_forgets_no_doubt_of_another_month(metered):
    """November's doubted one is still told of when December's is corrected."""
    talk = await sender(metered)
    await talk.says("99420")
    talk.later(days=30)
    await talk.says("98500")
    said = await talk.says("15500")
    assert await all_entries(talk) == [("draft", 99_420), ("replaced", 98_500), ("accepted", 15_500)]
    assert "15 500" in said
    [note] = await talk.database.read(
        lambda tx: tx.all("SELECT previous FROM reading_entry WHERE t1 = 15500")
    )
    assert note == ("15282",)
    assert "Прошлое число под вопросом" in said


async def test_roubles_are_not_told_where_another_meter_may_change_the_range(metered):
    talk = await sender(metered, "rich", HOUSE)
    assert "не меньше" in await talk.says(f"{TWO} 5300 2200")
    large = await talk.says(f"{OTHER} 3050")  # 2 000 of the 3 900 kWh of the lowest range
    assert "?" in large
    large = await talk.presses("reading-yes")
    assert "2 000 кВт·ч" in large
    assert "руб." not in large
