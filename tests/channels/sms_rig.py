"""The outgoing half of the bot with a provider that a test scripts: real outbox, journal and delivery."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from bot.channels.delivery import Delivery, Limits
from bot.channels.sms_line import SmsLine
from bot.channels.sms_lists import SmsLists
from bot.channels.sms_port import Accepted, SmsCapabilities, SmsState, Status
from bot.channels.sms_post import SmsPost
from bot.channels.sms_purse import Purse
from bot.channels.sms_rest import Rest
from bot.channels.sms_sender import SmsSender
from core.limits import Limits as Caps
from core.records import Attempt, Effect, Priority, Result
from core.secrets import Keyring
from storage.database import Unit
from storage.store import StoreFactory
from tests.engine.conftest import TestClock

KEYS = Keyring.single("x" * 32)
PHONE = "+79161234567"


class Provider:
    """Knows what it took; `script` holds errors for the next calls, `lost` ones raise after it was taken."""

    capabilities = SmsCapabilities(inbound=False, callbacks=False, prices=True, longest=1000, most=100)

    def __init__(self):
        self.calls, self.asked, self.taken, self.states = [], [], {}, {}
        self.script, self.lost, self.status_errors = [], [], []
        self.kopecks, self.gate, self.here = 315, None, threading.Semaphore(0)

    def send(self, sms):
        return self._take([sms])[sms.phone]

    def send_list(self, messages):
        return self._take(messages)

    def _take(self, messages):
        self.calls.append([(sms.own_id, sms.phone, sms.text) for sms in messages])
        self.here.release()
        if self.gate is not None:
            assert self.gate.wait(5)
        if self.script and (error := self.script.pop(0)) is not None:
            raise error
        for sms in messages:
            self.taken.setdefault((sms.own_id, sms.phone), []).append(sms)
        if self.lost and (error := self.lost.pop(0)) is not None:
            raise error
        return {sms.phone: Accepted(f"p{len(self.taken)}", 1, self.kopecks) for sms in messages}

    def statuses(self, keys):
        self.asked.append(list(keys))
        if self.status_errors:
            raise self.status_errors.pop(0)
        return tuple(
            self.states.get(key) or Status(*key, SmsState.SENT if key in self.taken else SmsState.MISSING)
            for key in keys
        )

    @property
    def texts(self):
        return [text for call in self.calls for _, _, text in call]


class Rig:
    """`says` puts an SMS into the outbox; `goes` lets the delivery work."""

    def __init__(self, database, background, caps=None, prefixes=("+79",), most=100, provider=None):
        self.database, self.background, self.caps = database, background, caps or Caps()
        self.clock, self.provider, self.told, self.step = TestClock(), provider or Provider(), [], 0
        self.prefixes, self.other, self.answers = prefixes, [], []
        self.threads = ThreadPoolExecutor(4)
        if provider is None:
            self.provider.capabilities = replace(Provider.capabilities, most=most)
        self.build()

    def build(self):
        """As a new process would; what the provider knows stays."""
        open_store = StoreFactory()
        line = SmsLine(self.provider, self.threads, self.database, open_store, self.clock)
        self.rest = Rest()
        self.purse = Purse(self.database, open_store, self.caps)
        self.post = SmsPost(KEYS, self.purse, self.rest, self.prefixes)
        sender = SmsSender(line, self.post, self.write)
        self.delivery = Delivery(
            self.database,
            open_store,
            {"message@tel": sender, "code@tel": sender, "message@telegram": self},
            clock=self.clock,
            background=self.background,
            limits=Limits(in_flight=50, bulk_per_second=1000),
            wall_ms=self.clock.now_ms,
            tell=self._tell,
        )
        self.lists = SmsLists(line, self.post, self.write)
        self.delivery.leave_to(self.lists)

    def write(self, row):
        if row.payload == "?":
            raise ValueError("no words")
        return row.payload

    async def send(self, row):
        """Telegram, that everything reaches."""
        self.other.append(row.payload)
        if self.answers:
            return self.answers.pop(0)
        return Attempt(Result.OK, reference="1")

    async def _tell(self, event_id, address):
        rows = await self.all("SELECT body FROM inbox WHERE id = :id", id=event_id)
        self.told.append((address, bytes(rows[0][0]).decode()))

    async def says(self, text, phone=PHONE, priority=Priority.REPLY, kind="message", **given):
        self.step += 1
        address = phone if ":" in phone else f"tel:{phone}"
        effect = Effect(kind, address, text, priority, **given)
        step, now_ms, open_store = self.step, self.clock.ms, StoreFactory()
        return await self.database.write(Unit(lambda tx: open_store(tx).outbox.put(1, step, effect, now_ms)))

    async def goes(self):
        await self.delivery._send_due()
        await self.rests()

    async def rests(self):
        for _ in range(800):
            await asyncio.sleep(0.002)
            if not self.delivery._flying:
                return
        raise AssertionError("it does not come to rest")

    async def dies(self):
        """Kill the process: claims stay, what it hears is lost, a new one takes over."""

        async def forget(row, attempt):
            """Nobody is there to mark it."""

        async def forget_all(outcomes):
            """The same of a list."""

        self.delivery._draining = True  # and it claims nothing any more
        self.delivery._finish_surely, self.delivery.finish_all = forget, forget_all
        self.build()
        await self.delivery._leases.expire_all()

    async def all(self, sql, **values):
        return await self.database.read(lambda tx: tx.all(sql, **values))

    async def outbox(self):
        return await self.all("SELECT state, error FROM outbox ORDER BY id")

    async def journal(self, columns="state, reason, kopecks"):
        return await self.all(f"SELECT {columns} FROM sms_sent ORDER BY id")

    async def audit(self):
        return [row[0] for row in await self.all("SELECT kind FROM audit_event ORDER BY id")]
