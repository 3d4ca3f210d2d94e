"""Notifications that are due: each event of each payment and refund until it is answered 200, for a day."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.jsontext import Json
from sandbox.ledger import Ledger
from sandbox.yookassa.shop import Shop

DAY_MS = 24 * 3_600_000
PAUSES_S = (10, 60, 300, 900, 1800, 3600)
"""Between attempts, the last one for the rest of the day; not published. Divided by the retry scale."""


@dataclass(slots=True)
class Notice:
    """One event. `body` is the object as it was at `event_ms`; `n` is the fact it came of."""

    n: int
    shop: str
    event: str
    body: Json
    event_ms: int
    due_ms: int
    attempt: int = 0

    @property
    def about(self) -> str:
        """The id of the payment or refund."""
        return str(self.body["id"])

    def message(self) -> Json:
        return {"type": "notification", "event": self.event, "object": self.body}


class Notices:
    """Fact yookassa.notification, one for each attempt. What happened with no address is never told."""

    def __init__(self, ledger: Ledger, retry_scale: float) -> None:
        self._ledger = ledger
        self._scale = retry_scale
        self.waiting: dict[int, Notice] = {}
        self._heap: list[tuple[int, int]] = []
        self.on_new: Callable[[], None] = lambda: None
        ledger.on("yookassa.notification", self._tried)

    def happened(self, n: int, event: str, shop: Shop, body: Json, at_ms: int) -> None:
        if not shop.notify_url or event not in shop.notify_events:
            return
        notice = Notice(n, shop.id, event, body, at_ms, at_ms + shop.notify_delay_ms)
        self.waiting[n] = notice
        self._push(notice)

    def _push(self, notice: Notice) -> None:
        heapq.heappush(self._heap, (notice.due_ms, notice.n))
        self.on_new()

    def next_ms(self) -> int | None:
        """When the first is due."""
        while self._heap:
            due_ms, n = self._heap[0]
            notice = self.waiting.get(n)
            if notice is not None and notice.due_ms == due_ms:
                return due_ms
            heapq.heappop(self._heap)
        return None

    def take(self) -> Notice | None:
        """The first that is due now; it has to be tried or postponed."""
        due_ms = self.next_ms()
        if due_ms is None or due_ms > self._ledger.clock.now_ms():
            return None
        return self.waiting[heapq.heappop(self._heap)[1]]

    def claim(self, about: str) -> list[Notice]:
        """Those about a payment, out of the queue: the caller tries them himself."""
        found = [one for one in self.waiting.values() if one.about == about]
        for notice in found:
            notice.due_ms = -1  # no entry of the queue means it now
        return found

    def postpone(self, notice: Notice) -> None:
        """Behind what happens within the next seconds, and behind everything that waits already."""
        waiting = [one.due_ms for one in self.waiting.values() if one is not notice and not one.attempt]
        notice.due_ms = max([notice.due_ms + 2000, *(due_ms + 1 for due_ms in waiting)])
        self._push(notice)

    def tried(self, notice: Notice, url: str, status: int, error: str, *, lost: bool = False) -> None:
        """Write down how an attempt ended; `status` 0 when there was no answer; `lost`: never repeated."""
        past_ms = self._ledger.clock.now_ms() - notice.event_ms
        self._ledger.record(
            "yookassa.notification",
            notice=notice.n,
            shop=notice.shop,
            event=notice.event,
            object_id=notice.about,
            url=url,
            status=status,
            error=error,
            attempt=notice.attempt + 1,
            over=lost or status == 200 or past_ms >= DAY_MS,
        )

    def _tried(self, fact: Json) -> None:
        notice = self.waiting.get(fact["notice"])
        if notice is None:
            return
        if fact["over"]:
            del self.waiting[notice.n]
            return
        pause_s = PAUSES_S[min(notice.attempt, len(PAUSES_S) - 1)]
        notice.due_ms = fact["at_ms"] + int(pause_s * 1000 / self._scale)
        notice.attempt = fact["attempt"]
        self._push(notice)
