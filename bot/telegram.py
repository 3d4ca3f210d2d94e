"""Telegram put together: session, sender, poller or webhook, introduction."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.channels.policy import ceiling
from bot.channels.telegram_capabilities import TELEGRAM
from bot.channels.telegram_charts import ChatCharts
from bot.channels.telegram_documents import ChatDocuments
from bot.channels.telegram_pace import Pace
from bot.channels.telegram_pictures import Pictures
from bot.channels.telegram_sender import TelegramSender
from bot.channels.telegram_session import TelegramSession
from bot.channels.telegram_setup import identify, introduce
from bot.dialogs.codec import has_chart
from bot.dialogs.invite import CHAT_LINK
from bot.handlers.telegram_intake import UpdateIntake
from bot.handlers.telegram_polling import Poller
from bot.handlers.telegram_presses import Presses
from bot.handlers.telegram_translate import translate
from bot.handlers.telegram_warm_up import warm_up
from bot.handlers.telegram_webhook import TelegramWebhook, set_webhook
from bot.handlers.web import Route
from storage.database import Unit
from storage.settings import SettingsGateway
from storage.tokens import BOT_NAME

if TYPE_CHECKING:
    from bot.assembly import Texts
    from bot.channels.documents import Documents
    from bot.channels.telegram_charts import FileIds
    from bot.config import Config
    from bot.dialogs.engine import Ignored
    from bot.dialogs.model import Inbound
    from bot.handlers.telegram_polling import Accept
    from core.background import Background
    from core.charting.ports import Charts
    from core.clock import Clock
    from storage.database import Database

log = structlog.stdlib.get_logger(__name__)


class StoredMemory:
    """`telegram_setup.Memory` in the settings table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def remembered(self, key: str) -> str | None:
        return await self._database.read(lambda tx: SettingsGateway(tx).get(key))

    async def remember(self, key: str, value: str) -> None:
        await self._database.write(Unit(lambda tx: SettingsGateway(tx).put(key, value)))


class Telegram:
    """The bot's account at Telegram, by polling or by webhook."""

    def __init__(
        self,
        config: Config,
        texts: Texts,
        clock: Clock,
        background: Background,
        documents: Documents | None = None,
        charts: tuple[Charts, FileIds] | None = None,
    ) -> None:
        """`charts` are whoever paints pictures and what is known of those that Telegram has."""
        given, sending = config.telegram, config.sending
        self._config, self._texts, self._background = given, texts, background
        self.session = TelegramSession(
            given.token, given.api_base, timeout_s=float(given.timeout_seconds), proxy=given.proxy, limit=100
        )
        self.sender = TelegramSender(
            self.session,
            partial(texts.draw, can=TELEGRAM),
            Pictures({}),
            Pace(sending.chat_interval_ms / 1000, sending.chat_burst),
            documents=ChatDocuments(documents, ceiling(texts.mode, TELEGRAM.name)) if documents else None,
            charts=ChatCharts(*charts, background, has_chart) if charts else None,
        )
        self._clock = clock
        self._intake = UpdateIntake(int(given.token.partition(":")[0]), clock.now_ms)
        self._presses = Presses(self.session, background)
        self._poller: Poller | None = None
        self._username = ""

    def translate(self, body: bytes, received_ms: int) -> Inbound | Ignored:
        return translate(body, received_ms, self._username)

    def last_poll_ms(self) -> int:
        return self._poller.last_poll_ms if self._poller is not None else 0

    def routes(self, accept: Accept) -> list[Route]:
        """The webhook's route, when updates come that way."""
        if self._config.mode != "webhook":
            return []
        hook = TelegramWebhook(self._config.webhook.secret, self._intake, accept, self._presses)
        return [Route("/telegram", hook.handle)]

    async def start(self, accept: Accept, database: Database) -> None:
        """Check the token, begin to receive, introduce the bot in the background. Raises TokenRefused."""
        await warm_up(self.session)
        identity = await identify(self.session)
        self._username = identity.username if identity is not None else ""
        if self._config.mode == "webhook":
            hook = self._config.webhook
            self._background.spawn(
                set_webhook(self.session, hook.url, hook.secret, hook.max_connections),
                name="telegram-webhook",
            )
        else:
            self._poller = Poller(
                self.session, self._intake, accept, self._presses, self._clock.now_ms,
                wait_s=self._config.poll_seconds,
            )  # fmt: skip
            self._background.spawn(self._poller.run(), name="telegram-poller")
        memory = StoredMemory(database)
        if self._username:
            self._background.spawn(memory.remember(BOT_NAME, self._username), name="telegram-name")
            link = f"https://t.me/{self._username}?start="
            self._background.spawn(memory.remember(CHAT_LINK, link), name="telegram-link")
        self._background.spawn(
            introduce(self.session, self._config.token, self._texts.say, memory), name="telegram-introduction"
        )

    def stop_receiving(self) -> None:
        if self._poller is not None:
            self._poller.stop()

    async def close(self) -> None:
        await self.session.close()
