"""A person talking to the real engine over a real database; what they see is rendered for a real channel."""

from __future__ import annotations

import functools
import itertools
import json
from datetime import UTC, datetime, timedelta

from bot.channels.render import render
from bot.channels.seals import unsealed
from bot.dialogs.codec import decode_reply
from bot.dialogs.engine import Engine
from bot.dialogs.entries import DIALOGS, ENTRIES
from bot.dialogs.model import Contact, Inbound, Kind, Press
from bot.dialogs.spoken import understanding
from bot.dialogs.stage import Stage
from bot.handlers.entries import translate_entry
from bot.texts.catalogue import Catalogue
from bot.texts.lexicon import Lexicon
from bot.words import LexiconWords
from core.codes import one_time_code
from core.files.model import Incoming
from core.records import RawEvent
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.supplier import KEYS, VALUES, make_test_desk

CATALOGUE = Catalogue.load()
LEXICON = Lexicon.load()
NOON = datetime(2026, 11, 8, 9, tzinfo=UTC)
ids = itertools.count(1)
ordinary_desk = functools.cache(make_test_desk)
"""As in the product, one for everybody: it keeps nothing, and reads its word lists when it is made."""


class Conversation:
    """One address. `seen` are the replies to the last event, `path` its steps, `log` all statements of it."""

    catalogue, beside = CATALOGUE, None
    """Where every turn with buttons is played by SMS too (`tests.dialogs.beside`)."""

    def __init__(self, database, capabilities, address="telegram:1", desk=None, now=NOON):
        self.database, self.can, self.address, self.now = database, capabilities, address, now
        self.desk = desk or ordinary_desk()
        self.event = None
        words = LexiconWords(LEXICON, CATALOGUE, self.today)
        self.engine = Engine(
            Stage(DIALOGS, ENTRIES),
            understanding(words),
            self.desk,
            {"test": self._translate, "entry": translate_entry},
            lambda _: 0,
        )
        self.replies, self.codes, self.path, self.paths, self.others = [], [], (), [], []
        self.statements, self.fetches = [], []
        self.said_at = now

    def today(self):
        return self.desk.today(self.now)

    def _translate(self, body, received_ms):
        return self.event

    async def says(self, text, **options):
        return await self._happens(Kind.TEXT, text=text, sent_at=self.now, **options)

    async def presses(self, id_, *, late=False):
        """Press a button of the newest message that has it."""
        reply, choice = next(
            (r, c) for r in reversed(self.replies) for c in r.choices if id_ in {c.id, f"{c.id}:{c.target}"}
        )
        if choice.press is Press.ENTRY:
            return await self._happens(Kind.CHOICE, choice=choice.id, text=choice.target)
        return await self._happens(Kind.CHOICE, choice=choice.id, prompt=reply.prompt)

    async def answers(self, id_):
        """Choose by button where there are any, else by the words of the choice."""
        if self.can.buttons:
            return await self.presses(id_)
        choice = next(c for c in self.replies[-1].choices if c.id == id_)
        label = CATALOGUE.text("short", choice.label.key, choice.label.values, self.today())
        return await self.says(label)

    async def shares(self, phone, *, own=True):
        return await self._happens(Kind.CONTACT, contact=Contact(phone, own), sent_at=self.now)

    async def sends(
        self, reference="AgAC", *, kind=Kind.PHOTO, size=100_000, name="", mime="image/jpeg", **more
    ):
        """Send a photo or a document, with words under it or without."""
        file = Incoming(reference, size, name, mime)
        return await self._happens(kind, file=file, sent_at=self.now, **more)

    async def file_comes(self, fault="", content="jpg"):
        """The download that was wanted last is over; the turn that is told."""
        address, _ = self.fetches[-1]
        values = {"id": "999999", "kind": "fetch-file", "file": address.partition(":")[2]}
        if fault:
            values |= {"result": "refused", "reason": fault}
        else:
            values |= {"result": "ok", "reason": "", "content": content, "bytes": "1200", "sha256": "ab" * 32}
        return await self._happens(Kind.SYSTEM, command="effect", values=values)

    async def effect_ends(self, result, reason=""):
        waits = (await self.session()).waits_for
        values = {"id": str(waits), "kind": "code", "result": result, "reason": reason}
        return await self._happens(Kind.SYSTEM, command="effect", values=values)

    def later(self, **delta):
        self.now += timedelta(**delta)
        return self

    async def session(self):
        return await self.database.read(lambda tx: TxStore(tx).sessions.load(self.address)[0])

    async def _happens(self, kind, **fields):
        self.event = Inbound(self.address, kind, self.now, **fields)
        now_ms, before = int(self.now.timestamp() * 1000), self.replies
        log = self.statements = []
        texted = self.beside and self.beside.ready(self)

        def work(tx):
            log.clear()
            store = TxStore(Logged(tx, log))
            event_id = store.inbox.store(RawEvent("test", str(next(ids)), self.address, b"{}", now_ms))
            played = self.engine.turn(store, store.inbox.pending(event_id), now_ms)
            return played, self._rows(tx, event_id)

        said = self._noted(*await self.database.write(Unit(work, key=self.address)))
        if texted:
            self.beside.plays(self, self.event, before)
        return said

    async def hears(self):
        """Play what another conversation has told this one; "" when nothing was."""
        now_ms = int(self.now.timestamp() * 1000)

        def work(tx):
            store = TxStore(tx)
            due = [id_ for id_, to in store.inbox.first_due(now_ms, 50) if to == self.address]
            played = [
                (self.engine.turn(store, store.inbox.pending(id_), now_ms), self._rows(tx, id_))
                for id_ in due
            ]
            return played[0] if played else None

        found = await self.database.write(Unit(work, key=self.address))
        return self._noted(*found) if found else ""

    @staticmethod
    def _rows(tx, event_id):
        return tx.all(
            "SELECT address, kind, payload FROM outbox WHERE event_id = :id ORDER BY step", id=event_id
        )

    def _noted(self, played, rows):
        self.path, self.said_at = played.path, self.now
        self.paths.append(played.path)
        self.replies = [decode_reply(p) for a, k, p in rows if k == "message" and a == self.address]
        self.others = [(a, decode_reply(p)) for a, k, p in rows if k == "message" and a != self.address]
        self.fetches += [(a, json.loads(p)) for a, k, p in rows if k == "fetch-file"]
        self.codes += [(a, json.loads(p)) for a, k, p in rows if k == "code"]
        return self.text

    @property
    def texts(self):
        """Every message as it is sent."""
        rendered = [
            render(unsealed(reply, KEYS), self.can, CATALOGUE, VALUES, self.today()) for reply in self.replies
        ]
        return [part.text.replace("\u00a0", " ") for one in rendered for part in one.parts]

    @property
    def text(self):
        return "\n---\n".join(self.texts)

    @property
    def offered(self):
        return [choice.id for choice in self.replies[-1].choices] if self.replies else []

    def code(self):
        """What the last SMS says."""
        payload = self.codes[-1][1]
        return one_time_code(KEYS, payload["key_id"], payload["verification"], payload["counter"])

    async def proves(self, number):
        """As far as the phone: consent if it is asked, number, code of the bill."""
        await self.says("подключить")
        if "yes" in self.offered:
            await self.answers("yes")
        await self.says(number)
        return await self.says("482133")

    async def takes_phone(self, phone=""):
        """Say where the code goes; who texts from that very phone is not asked."""
        if "send" in self.offered:
            return await self.answers("send")
        return self.text if self.path[-1:] == ("link.code",) else await self.says(phone)

    async def links(self, number="1234567833", phone="89161234567"):
        """The whole way, without looking."""
        await self.proves(number)
        await self.takes_phone(phone)
        await self.effect_ends("ok")
        return await self.says(self.code())

    async def allows_sms(self):
        """Give the consent that SMS want which we begin."""
        await self.says("напоминать")
        return await self.answers("yes")


class Logged:
    """A transaction that notes the statements it is asked for."""

    def __init__(self, tx, log):
        self._tx, self._log = tx, log
        self.engine = tx.engine

    def run(self, sql, /, **params):
        return self._noted("run", sql, **params)

    def one(self, sql, **params):
        return self._noted("one", sql, **params)

    def all(self, sql, **params):
        return self._noted("all", sql, **params)

    def many(self, sql, rows):
        return self._noted("many", sql, rows)

    def lock(self, *keys):
        self._tx.lock(*keys)

    def _noted(self, name, sql, /, *rows, **params):
        self._log.append(" ".join(sql.split()))
        return getattr(self._tx, name)(sql, *rows, **params)
