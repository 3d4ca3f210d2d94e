"""The real engine over SQLite in memory, turn by turn without threads: thousands of turns a second."""

from __future__ import annotations

import itertools
import json
import sqlite3
from datetime import timedelta
from functools import cache
from pathlib import Path

from bot.dialogs.codec import decode_reply
from bot.dialogs.engine import Engine
from bot.dialogs.entries import DIALOGS, ENTRIES
from bot.dialogs.model import Inbound, Kind
from bot.dialogs.spoken import understanding
from bot.dialogs.stage import Stage
from bot.texts.catalogue import Catalogue
from bot.texts.lexicon import Lexicon
from bot.words import LexiconWords
from core.codes import one_time_code
from core.records import RawEvent
from storage.dialect import ddl, statements
from storage.store import TxStore
from tests.dialogs.supplier import KEYS, fill, make_test_desk

CATALOGUE, LEXICON = Catalogue.load(), Lexicon.load()
MIGRATIONS = sorted((Path(__file__).parents[2] / "storage" / "migrations").glob("*.sql"))


class MemoryTx:
    """`storage.database.Tx` over one connection."""

    engine = "sqlite"

    def __init__(self, image=None):
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        if image:
            self.connection.deserialize(image)

    def run(self, sql, **params):
        return self.connection.execute(sql, params).rowcount

    def one(self, sql, **params):
        return self.connection.execute(sql, params).fetchone()

    def all(self, sql, **params):
        return self.connection.execute(sql, params).fetchall()

    def lock(self, *keys):
        """Nobody else is here."""


@cache
def image():
    """A supplied database, made once."""
    tx = MemoryTx()
    for path in MIGRATIONS:
        for statement in statements(ddl(path.read_text("utf-8"), "sqlite")):
            tx.connection.execute(statement)
    fill(tx)
    return tx.connection.serialize()


class World:
    """A supplier, its database, and people who write to it."""

    def __init__(self, now):
        self.now, self.ids, self.event, self.played = now, itertools.count(1), None, None
        self.tx = MemoryTx(image())
        self.store = TxStore(self.tx)
        self.restart()

    def restart(self, desk=None):
        """A new process finds everything in the database."""
        desk = desk or make_test_desk()
        words = LexiconWords(LEXICON, CATALOGUE, lambda: desk.today(self.now))
        self.engine = Engine(
            Stage(DIALOGS, ENTRIES), understanding(words), desk, {"test": lambda *_: self.event}, lambda _: 0
        )

    def happens(self, address, kind, **fields):
        """One event in one turn; the effects it left: (address, kind, payload)."""
        if kind is not Kind.SYSTEM and kind is not Kind.CHOICE:
            fields.setdefault("sent_at", self.now)
        self.event = Inbound(address, kind, self.now, **fields)
        now_ms = int(self.now.timestamp() * 1000)
        event_id = self.store.inbox.store(RawEvent("test", str(next(self.ids)), address, b"{}", now_ms))
        self.played = self.engine.turn(self.store, self.store.inbox.pending(event_id), now_ms)
        return self.tx.all(
            "SELECT address, kind, payload FROM outbox WHERE event_id = :id ORDER BY step", id=event_id
        )

    def later(self, seconds):
        self.now += timedelta(seconds=seconds)

    def session(self, address):
        return self.store.sessions.load(address)[0]

    def links(self, address):
        """Ids of the accounts this person has linked."""
        subscriber = self.session(address).subscriber_id
        return {link.account.id for link in self.store.links.of(subscriber)} if subscriber else set()


def replies_to(address, rows):
    """What was said to an address; in a crowd of unsent replies, superseded ones are blank."""
    return [decode_reply(text) for to, kind, text in rows if kind == "message" and to == address and text]


def codes_in(rows):
    """(phone address, the code of the SMS) of every code that was asked for."""
    found = []
    for to, kind, payload in rows:
        if kind == "code":
            asked = json.loads(payload)
            code = one_time_code(KEYS, asked["key_id"], asked["verification"], asked["counter"])
            found.append((to, code))
    return found
