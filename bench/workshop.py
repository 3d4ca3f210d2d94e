"""Turns alone: the real engine over a real database in this process, without Telegram and the web server.

What is measured is the CPU of storing and playing messages in group commits; drawing and sending them
are the same for every message and would only hide the difference.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.questions import text_update
from bot.assembly import Texts, build_desk
from bot.channels.delivery import Delivery, Limits
from bot.channels.sms_port import IncomingSms
from bot.config import load_config
from bot.config.domain import keyring_of
from bot.dialogs.engine import Engine
from bot.dialogs.entries import DIALOGS, ENTRIES
from bot.dialogs.spoken import understanding
from bot.dialogs.stage import Stage
from bot.handlers.entries import translate_entry
from bot.handlers.intake import Intake
from bot.handlers.sms_events import SOURCE as SMS_SOURCE
from bot.handlers.sms_events import translate_sms
from bot.handlers.sms_hearing import SmsHearing
from bot.handlers.telegram_intake import UpdateIntake
from bot.handlers.telegram_translate import translate
from bot.words import LexiconWords
from core.background import Background
from core.clock import SystemClock
from core.secrets import Keyring
from core.sms_heard import Route
from storage.database import Database, connect
from storage.store import StoreFactory

BOT_ID = 100_000_000


@dataclass(slots=True)
class Workshop:
    """An intake that plays messages and sends nothing; `database` and `keys` are for looking up codes."""

    intake: Intake
    database: Database
    keys: Keyring
    _updates: UpdateIntake
    _hearing: SmsHearing
    _number: int

    async def play(self, texts: Sequence[tuple[int, str]]) -> float:
        """Play one message of each (chat, text) together; CPU seconds of this process that it took."""
        bodies = []
        for chat, text in texts:
            self._number += 1
            bodies.append(text_update(self._number, chat, text))
        events = [self._updates.take(body).event for body in bodies]
        begun = time.process_time()
        await self.intake.accept(events)
        return time.process_time() - begun

    async def hear(self, texts: Sequence[tuple[str, str]]) -> float:
        """The same by SMS, one message of each (phone, text), as callbacks bring them; both routes are on."""
        now_ms, messages = time.time_ns() // 1_000_000, []
        for phone, text in texts:
            self._number += 1
            messages.append(IncomingSms(str(self._number), phone, text, "", now_ms))
        begun = time.process_time()
        await asyncio.gather(*(self._hearing(Route.CALLBACK, [sms]) for sms in messages))
        return time.process_time() - begun


@asynccontextmanager
async def workshop(config_file: Path) -> AsyncIterator[Workshop]:
    """Open the installation of a configuration file that is migrated and filled."""
    config, clock, background = load_config(config_file, {}), SystemClock(), Background()
    database = connect(config.database.url, background=background)
    await database.open()
    keys, texts, open_store = keyring_of(config), Texts.of(config, clock), StoreFactory()

    async def tell(_event_id: int, _address: str) -> None:
        """Nothing is sent, so nothing comes of it."""

    delivery = Delivery(
        database,
        open_store,
        {},
        clock=clock,
        background=background,
        limits=Limits(bulk_per_second=config.sending.bulk_per_second),
        tell=tell,
    )
    router = understanding(LexiconWords(texts.lexicon, texts.catalogue, texts.today, texts.supplier))
    # No lease: what a turn decides stays in the outbox.
    engine = Engine(
        Stage(DIALOGS, ENTRIES),
        router,
        build_desk(config, keys),
        {"telegram": translate, SMS_SOURCE: translate_sms, "entry": translate_entry},
        lambda _address: 0,
    )
    intake = Intake(database, engine, delivery, open_store, clock, background)
    try:
        updates = UpdateIntake(BOT_ID, clock.now_ms)
        hearing = SmsHearing("smsc", keys, (), intake.take_picked, clock.now_ms, both=True)
        yield Workshop(intake, database, keys, updates, hearing, time.time_ns() // 1_000_000 % 1_000_000_000)
    finally:
        await background.close()
        await asyncio.shield(database.close())
