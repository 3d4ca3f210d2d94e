"""How fast one chat may be written to, and when a 429 means the whole bot.

Telegram allows about one message a second to a chat and tolerates short bursts (Bot Support FAQ).
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT = 4096
_SAME_FLOOD_S = 3.0


class Pace:
    """Spaces the messages to each chat: `burst` at once, then one per `interval_s` seconds (0: no pace)."""

    def __init__(
        self, interval_s: float = 1.0, burst: int = 3, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._interval, self._slack = interval_s, (burst - 1) * interval_s
        self._now = now
        self._next: dict[int, float] = {}  # chat → when a message without any burst would be due

    def delay(self, chat: int) -> float:
        """Take the next place of the chat; return the seconds until it."""
        if not self._interval:
            return 0.0
        now = self._now()
        due = max(self._next.get(chat, 0.0), now)
        if len(self._next) >= _KEPT:
            self._next = {chat: at for chat, at in self._next.items() if at > now}
        self._next[chat] = due + self._interval
        return max(0.0, due - self._slack - now)

    async def wait(self, chat: int) -> None:
        """Wait until the chat may be written to."""
        delay = self.delay(chat)
        if delay > 0:
            await asyncio.sleep(delay)


class Floods:
    """Tells a flood of one chat from a flood of the bot: the second is refused to different chats at once."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._last_chat = 0
        self._last_at = float("-inf")

    def of_the_bot(self, chat: int) -> bool:
        """Note a 429 to this chat; whether it concerns everybody."""
        now = self._now()
        everybody = chat != self._last_chat and now - self._last_at < _SAME_FLOOD_S
        self._last_chat, self._last_at = chat, now
        return everybody
