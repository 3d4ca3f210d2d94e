"""Somebody who texts: the real engine in memory, what it says rendered as it leaves by SMS."""

from __future__ import annotations

import contextlib
from datetime import timedelta

from bot.assembly import SMS
from bot.channels.render import render
from bot.channels.seals import unsealed
from bot.dialogs.model import Kind
from tests.dialogs.memory import CATALOGUE, World, codes_in, replies_to
from tests.dialogs.metered import OPEN, past
from tests.dialogs.supplier import ACCOUNTS, KEYS, RULES, VALUES, make_test_desk

PHONE = "+79161234567"
NUMBER = {account[0]: account[1] for account in ACCOUNTS}
ENTRIES = (
    "SELECT e.account_id, e.serial, e.state, e.t1, e.t2, e.t3, e.decimals, e.flag"
    " FROM reading_entry e WHERE e.id > :after ORDER BY e.id"
)


class Texting:
    """One phone with these accounts linked. `path`: steps of the last turn; `codes`: what came to it."""

    def __init__(self, *accounts, now=OPEN, phone=PHONE, rules=RULES, meters=past):
        self.world = World(now)
        self.phone, self.address = phone, f"tel:{phone}"
        meters(self.world.tx)
        self.world.restart(make_test_desk(rules=rules))
        self.path, self.codes, self.written, self.keys = (), [], [], []
        if accounts:
            self.link(*accounts)

    def link(self, *accounts, role="owner"):
        store, tx = self.world.store, self.world.tx
        session = store.sessions.load(self.address)[0]
        subscriber = session.subscriber_id or store.subscribers.create(self.address, 1)
        for account in accounts:
            tx.run(
                "INSERT INTO link (subscriber_id, account_id, role, phone, address, since_ms)"
                " VALUES (:s, :a, :r, :p, :address, 1)",
                s=subscriber, a=account, r=role, p=self.phone, address=self.address,
            )  # fmt: skip

    def says(self, text, **options):
        """The SMS that answer this one."""
        after = self.world.tx.one("SELECT coalesce(max(id), 0) FROM reading_entry")[0]
        rows = self.world.happens(self.address, Kind.TEXT, text=text, **options)
        self.path = self.world.played.path
        self.written = self.world.tx.all(ENTRIES, after=after)
        self.codes += codes_in(rows)
        return self._rendered(rows)

    @contextlib.contextmanager
    def undone(self):
        """What is said within leaves nothing behind."""
        run, now = self.world.tx.connection.execute, self.world.now
        run("SAVEPOINT undone")
        yield
        run("ROLLBACK TO undone")
        run("RELEASE undone")
        self.world.now = now

    def effect_ends(self, result="ok", reason=""):
        waits = self.session.waits_for
        values = {"id": str(waits), "kind": "code", "result": result, "reason": reason}
        return self._rendered(self.world.happens(self.address, Kind.SYSTEM, command="effect", values=values))

    @property
    def session(self):
        return self.world.session(self.address)

    @property
    def links(self):
        return self.world.links(self.address)

    def later(self, **delta):
        self.world.now += timedelta(**delta)
        return self

    def _rendered(self, rows):
        day, replies = self.world.now.date(), replies_to(self.address, rows)
        self.keys = [phrase.key for reply in replies for phrase in reply.phrases]
        drawn = [render(unsealed(reply, KEYS), SMS, CATALOGUE, VALUES, day) for reply in replies]
        return [part.text for one in drawn for part in one.parts]
