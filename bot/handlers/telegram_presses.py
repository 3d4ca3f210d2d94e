"""Answers to button presses: the clock on the button goes away as soon as the press is stored.

Ephemeral: nothing waits for them and nothing is lost with them. Telegram refuses an answer that comes too
late ("query is too old"), twice, or after a restart: all of it harmless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.channels.telegram_answer import Meaning, judge
from bot.channels.telegram_session import Lost, NotSent

if TYPE_CHECKING:
    from asyncio import Task

    from bot.channels.telegram_session import TelegramSession
    from core.background import Background

MOST_AT_ONCE = 100

log = structlog.stdlib.get_logger(__name__)


class Presses:
    """Sends `answerCallbackQuery` in the background, at most `MOST_AT_ONCE` at a time; others are dropped."""

    def __init__(self, session: TelegramSession, background: Background) -> None:
        self._session, self._background = session, background
        self._flying = 0
        self.dropped = 0

    def answer(self, press: str) -> None:
        """Start answering the press with this id ("": nothing was pressed); returns at once."""
        if not press:
            return
        if self._flying >= MOST_AT_ONCE:
            self.dropped += 1
            return
        try:
            task = self._background.spawn(self._answer(press), name="telegram-press")
        except RuntimeError:  # closing: the person sees the message all the same
            return
        self._flying += 1
        task.add_done_callback(self._landed)

    def _landed(self, _: Task[None]) -> None:
        self._flying -= 1

    async def _answer(self, press: str) -> None:
        try:
            verdict = judge(await self._session.call("answerCallbackQuery", {"callback_query_id": press}))
        except (NotSent, Lost) as error:
            log.debug("telegram.press_unanswered", reason=str(error))
        else:
            if verdict.meaning is not Meaning.DONE:
                log.debug("telegram.press_unanswered", reason=verdict.reason)
