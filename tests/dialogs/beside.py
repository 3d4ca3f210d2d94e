"""Every transcript once more by SMS: what a chat does is typed by a button phone in a world beside.

The world beside is a copy in memory of the test's own (SQLite) where every chat is a phone that billing does
not know. Each turn of a `Conversation` with buttons is played there too: what was pressed is typed by its
number where the SMS shows one, else by its words. The steps must be those of the chat. When a test changes
its world by other means, or a turn has no SMS form (`NO_FORM`, `otherwise`), the copy is made anew from where
the chat stands.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from bot.assembly import SMS, SMS_ROWS
from bot.channels.render import render
from bot.channels.seals import unsealed
from bot.dialogs.files import FETCH
from bot.dialogs.model import Kind
from bot.dialogs.texted import OPEN_MS, settle
from core.records import RawEvent
from storage.store import TxStore
from tests.dialogs.channels import SAID
from tests.dialogs.memory import MemoryTx, replies_to
from tests.dialogs.supplier import KEYS, VALUES

FILE, COMMAND = "an SMS carries no file, place or contact", "commands and links are of a chat; SMS has words"
REPLY = "an SMS is no reply to another, no edit, no album, no private page and no group"
STALE = "a button of an older message, or a made-up one: words always open what is there now"
UNSEEN = (
    "an SMS has no room for some options: their words open what they name, and ask of which account or meter"
)
LISTS = "an SMS shows two rows of a list: its pages are others (tests/dialogs/test_walks.py)"
PAGERS = frozenset({"earlier", "later"})
HOUR = timedelta(milliseconds=OPEN_MS)
NO_FORM = frozenset({FILE, COMMAND, REPLY, STALE, LISTS, UNSEEN})
"""Why a turn was not played by SMS."""
_WRITTEN = "SELECT address, kind, payload FROM outbox WHERE event_id = :id ORDER BY step"
_PHONE = "'tel:+7999' || printf('%07d', substr({0}, 10))"


def phone_for(address):
    """The phone that a chat is in the world beside."""
    scheme, _, chat = address.partition(":")
    return f"tel:+7999{int(chat):07}" if scheme == "telegram" else address


class BesideTx(MemoryTx):
    def many(self, sql, rows):
        self.connection.executemany(sql, rows)


class Beside:
    """The world of one test by SMS; `turns` were played on both, `skipped` says why others were not."""

    def __init__(self):
        self.source = self.tx = self.version = self.said_at = None
        self.turns, self.skipped = 0, []
        self.replies, self.drawn, self.offers = {}, {}, {}

    def ready(self, chat):
        """Before a turn of the chat: whether it is played here too, in a copy that is up to date."""
        if not chat.can.buttons or not hasattr(chat.database, "path"):
            return False
        if self.source is None:
            self.source = sqlite3.connect(chat.database.path)
        if self.version != self._version():
            self._copy()
        self.said_at = chat.said_at
        if self.offers.get(chat.address) is not chat.replies:
            self._offers(chat)
        return True

    def plays(self, chat, event, before):
        """After the turn: the same by SMS; `before` are the replies that the chat acted on."""
        typed = self._typed(chat, event, before)
        if isinstance(typed, str):
            self.skipped.append(typed)
            self.version = None
            return
        store, now_ms = TxStore(self.tx), int(chat.now.timestamp() * 1000)
        raw = RawEvent("test", f"beside-{self.turns}", typed.address, b"{}", now_ms)
        self.version = self._version()
        self._turn(chat, store, store.inbox.store(raw), now_ms, typed)

    def close(self):
        for one in (self.source, self.tx and self.tx.connection):
            if one:
                one.close()

    def _version(self):
        return self.source.execute("PRAGMA data_version").fetchone()[0]

    def _copy(self):
        if self.tx:
            self.tx.connection.close()
        self.tx = BesideTx()
        self.source.backup(self.tx.connection)
        for table, column in self._columns():
            self.tx.run(
                f"UPDATE {table} SET {column} = {_PHONE.format(column)} WHERE {column} LIKE 'telegram:%'"
            )
        self.replies, self.drawn, self.offers = {}, {}, {}

    def _columns(self):
        return self.tx.connection.execute(
            "SELECT m.name, i.name FROM sqlite_master m JOIN pragma_table_info(m.name) i"
            " WHERE m.type = 'table' AND i.name IN ('address', 'used_by', 'subject')"
        ).fetchall()

    def _offers(self, chat):
        """What the chat was offered last, as an SMS would have offered it."""
        address, store = phone_for(chat.address), TxStore(self.tx)
        session = store.sessions.load(address)[0]
        said_ms = int(chat.said_at.timestamp() * 1000)
        turn = SimpleNamespace(session=session, replies=[*chat.replies], desk=chat.desk, now_ms=said_ms)
        settle(turn)
        store.sessions.save(session, turn.now_ms)
        self.replies[address] = turn.replies
        self.drawn[address] = self._draw(chat, turn.replies)

    def _turn(self, chat, store, event_id, now_ms, typed):
        address, kept = typed.address, chat.event
        chat.event = typed
        try:
            played = chat.engine.turn(store, store.inbox.pending(event_id), now_ms)
        finally:
            chat.event = kept
        said = replies_to(address, self.tx.all(_WRITTEN, id=event_id))
        self.turns += 1
        self.offers[chat.address] = chat.replies
        self.replies[address], self.drawn[address] = said, self._draw(chat, said)
        self._compare(chat, played, typed)

    def _compare(self, chat, played, typed):
        rich, short = ([step for step in path if step not in SAID] for path in (chat.path, played.path))
        if rich == short:
            return
        self.version = None
        did = chat.event.text or chat.event.choice
        assert otherwise(rich, short), (
            f"in Telegram {rich}, by SMS {short}\n  {chat.event.kind} {did!r}: {chat.text}"
            f"\n  {typed.text!r}: {self.drawn[typed.address]}"
        )

    def _draw(self, chat, replies):
        drawn = [render(unsealed(one, KEYS), SMS, chat.catalogue, VALUES, chat.today()) for one in replies]
        return "\n".join(part.text for one in drawn for part in one.parts)

    def _typed(self, chat, event, before):
        """The event as a button phone sends it, or why it cannot."""
        address = phone_for(event.address)
        if event.file or event.kind in {Kind.PHOTO, Kind.OTHER} or event.values.get("kind") == FETCH:
            return FILE
        if event.contact and not event.contact.own:
            return FILE
        if event.replies_to or event.edited or event.album or event.page or not event.private:
            return REPLY
        if event.kind is Kind.COMMAND:
            return COMMAND
        if event.kind is Kind.SYSTEM:
            return replace(event, address=address, values=self._values(event, address))
        if event.kind is Kind.CHOICE:
            return self._chosen(chat, event, before, address)
        if event.text.isdecimal() and any(_longer(one.choices) for one in before):
            return LISTS
        said = event.contact.phone if event.contact else event.text
        return replace(event, address=address, kind=Kind.TEXT, text=said, contact=None)

    def _values(self, event, address):
        waits = TxStore(self.tx).sessions.load(address)[0].waits_for
        return {**event.values, "id": str(waits)} if event.command == "effect" else event.values

    def _chosen(self, chat, event, before, address):
        """The number or the words of what was pressed: the same one of those with its id."""
        prompt = event.prompt and {event.prompt} != {one.prompt for one in before if one.prompt}
        same = [c for one in before for c in one.choices if c.id == event.choice]
        at = next((i for i, c in enumerate(same) if event.prompt or c.target == event.text), None)
        if at is None or prompt or chat.now - self.said_at > HOUR:
            return STALE
        offers = [pair for one in self.replies[address] for pair in enumerate(one.choices, 1)]
        found = [(index, choice) for index, choice in offers if choice.id == event.choice]
        if _longer(same):
            return LISTS
        assert at < len(found), f"{event.choice} is not offered by SMS: {self.drawn[address]}"
        text = self._said_for(chat, *found[at], self.drawn[address])
        if not text:
            return UNSEEN
        return replace(
            event, address=address, kind=Kind.TEXT, choice="", prompt="", text=text, sent_at=chat.now
        )

    @staticmethod
    def _said_for(chat, index, choice, drawn):
        """The number of an option where the SMS shows one, else its words; "" where they name no object."""
        label, values = choice.label, {**VALUES, **choice.label.values}
        words = chat.catalogue.text("short", label.key, values, chat.today())
        if choice.id in PAGERS:  # pages of other lengths have other numbers
            return words
        if re.search(rf"(?<!\d){index}-", drawn):
            return str(index)
        return words if not choice.target or words.casefold() in drawn.casefold() else ""


def _longer(choices):
    """Whether a list of the chat is longer than one of an SMS."""
    return max(Counter(one.id for one in choices).values(), default=0) > SMS_ROWS


def otherwise(rich, short):
    """Whether two paths differ by what two channels differ in; each with its reason."""
    comes_from_it = rich[-1:] == ["link.phone"] and short == [*rich, "link.code"]
    pages = rich[:1] == short[:1] and PAGERS.issuperset(rich[:1] or ["-"])  # LISTS
    spoken_yes = (rich, short) == (["reading-yes"], [])  # the button of a doubt is an entry, «ДА» answers it
    return comes_from_it or pages or spoken_yes
