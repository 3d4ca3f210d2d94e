"""Long polling that confirms an update only once it is stored.

aiogram's own poller confirms what it has merely begun, and stops for good at one update it cannot read. Here
the offset is the last update of the batch just stored plus one, kept in memory only: after a start there
is none, Telegram sends again what was not confirmed, and the inbox knows what it has. It is never computed
from the database: after a week without updates Telegram's numbers start anew.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

import structlog

from bot.channels.telegram_answer import Meaning, Verdict, judge
from bot.channels.telegram_session import Answer, Lost, NotSent
from bot.handlers.telegram_backoff import Backoff
from bot.handlers.telegram_intake import ALLOWED_UPDATES, Taken, UpdateIntake, split_batch
from core.errors import NotStored

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.channels.telegram_session import TelegramSession
    from bot.handlers.telegram_presses import Presses
    from core.records import RawEvent

    Accept = Callable[[Sequence[RawEvent]], Awaitable[None]]

T = TypeVar("T")

BATCH = 100
LONGEST_WAIT_S = 50

log = structlog.stdlib.get_logger(__name__)


class Poller:
    """Fetches updates and hands them to `accept`, which returns once they are stored or raises NotStored.

    `wait_s` is how long Telegram may hold a request without news (at most 50). `last_poll_ms` is when it
    last answered, UTC milliseconds, 0 before the first time.
    """

    def __init__(
        self,
        session: TelegramSession,
        intake: UpdateIntake,
        accept: Accept,
        presses: Presses,
        now_ms: Callable[[], int],
        *,
        wait_s: int = 30,
        backoff: Backoff | None = None,
    ) -> None:
        self._session, self._intake, self._accept, self._presses = session, intake, accept, presses
        self._now_ms = now_ms
        self._wait_s = min(wait_s, LONGEST_WAIT_S)
        self._backoff = backoff or Backoff()
        self._offset: int | None = None
        self._alone = False
        self._asked_to_wait_s = 0.0
        self._stopping = False
        self._waiting: asyncio.Timeout | None = None
        self.last_poll_ms = 0

    async def run(self) -> None:
        """Poll until `stop`, whatever happens on the way; a batch that arrived is stored before it ends."""
        while not self._stopping:
            try:
                done = await self._round()
            except Exception:
                log.exception("telegram.poll_failed")
                done = False
            if done:
                self._backoff.reset()
            elif not self._stopping:
                pause, self._asked_to_wait_s = max(self._backoff.step(), self._asked_to_wait_s), 0.0
                await self._until_stopped(asyncio.sleep(pause))

    def stop(self) -> None:
        """Ask `run` to return: at once while it waits, after storing while it stores."""
        self._stopping = True
        if self._waiting is not None:
            self._waiting.reschedule(asyncio.get_running_loop().time())

    async def _round(self) -> bool:
        """One request and what it brought; whether it went well."""
        if not self._alone:
            self._alone = await self._drop_webhook()
            return self._alone
        answer = await self._ask(self._session.poll(self._request(), self._wait_s))
        if answer is None:
            return False
        if answer.status == 200:
            try:
                batch = split_batch(answer.body)
            except ValueError:
                log.warning("telegram.poll_unreadable", bytes=len(answer.body))
                return False
            self.last_poll_ms = self._now_ms()
            return await self._store([self._intake.take(body) for body in batch])
        self._refused(judge(answer))
        return False

    def _request(self) -> dict[str, Any]:
        request: dict[str, Any] = {
            "timeout": self._wait_s,
            "limit": BATCH,
            "allowed_updates": ALLOWED_UPDATES,
        }
        if self._offset is not None:
            request["offset"] = self._offset
        return request

    async def _store(self, batch: list[Taken]) -> bool:
        if not batch:
            return True
        try:
            await self._accept([taken.event for taken in batch])
        except NotStored as error:
            log.error("telegram.poll_not_stored", reason=str(error))
            return False
        for taken in batch:
            self._presses.answer(taken.press)
        numbers = [taken.update_id for taken in batch if taken.update_id is not None]
        if numbers:
            self._offset = numbers[-1] + 1
        return bool(numbers)

    async def _drop_webhook(self) -> bool:
        """Take away a webhook of an earlier life, which excludes polling; what is queued stays queued."""
        answer = await self._ask(self._session.call("deleteWebhook", {"drop_pending_updates": False}))
        if answer is None:
            return False
        verdict = judge(answer)
        if verdict.meaning is Meaning.DONE:
            return True
        self._refused(verdict)
        return False

    def _refused(self, verdict: Verdict) -> None:
        self._asked_to_wait_s = verdict.wait_ms / 1000
        _report(verdict)

    async def _ask(self, call: Awaitable[Answer]) -> Answer | None:
        try:
            return await self._until_stopped(call)
        except (NotSent, Lost) as error:
            log.warning("telegram.poll_unanswered", reason=f"{type(error).__name__}: {error}")
            return None

    async def _until_stopped(self, wait: Awaitable[T]) -> T | None:
        """Wait for it, or for `stop`: then None."""
        try:
            async with asyncio.timeout(None) as self._waiting:
                return await wait
        except TimeoutError:
            return None
        finally:
            self._waiting = None


def _report(verdict: Verdict) -> None:
    """Say what to do about a refused request."""
    text = verdict.reason.lower()
    if verdict.meaning is Meaning.CONFLICT and "webhook" in text:
        log.error("telegram.poll_conflict", reason=verdict.reason, do="another program has set a webhook")
    elif verdict.meaning is Meaning.CONFLICT:
        log.error("telegram.poll_conflict", reason=verdict.reason, do="stop the other instance of this bot")
    elif verdict.meaning is Meaning.TOKEN:
        log.error("telegram.token_refused", reason=verdict.reason, do="check telegram.token")
    else:
        log.warning("telegram.poll_refused", reason=verdict.reason)
