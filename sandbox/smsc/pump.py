"""Posts the callbacks, one after another, to this machine only; suffers the faults of target "callback"."""

from __future__ import annotations

import asyncio
import contextlib

import aiohttp
from yarl import URL

from sandbox.faults import Fault, FaultPlan
from sandbox.sms.store import SmsStore
from sandbox.smsc.callback import Form, body, sign
from sandbox.smsc.calls import INCOMING, Call, Calls

TIMEOUT_S = 10.0
LONGEST_REST_S = 60.0
_NOT_POSTED = frozenset({"500", "502_html", "429", "400", "403", "404", "reset", "cut", "timeout_before"})


class CallbackPump:
    """Runs until it is cancelled."""

    def __init__(self, store: SmsStore, calls: Calls, faults: FaultPlan) -> None:
        self._store = store
        self._calls = calls
        self._faults = faults
        self._wake = asyncio.Event()
        self._session: aiohttp.ClientSession | None = None
        calls.on_new = self._wake.set
        store.ledger.clock.on_move(self._wake.set)

    async def run(self) -> None:
        while True:
            self._wake.clear()
            while (call := self._calls.take()) is not None:
                await self._tell(call)
            await self._rest()

    async def _rest(self) -> None:
        due_ms = self._calls.next_ms()
        seconds = LONGEST_REST_S if due_ms is None else self._store.ledger.clock.real_s(due_ms) + 0.001
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(seconds, LONGEST_REST_S)):
                await self._wake.wait()

    async def _tell(self, call: Call) -> None:
        account = self._store.account
        if not account.callback_url:
            self._calls.drop(call)
            return
        fault = self._faults.take("callback", "incoming" if call.step == INCOMING else "status")
        if fault is not None and fault.kind == "reorder":
            self._calls.postpone(call)
            return
        status, error = await self._attempt(call, account.callback_url, fault)
        self._calls.tried(call, account.callback_url, status, error)

    async def _attempt(self, call: Call, url: str, fault: Fault | None) -> tuple[int, str]:
        """The HTTP status, 0 for none, and what went wrong."""
        kind = "" if fault is None else fault.kind
        if kind in _NOT_POSTED:
            return 0, f"injected fault: {kind}"
        if fault is not None and kind == "slow":
            await fault.wait()
        answer = await self._post(call, url, kind)
        if kind == "duplicate":
            answer = await self._post(call, url, kind)
        return (0, f"injected fault: {kind}") if kind == "timeout_after_accept" else answer

    async def _post(self, call: Call, url: str, kind: str) -> tuple[int, str]:
        form = Form.of(url)
        fields = self._calls.fields(call)
        signature = {} if kind == "no_checksum" else sign(fields, form, self._secret(kind))
        data, content_type = body({**fields, **signature}, form)
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S))
        try:
            async with self._session.post(
                URL(url, encoded=True),
                data=data,
                headers={"Content-Type": content_type},
                allow_redirects=False,
            ) as answer:
                return answer.status, "" if answer.status == 200 else f"HTTP {answer.status}"
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return 0, type(error).__name__

    def _secret(self, kind: str) -> str:
        secret = self._store.account.callback_secret
        return f"not {secret}" if kind == "bad_checksum" else secret

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
