"""The duties by the clock over the real intake: a pause ends once, whatever happens in between."""

from __future__ import annotations

from functools import partial

import pytest

from bot.dialogs.engine import Engine
from bot.dialogs.entries import DIALOGS, ENTRIES
from bot.dialogs.spoken import understanding
from bot.dialogs.stage import Stage
from bot.handlers.entries import translate_entry
from bot.texts.lexicon import Lexicon
from bot.upkeep import Upkeep
from bot.words import LexiconWords
from core.errors import NotStored
from core.own_data import alias_of
from core.secrets import Keyring
from storage.database import Unit
from storage.erasure import Erasure
from storage.store import TxStore
from tests.dialogs.conversation import CATALOGUE
from tests.dialogs.lawful import lawful_desk
from tests.dialogs.supplier import KEYS

ADDRESS, WEEK = "telegram:1", 7 * 86_400_000


class Door:
    """The intake without its retries: stores and plays an event in one transaction."""

    def __init__(self, database):
        desk = lawful_desk()
        words = LexiconWords(Lexicon.load(), CATALOGUE, lambda: None)
        self.engine = Engine(
            Stage(DIALOGS, ENTRIES), understanding(words), desk, {"entry": translate_entry}, lambda _: 0
        )
        self.database, self.now_ms, self.shut = database, 0, False

    async def accept(self, events):
        if self.shut:
            raise NotStored("the disk is full")
        for event in events:

            def work(tx, event=event):
                store = TxStore(tx)
                event_id = store.inbox.store(event)
                if event_id is not None:
                    self.engine.turn(store, store.inbox.pending(event_id), self.now_ms)

            await self.database.write(Unit(work, key=event.address))


@pytest.fixture
async def door(database):
    await database.write(Unit(lambda tx: TxStore(tx).subscribers.mute(ADDRESS, 0, muted=True, until_ms=WEEK)))
    return Door(database)


async def told(database):
    return await database.read(lambda tx: tx.all("SELECT topic, priority FROM outbox"))


def upkeep(door):
    return Upkeep(door.database, door.accept, Erasure(door.database, partial(alias_of, KEYS)))


async def tick(door, now_ms):
    door.now_ms = now_ms
    await upkeep(door)(now_ms)


async def test_a_pause_ends_on_time_and_once(door):
    await tick(door, WEEK - 1)
    assert await told(door.database) == []
    for _ in range(3):
        await tick(door, WEEK + 5)
    assert await told(door.database) == [("pause-over", 1)]


async def test_a_pause_that_ended_while_the_bot_was_down_ends_at_the_next_tick(door):
    await tick(door, WEEK * 10)
    assert await told(door.database) == [("pause-over", 1)]


async def test_a_full_disk_only_delays_it(door):
    door.shut = True
    await tick(door, WEEK + 1)
    door.shut = False
    await tick(door, WEEK + 2)
    assert await told(door.database) == [("pause-over", 1)]


async def test_killed_between_storing_and_the_turn(door):
    """The event is in the inbox, its turn never came: the intake plays it, nothing is told twice."""
    from core.records import RawEvent

    body = b'{"entry":"pause-over","target":""}'
    event = RawEvent("entry", f"pause-over:{ADDRESS}:{WEEK}", ADDRESS, body, WEEK)
    event_id = await door.database.write(Unit(lambda tx: TxStore(tx).inbox.store(event)))
    await tick(door, WEEK + 1)
    assert await told(door.database) == []

    def turn(tx):
        store = TxStore(tx)
        door.engine.turn(store, store.inbox.pending(event_id), WEEK + 2)

    await door.database.write(Unit(turn))
    await tick(door, WEEK + 3)
    assert await told(door.database) == [("pause-over", 1)]


async def test_nobody_who_blocked_us_is_written_to(door):
    await door.database.write(Unit(lambda tx: TxStore(tx).sessions.set_state(ADDRESS, "blocked", 1)))
    await tick(door, WEEK + 1)
    row = await door.database.read(lambda tx: tx.one("SELECT id FROM outbox"))
    claimed = await door.database.write(Unit(lambda tx: TxStore(tx).outbox.claim(row[0], WEEK + 2, WEEK + 9)))
    assert claimed is None


def test_alias_is_the_same_for_ever_and_nobody_elses():
    assert alias_of(KEYS, "telegram:1") == alias_of(KEYS, "telegram:1")
    assert alias_of(KEYS, "telegram:1") != alias_of(KEYS, "telegram:2")
    assert "telegram" not in alias_of(KEYS, "telegram:1")
    other = Keyring.single("another-secret-of-32-bytes-at-least")
    assert alias_of(other, "telegram:1") != alias_of(KEYS, "telegram:1")
