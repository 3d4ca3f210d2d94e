"""Five hundred meters: no turn holds the writer for long, and a kill anywhere loses and doubles nothing."""

from __future__ import annotations

import time

import pytest

from bot.channels.telegram_capabilities import TELEGRAM
from core.readings.journal import State
from core.records import Result
from core.usecases.sheets import CHUNK
from tests.sheets.conftest import clerk_of
from tests.sheets.filling import book, ours, serial, sheets_of
from tests.sheets.talk import SheetTalk

MANY = 500


def head(values):
    return book([["Номер счётчика", "Новое показание"], *[[key, value] for key, value in values.items()]])


class Timed(SheetTalk):
    """Measures how long each turn holds the writer, in seconds."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.turns = []
        turn = self.engine.turn

        def timed(store, row, now_ms):
            began = time.thread_time()
            try:
                return turn(store, row, now_ms)
            finally:
                self.turns.append(time.thread_time() - began)

        self.engine.turn = timed


@pytest.fixture
async def many(supplied):
    clerk = await clerk_of(supplied, TELEGRAM, "telegram:1", count=MANY)
    talk = Timed(supplied, TELEGRAM, now=clerk.now)
    talk.replies = clerk.replies
    return talk


async def test_five_hundred_meters_take_many_short_turns(many):
    values = {serial(at): 10_200 + 100 * at for at in range(1, MANY + 1)}
    values |= {serial(at): 900_000 for at in range(1, 101)}
    content = await ours(many, values)
    many.turns.clear()
    text = await many.sends_file(content)
    assert "записана: 400 из 500" in text
    assert "Сомнений: 100." in text
    assert len(many.turns) >= MANY // CHUNK
    many.turns.sort()
    # The processor's own time of a thread: what another test does meanwhile is not counted.
    assert many.turns[len(many.turns) // 2] < 0.020
    assert many.turns[len(many.turns) * 9 // 10] < 0.030, many.turns[-5:]
    many.turns.clear()
    await many.answers("sheet-yes")
    text = await many.reads()
    assert "записана: 500 из 500" in text
    assert sorted(many.turns)[len(many.turns) * 9 // 10] < 0.030
    entries = await many.entries()
    assert len(entries) == MANY
    assert {entry.state for entry in entries.values()} == {State.ACCEPTED}


@pytest.mark.parametrize("after", [0, 1, 2, 4])
async def test_a_kill_between_the_parts_loses_and_doubles_nothing(supplied, after):
    clerk = await clerk_of(supplied, TELEGRAM, "telegram:1", count=90)
    values = {serial(at): 10_200 + 100 * at for at in range(1, 91)} | {serial(50): 900_000}
    clerk.stop_after = after
    await clerk.sends_file(head(values))
    assert clerk.attempts == [Result.RETRY]
    assert len(await clerk.entries()) == after * CHUNK
    clerk.stop_after = None
    text = await clerk.reads()
    assert "записана: 89 из 90" in text
    assert "Сомнений: 1." in text
    entries = await clerk.entries()
    assert {key: entry.shown[0] for key, entry in entries.items()} == values
    changes = "SELECT count(*) FROM reading_entry"
    assert await clerk.database.read(lambda tx: tx.one(changes)) == (90,)
    assert len(await sheets_of(clerk)) == 1


async def test_what_is_read_twice_after_a_kill_is_one_sheet(supplied):
    """The executor was killed when all its events were stored, before it could say so."""
    clerk = await clerk_of(supplied, TELEGRAM, "telegram:1", count=45)
    values = {serial(at): 10_200 + 100 * at for at in range(1, 46)}
    await clerk.sends_file(head(values))
    clerk.done.clear()
    await clerk.reads()
    assert clerk.attempts == [Result.OK, Result.OK]
    assert len(await clerk.entries()) == 45
    assert len(await sheets_of(clerk)) == 1
