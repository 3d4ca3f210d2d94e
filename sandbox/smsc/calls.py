"""Callbacks that are due: every incoming SMS, and every status of a message sent, until answered 200."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.jsontext import Json
from sandbox.sms.messages import Received, Sms
from sandbox.sms.store import SmsStore
from sandbox.smsc.callback import Fields, incoming_fields, status_fields

PAUSES_S = (10, 60, 300)
"""Between the attempts; SMSC does not say how it repeats. Divided by the sandbox's retry scale."""
HANDED_OVER, FINAL, INCOMING = "handed_over", "final", "incoming"


@dataclass(slots=True)
class Call:
    """One thing to tell at an instant of the sandbox clock."""

    key: str
    about: Sms | Received
    step: str
    due_ms: int
    attempt: int = 0


class Calls:
    """Fact sms.callback, one for each attempt. What was accepted with nobody registered is never told."""

    def __init__(self, store: SmsStore, retry_scale: float) -> None:
        self._store = store
        self._scale = retry_scale
        self._calls: dict[str, Call] = {}
        self._heap: list[tuple[int, str]] = []
        store.ledger.on("sms.callback", self._tried)
        store.watchers.append(self)
        self.on_new: Callable[[], None] = lambda: None

    def sent(self, sms: Sms) -> None:
        """One call when the carrier gets it, one at its end."""
        for step, due_ms in ((HANDED_OVER, sms.sent_ms), (FINAL, sms.end_ms)):
            if due_ms is not None:
                self._add(Call(f"{step}-{sms.n}", sms, step, due_ms))

    def received(self, number: int, sms: Received) -> None:
        self._add(Call(f"{INCOMING}-{number}", sms, INCOMING, sms.at_ms))

    def reached(self, messages: list[Sms]) -> None:
        """A phone was switched on: what waited for it has an end now."""
        for sms in messages:
            call = self._calls.get(f"{FINAL}-{sms.n}")
            if call is not None and sms.end_ms is not None and not call.attempt:
                call.due_ms = sms.end_ms
                self._push(call)

    def _add(self, call: Call) -> None:
        self._calls[call.key] = call
        self._push(call)

    def _push(self, call: Call) -> None:
        heapq.heappush(self._heap, (call.due_ms, call.key))
        self.on_new()

    def next_ms(self) -> int | None:
        """When the first call is due."""
        while self._heap:
            due_ms, key = self._heap[0]
            call = self._calls.get(key)
            if call is not None and call.due_ms == due_ms:
                return due_ms
            heapq.heappop(self._heap)
        return None

    def take(self) -> Call | None:
        """The first call that is due now; it has to be tried, or dropped."""
        due_ms = self.next_ms()
        if due_ms is None or due_ms > self._store.now_ms():
            return None
        return self._calls[heapq.heappop(self._heap)[1]]

    def postpone(self, call: Call) -> None:
        """Out of turn: being handed over is told after the end, anything else a second later."""
        end_ms = call.about.end_ms if isinstance(call.about, Sms) and call.step == HANDED_OVER else None
        call.due_ms = max(end_ms or 0, call.due_ms + 999) + 1
        self._push(call)

    def drop(self, call: Call) -> None:
        """Nobody is registered any more."""
        self._calls.pop(call.key, None)

    def fields(self, call: Call) -> Fields:
        """What to tell of it at this instant."""
        if isinstance(call.about, Received):
            sent = self._store.phones.get(call.about.phone, ())
            return incoming_fields(call.about, sent[-1].id if sent else "")
        sms, now_ms = call.about, self._store.now_ms()
        at_ms = sms.sent_ms if call.step == HANDED_OVER and sms.sent_ms is not None else now_ms
        return status_fields(sms, sms.standing(at_ms))

    def tried(self, call: Call, url: str, status: int, error: str) -> None:
        """Write down how an attempt ended; `status` 0 when there was no answer."""
        self._store.ledger.record(
            "sms.callback",
            call=call.key,
            phone=call.about.phone,
            url=url,
            status=status,
            error=error,
            attempt=call.attempt + 1,
            over=status == 200 or call.attempt >= len(PAUSES_S),
        )

    def _tried(self, fact: Json) -> None:
        call = self._calls.get(fact["call"])
        if call is None:
            return
        if fact["over"]:
            del self._calls[call.key]
            return
        call.due_ms = fact["at_ms"] + int(PAUSES_S[min(call.attempt, len(PAUSES_S) - 1)] * 1000 / self._scale)
        call.attempt = fact["attempt"]
        self._push(call)
