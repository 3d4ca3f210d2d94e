"""Hands what we begin ourselves to the provider in lists: one request for many phones, one at a time.

Every SMS of a list has its own text and a row of its own in the journal; they share one name, stored before
the call. What becomes of a list whose answer got lost is asked for one by one, by `SmsSender`: a list is made
only of what the provider has certainly not got.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.channels.apart import apart, tell
from bot.channels.sms_pace import SmsPace
from bot.channels.sms_port import Accepted, SmsError, SmsFault
from bot.channels.sms_post import new_id
from core.database import Priority as Queue
from core.records import Attempt, Priority, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.channels.apart import Broken
    from bot.channels.delivery import Delivery
    from bot.channels.sms_line import SmsLine
    from bot.channels.sms_port import OutgoingSms
    from bot.channels.sms_post import Letter, SmsPost
    from core.ports import Store
    from core.records import OutboxRow
    from core.sms_ports import SentSms

log = structlog.stdlib.get_logger(__name__)

_LISTS_AT_ONCE = 10
"""How many lists are looked up at a time: the queue is not read for each."""
_POOR_MS = 600_000
Outcomes = list[tuple["OutboxRow", Attempt]]


@dataclass(frozen=True, slots=True)
class _Part:
    """One SMS of a list: its claimed row, its words, its line in the journal."""

    row: OutboxRow
    letter: Letter
    sms: SentSms


class SmsLists:
    """What the delivery leaves to lists: unsolicited rows of `scheme`. `most` messages of one list."""

    scheme = "tel"

    def __init__(
        self, line: SmsLine, post: SmsPost, write: Callable[[OutboxRow], str], per_second: int = 0
    ) -> None:
        """`per_second`: at most so many of all replicas together; 0: as the provider takes them."""
        self._line = line
        self._post = post
        self._write = write
        self._pace = SmsPace(per_second)
        self._most = self._pace.most(line.provider.capabilities.most)
        self._ready: deque[OutboxRow] = deque()
        # A list that was refused as a whole is tried one by one: one bad text must not stop the others.
        self._alone: set[int] = set()
        self._not_before_ms = 0
        self.counts = {"lists": 0, "messages": 0}

    async def carry(self, delivery: Delivery) -> None:
        """Send lists while there is something to send and nothing holds them."""
        while (lease_ms := delivery.lease(f"{self.scheme}:")) and self._may_go():
            rows = await self._rows()
            if not rows:
                return
            await self._list(delivery, rows, lease_ms)
        if self._pace.left_ms():
            delivery.wake_later(self._pace.left_ms() + 1)

    def _may_go(self) -> bool:
        now_ms = self._line.clock.now_ms()
        rests = self._post.rest.left(now_ms) or self._pace.left_ms()
        return now_ms >= self._not_before_ms and not rests

    async def _rows(self) -> list[OutboxRow]:
        """The rows of the next list: of different addresses, notices before what goes to many."""
        now_ms, most = self._line.clock.now_ms(), self._most * _LISTS_AT_ONCE
        for priority in (Priority.NOTICE, Priority.BULK):
            if not self._ready:
                self._ready.extend(await self._line.read(partial(_listed, priority, now_ms, most)))
        rows: list[OutboxRow] = []
        while self._ready and len(rows) < self._most:
            alone = self._ready[0].id in self._alone
            if not (alone and rows):
                rows.append(self._ready.popleft())
            if alone:
                break
        return rows

    async def _list(self, delivery: Delivery, rows: Sequence[OutboxRow], lease_ms: int) -> None:
        now_ms, own_id = self._line.clock.now_ms(), new_id()
        draw = partial(self._post.draw, write=self._write, own_id=own_id, now_ms=now_ms)
        drawn = await self._line.in_thread(lambda: [(row, draw(row)) for row in rows])
        paid = await self._pay(drawn, now_ms)

        def claim(store: Store) -> tuple[list[_Part], Outcomes, list[Broken]]:
            opened = self._pace.open(store, now_ms)
            if opened is None:
                return [], [], []
            claimed = self._claim(delivery, store, paid, now_ms, lease_ms)
            self._pace.take(store, opened, len(claimed[0]))
            return claimed

        parts, over, broken = await self._line.commit(claim, priority=Queue.BULK)
        tell(broken)
        if parts:
            over += await self._line.in_thread(partial(self._hand_over, parts))
        if over:
            await delivery.finish_all(over)

    async def _pay(
        self, drawn: Sequence[tuple[OutboxRow, Letter | Attempt]], now_ms: int
    ) -> list[tuple[OutboxRow, Letter | Attempt]]:
        """What the money of the day allows of a list; the first that it does not is the last."""
        paid: list[tuple[OutboxRow, Letter | Attempt]] = []
        for row, letter in drawn:
            unpaid = None if isinstance(letter, Attempt) else await self._post.unpaid(letter, now_ms)
            paid.append((row, unpaid or letter))
            if unpaid is not None:
                self._not_before_ms = now_ms + _POOR_MS
                self._ready.clear()
                break
        return paid

    def _claim(
        self,
        delivery: Delivery,
        store: Store,
        paid: Sequence[tuple[OutboxRow, Letter | Attempt]],
        now_ms: int,
        lease_ms: int,
    ) -> tuple[list[_Part], Outcomes, list[Broken]]:
        """Claim the rows and name them; those that go, that are decided without the provider, that wait."""
        parts: list[_Part] = []
        broken: list[Broken] = []
        over: Outcomes = []
        for row, letter in paid:
            claim = partial(delivery.claim_in, store, row, now_ms, lease_ms)
            claimed = apart(store, row, now_ms, claim)
            if isinstance(claimed, Exception):
                broken.append((row.id, claimed))
            if claimed is None or isinstance(claimed, Exception):
                continue
            if isinstance(letter, Attempt):
                over.append((claimed, letter))
                continue
            begun = self._post.begin(store, letter, now_ms, rename=True)
            if isinstance(begun, Attempt):
                over.append((claimed, begun))
            elif begun.fresh:
                parts.append(_Part(claimed, letter, begun.sms))
            else:
                over.append((claimed, Attempt(Result.UNKNOWN, reason="handed over before", retry_after_ms=1)))
        return parts, over, broken

    def _hand_over(self, parts: Sequence[_Part]) -> Outcomes:
        now_ms = self._line.clock.now_ms()
        rests = self._post.entering(now_ms)
        if rests is not None:
            return [(part.row, self._post.untaken(part.sms, rests)) for part in parts]
        self.counts["lists"] += 1
        self.counts["messages"] += len(parts)
        try:
            answers = self._line.provider.send_list(_messages(parts, now_ms))
        except SmsError as error:
            return [(part.row, self._refused(part, error, now_ms, of=len(parts))) for part in parts]
        except Exception:
            log.exception("sms.list_failed", messages=len(parts))
            answers = {}
        self._alone.difference_update(part.row.id for part in parts)
        return [(part.row, self._answered(part, answers.get(part.sms.phone), now_ms)) for part in parts]

    def _answered(self, part: _Part, answer: Accepted | SmsError | None, now_ms: int) -> Attempt:
        if isinstance(answer, Accepted):
            return self._post.taken(part.sms, answer)
        return self._post.failed(part.sms, answer or SmsError(SmsFault.UNKNOWN, "not in the answer"), now_ms)

    def _refused(self, part: _Part, error: SmsError, now_ms: int, *, of: int) -> Attempt:
        """The list as a whole was refused. For good: nobody knows whose fault it was."""
        if of == 1 or error.fault.retryable or error.fault is SmsFault.UNKNOWN:
            self._alone.discard(part.row.id)
            return self._post.failed(part.sms, error, now_ms)
        self._alone.add(part.row.id)
        again = Attempt(Result.RETRY, reason=f"list refused: {error}", retry_after_ms=1_000)
        return self._post.untaken(part.sms, again)


def _listed(priority: Priority, now_ms: int, most: int, store: Store) -> list[OutboxRow]:
    return store.outbox.listed(priority, now_ms, most, SmsLists.scheme)


def _messages(parts: Sequence[_Part], now_ms: int) -> list[OutgoingSms]:
    """One request has one life: the longest that any of them makes sense for."""
    going = [part.letter.outgoing(part.sms.own_id, now_ms) for part in parts]
    lives = [sms.life_s for sms in going]
    return [replace(sms, life_s=0 if 0 in lives else max(lives)) for sms in going]
