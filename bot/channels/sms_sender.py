"""Carries out SMS effects one by one: one-time codes, answers, and what nobody knows the outcome of.

The provider is told our name of the message. After an unknown outcome it is asked what became of that name
before anything is sent again: a second paid SMS, or a second code, confuses people.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.channels.outcome import deadline_of
from bot.channels.sms_port import SmsError
from bot.channels.sms_post import known_end, new_id
from core.records import Attempt, Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.channels.sms_line import SmsLine
    from bot.channels.sms_post import Begun, Letter, SmsPost
    from core.ports import Store
    from core.records import OutboxRow
    from core.sms_ports import SentSms

T = TypeVar("T")
log = structlog.stdlib.get_logger(__name__)


class SmsSender:
    """The sender of `tel:` addresses. `write` makes the text; its ValueError or LookupError refuses a row."""

    def __init__(self, line: SmsLine, post: SmsPost, write: Callable[[OutboxRow], str]) -> None:
        self._line = line
        self._post = post
        self._write = write

    async def send(self, row: OutboxRow) -> Attempt:
        now_ms = self._line.clock.now_ms()
        letter = self._post.draw(row, self._write, new_id(), now_ms)
        if isinstance(letter, Attempt):
            return letter
        if not row.uncertain and (unpaid := await self._post.unpaid(letter, now_ms)) is not None:
            return unpaid
        begun = await self._commit(letter, partial(self._begin, letter, now_ms))
        if isinstance(begun, Attempt):
            return begun
        if not begun.fresh:
            return await self._resume(letter, begun.sms)
        return await self._line.in_thread(partial(self._hand_over, letter, begun.sms))

    def _begin(self, letter: Letter, now_ms: int, store: Store) -> Begun | Attempt:
        return self._post.begin(store, letter, now_ms, rename=False)

    async def _resume(self, letter: Letter, sms: SentSms) -> Attempt:
        """Go on with an SMS that was begun before, perhaps by a process that died."""
        ended = known_end(sms) or await self._line.in_thread(partial(self._ask, sms))
        if ended is not None:
            return ended
        if self._line.clock.now_ms() > deadline_of(letter.row):
            return self._post.late(sms)
        # From now on it is young again: should this call get lost too, its status is not believed too soon.
        again = await self._commit(letter, lambda store: store.sms.again(sms, self._line.clock.now_ms()))
        told = known_end(again)  # by a callback, just now
        if told is not None:
            return told
        return await self._line.in_thread(partial(self._hand_over, letter, again, doubtful=True))

    def _ask(self, sms: SentSms) -> Attempt | None:
        """What the provider knows of an SMS; None: it never got there."""
        now_ms = self._line.clock.now_ms()
        try:
            (status,) = self._line.provider.statuses([(sms.own_id, sms.phone)])
        except SmsError as error:
            self._post.rest.begin(error, now_ms)
            return Attempt(Result.UNKNOWN, reason=str(error), retry_after_ms=error.retry_after_ms)
        return self._post.found(sms, status, now_ms)

    def _hand_over(self, letter: Letter, sms: SentSms, *, doubtful: bool = False) -> Attempt:
        """Call. `doubtful`: it may show up late, so even after a refusal its status is asked for first."""
        now_ms = self._line.clock.now_ms()
        rests = self._post.entering(now_ms)
        if rests is not None:
            return self._post.untaken(sms, rests, doubtful=doubtful)
        try:
            accepted = self._line.provider.send(letter.outgoing(sms.own_id, now_ms))
        except SmsError as error:
            return self._post.failed(sms, error, now_ms, doubtful=doubtful)
        return self._post.taken(sms, accepted)

    async def _commit(self, letter: Letter, work: Callable[[Store], T]) -> T:
        return await self._line.commit(work, letter.row.address)
