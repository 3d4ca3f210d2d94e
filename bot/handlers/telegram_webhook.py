"""The webhook: an update is answered with 200 only once it is stored.

A 200 says "stored", not "handled". What is no update at all is stored too (as malformed) and answered
with 200, or Telegram would send it again for a day. When the storage is away the answer is 503 and Telegram
keeps the update.
"""

from __future__ import annotations

import asyncio
import hmac
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.channels.telegram_answer import Meaning, judge
from bot.channels.telegram_session import Lost, NotSent
from bot.handlers.telegram_backoff import Backoff
from bot.handlers.telegram_intake import ALLOWED_UPDATES
from core.errors import NotStored

if TYPE_CHECKING:
    from bot.channels.telegram_session import TelegramSession
    from bot.handlers.telegram_intake import UpdateIntake
    from bot.handlers.telegram_polling import Accept
    from bot.handlers.telegram_presses import Presses

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
BODY_SECONDS = 10.0
RETRY_AFTER_S = 5

log = structlog.stdlib.get_logger(__name__)


class TelegramWebhook:
    """The route that Telegram calls. The size of bodies is bounded by the application (413)."""

    def __init__(self, secret: str, intake: UpdateIntake, accept: Accept, presses: Presses) -> None:
        """`secret` is `telegram.webhook.secret`; ValueError when it is empty: then anybody could call."""
        if not secret:
            raise ValueError("a webhook without telegram.webhook.secret would believe anybody")
        self._secret = secret.encode()
        self._intake, self._accept, self._presses = intake, accept, presses

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one call of Telegram."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            log.warning("telegram.webhook_wrong_secret")
            raise web.HTTPForbidden
        try:
            async with asyncio.timeout(BODY_SECONDS):
                taken = self._intake.take(await request.read())
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        try:
            await self._accept((taken.event,))
        except NotStored as error:
            log.error("telegram.webhook_not_stored", reason=str(error))
            raise web.HTTPServiceUnavailable(headers={"Retry-After": str(RETRY_AFTER_S)}) from None
        self._presses.answer(taken.press)
        return web.Response()


async def set_webhook(
    session: TelegramSession,
    url: str,
    secret: str,
    max_connections: int,
    backoff: Backoff | None = None,
) -> None:
    """Tell Telegram where to call; tries until it agrees. What is queued there stays queued."""
    waits = backoff or Backoff()
    request = {
        "url": url,
        "secret_token": secret,
        "allowed_updates": ALLOWED_UPDATES,
        "max_connections": max_connections,
        "drop_pending_updates": False,
    }
    while True:
        pause = waits.step()
        try:
            verdict = judge(await session.call("setWebhook", request))
        except (NotSent, Lost) as error:
            log.warning("telegram.webhook_not_set", reason=f"{type(error).__name__}: {error}")
        else:
            if verdict.meaning is Meaning.DONE:
                log.info("telegram.webhook_set", max_connections=max_connections)
                return
            log.error(
                "telegram.webhook_refused", reason=verdict.reason, do="check telegram.webhook.url and .secret"
            )
            pause = max(pause, verdict.wait_ms / 1000)
        await asyncio.sleep(pause)
