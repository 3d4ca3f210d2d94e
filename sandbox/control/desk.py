"""The emulators put together: one clock, one ledger, Telegram, SMS and YooKassa."""

from __future__ import annotations

import asyncio

from core.background import Background
from sandbox.clock import SandboxClock
from sandbox.faults import FaultPlan
from sandbox.jsontext import Json
from sandbox.ledger import Ledger
from sandbox.settings import Settings
from sandbox.sms.provider import SmsProvider
from sandbox.sms.store import SmsStore
from sandbox.smsc.service import Smsc
from sandbox.telegram.actions import Actions
from sandbox.telegram.api import BotApi
from sandbox.telegram.dispatch import Dispatch
from sandbox.telegram.presses import Presses
from sandbox.yookassa.service import YooKassa

TICK_S = 30


class Desk:
    """State and life of the emulators; the HTTP routes only translate."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = SandboxClock(settings.start_ms, settings.time_scale)
        self.ledger = Ledger(settings.data_dir / "ledger.jsonl", self.clock)
        self.faults = FaultPlan(self.ledger)
        self.telegram = BotApi(settings, self.ledger, self.faults)
        self.dispatch = Dispatch(self.ledger, self.telegram.queue, self.telegram.profile)
        self.actions = Actions(self.telegram, self.dispatch)
        self.presses = Presses(self.telegram, self.dispatch, self.actions)
        self.sms_store = SmsStore(self.ledger, settings)
        self.sms = SmsProvider(self.sms_store, settings.sms_price_kopecks)
        self.smsc = Smsc(self.sms_store, settings, self.faults)
        self.yookassa = YooKassa(self.ledger, settings, self.faults)
        self._background = Background()

    def open(self) -> None:
        """Replay the ledger and let the clock go on from where it stopped."""
        self.ledger.open()
        self.clock.set(max(self.ledger.last_at_ms, 0) or self.settings.start_ms)
        self.ledger.record("clock.started", scale=self.settings.time_scale)

    def start(self) -> None:
        self._background.spawn(self.telegram.pump.run(self._background), name="webhook pump")
        self._background.spawn(self.smsc.callbacks.run(), name="smsc callbacks")
        self._background.spawn(self.yookassa.pump.run(), name="yookassa notifications")
        self._background.spawn(self._tick(), name="clock tick")

    async def _tick(self) -> None:
        """A line every 30 real seconds of silence, so that a killed sandbox does not go back in time."""
        while True:
            before = self.ledger.last_n
            await asyncio.sleep(TICK_S)
            if self.ledger.last_n == before:
                self.ledger.record("clock.tick")

    def move_clock(self, now_ms: int) -> Json:
        fact = self.ledger.record("clock.moved", now_ms=now_ms)
        self.clock.set(now_ms)
        self.ledger.record("clock.tick")
        self.telegram.queue.expire()
        return {"now_ms": self.clock.now_ms(), "was_ms": fact["at_ms"]}

    def quiet(self) -> None:
        """End what waits: long polls and event streams (the server is about to stop)."""
        self.faults.stopping.set()
        self.telegram.polling.abort(None)
        self.ledger.release_followers()

    async def close(self) -> None:
        self.dispatch.release()
        await self._background.close()
        await self.telegram.webhooks.close()
        await self.smsc.callbacks.close()
        await self.yookassa.poster.close()
        self.ledger.record("clock.stopped")
        self.ledger.close()
