"""Sends notifications and lets payments expire; suffers the faults of target "notification"."""

from __future__ import annotations

import asyncio
import contextlib

from sandbox.faults import Fault, FaultPlan
from sandbox.yookassa.notices import Notice, Notices
from sandbox.yookassa.post import Poster
from sandbox.yookassa.store import Store

LONGEST_REST_S = 60.0
_NOT_POSTED = frozenset({"500", "502_html", "429", "400", "403", "404", "reset", "cut", "timeout_before"})


class NotificationPump:
    """Runs until it is cancelled."""

    def __init__(self, store: Store, notices: Notices, faults: FaultPlan, poster: Poster) -> None:
        self._store = store
        self._notices = notices
        self._faults = faults
        self._poster = poster
        self._wake = asyncio.Event()
        notices.on_new = self._wake.set
        store.ledger.clock.on_move(self._wake.set)

    def wake(self) -> None:
        """Something may be due earlier than was thought."""
        self._wake.set()

    async def run(self) -> None:
        while True:
            self._wake.clear()
            self._store.expire()
            while (notice := self._notices.take()) is not None:
                await self._tell(notice)
            await self._rest()

    async def _rest(self) -> None:
        due = [at_ms for at_ms in (self._notices.next_ms(), self._store.next_end_ms()) if at_ms is not None]
        seconds = self._store.ledger.clock.real_s(min(due)) + 0.001 if due else LONGEST_REST_S
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(seconds, LONGEST_REST_S)):
                await self._wake.wait()

    async def _tell(self, notice: Notice) -> None:
        fault = self._faults.take("notification", notice.event)
        if fault is not None and fault.kind == "reorder":
            self._notices.postpone(notice)
            return
        await self.tell(notice, fault)

    async def tell(self, notice: Notice, fault: Fault | None = None) -> None:
        """One attempt, now."""
        url = self._store.shops[notice.shop].notify_url
        lost = not url or (fault is not None and fault.kind == "lost")
        status, error = (0, "lost") if lost else await self._attempt(notice, url, fault)
        self._notices.tried(notice, url, status, error, lost=lost)

    async def _attempt(self, notice: Notice, url: str, fault: Fault | None) -> tuple[int, str]:
        kind = "" if fault is None else fault.kind
        if kind in _NOT_POSTED:
            return 0, f"injected fault: {kind}"
        if fault is not None and kind == "slow":
            await fault.wait()
        answer = await self._post(notice, url)
        if kind == "duplicate":
            answer = await self._post(notice, url)
        return (0, f"injected fault: {kind}") if kind == "timeout_after_accept" else answer

    async def _post(self, notice: Notice, url: str) -> tuple[int, str]:
        return await self._poster.post(url, notice.message(), self._store.shops[notice.shop].notify_from)
