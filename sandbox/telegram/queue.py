"""Updates that wait for the bot: one FIFO by identifier, lanes for webhooks, lifetimes."""

from __future__ import annotations

import random
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import islice
from typing import Any

import msgspec

from sandbox.jsontext import Json, encode
from sandbox.ledger import Ledger

FIRST_UPDATE_ID = 500_000_001
MESSAGE_LIFETIME_MS = 86_400_000
CALLBACK_LIFETIME_MS = 150_000
MAX_UPDATE_ID = 2**31 - 1


@dataclass(slots=True)
class Entry:
    """One delivery to be made; `number` is the ledger line that queued it, `copies` how many repeats follow.

    An echo repeats an update that was already delivered (or carries a foreign identifier), so an offset
    past its update_id confirms it only after it went out once.
    """

    number: int
    update_id: int
    body: bytes
    lane: str
    kind: str
    expires_ms: int
    echo: bool
    copies: int
    deliveries: int = 0


class UpdateQueue:
    """What is not yet confirmed. Facts: update.queued, .delivered, .confirmed, .expired, .dropped."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.entries: OrderedDict[int, Entry] = OrderedDict()
        self.echoes: OrderedDict[int, Entry] = OrderedDict()
        self.next_update_id = FIRST_UPDATE_ID
        self.on_push: list[Callable[[], None]] = []
        self.copies_range = (1, 1)
        self.dice = random.Random(1)
        self._deadlines: list[tuple[int, int]] = []
        ledger.on("update.queued", self._queued)
        ledger.on("update.delivered", self._delivered)
        for kind in ("update.confirmed", "update.expired", "update.dropped"):
            ledger.on(kind, self._gone)

    def __len__(self) -> int:
        return len(self.entries) + len(self.echoes)

    def push(self, kind: str, payload: Json, lane: str, lifetime_ms: int) -> int:
        """Queue an update of one kind and return its identifier."""
        update = {"update_id": self.next_update_id, kind: payload}
        return self.push_raw(update, kind, lane, lifetime_ms)

    def push_raw(self, update: Any, kind: str, lane: str, lifetime_ms: int, *, copies: int = 0) -> int:
        """Queue anything at all and return its identifier; one below the next makes it an echo."""
        update_id = update.get("update_id") if isinstance(update, dict) else None
        if not isinstance(update_id, int) or not 0 < update_id < MAX_UPDATE_ID:
            update_id = self.next_update_id
        self.ledger.record(
            "update.queued",
            update_id=update_id,
            type=kind,
            lane=lane,
            expires_ms=self.ledger.clock.now_ms() + lifetime_ms,
            copies=copies or self.dice.randint(*self.copies_range) - 1,
            echo=update_id < self.next_update_id,
            update=update,
        )
        for listener in self.on_push:
            listener()
        return update_id

    def holds(self, entry: Entry) -> bool:
        """Whether the entry still waits (it was neither confirmed nor expired)."""
        return entry.number in self.entries or entry.number in self.echoes

    def peek(self, limit: int) -> list[Entry]:
        """The oldest entries, at most `limit`, in the order of their identifiers."""
        self.expire()
        batch = list(islice(self.echoes.values(), limit))
        batch += islice(self.entries.values(), limit - len(batch))
        return sorted(batch, key=lambda entry: entry.update_id) if self.echoes else batch

    def confirm_below(self, offset: int) -> None:
        """Forget everything below an offset of getUpdates."""
        gone = []
        for entry in self.entries.values():
            if entry.update_id >= offset:
                break
            gone.append(entry)
        gone += [entry for entry in self.echoes.values() if entry.update_id < offset and entry.deliveries]
        self.remove(gone, "update.confirmed", via="polling")

    def keep_last(self, count: int) -> None:
        """A negative offset: everything but the last `count` updates is forgotten."""
        surplus = max(0, len(self.entries) - count)
        self.remove(list(islice(self.entries.values(), surplus)), "update.confirmed", via="polling")

    def clear(self) -> None:
        self.remove(
            [*self.entries.values(), *self.echoes.values()], "update.dropped", via="drop_pending_updates"
        )

    def remove(self, gone: Iterable[Entry], kind: str, **why: object) -> None:
        gone = list(gone)
        if gone:
            self.ledger.record(
                kind,
                entries=[entry.number for entry in gone],
                update_ids=[entry.update_id for entry in gone],
                **why,
            )

    def delivered(self, batch: list[Entry], **how: object) -> None:
        """Write down that these went out, and line up the repeats that are still owed."""
        self.ledger.record(
            "update.delivered",
            entries=[entry.number for entry in batch],
            update_ids=[entry.update_id for entry in batch],
            **how,
        )

    def echo(self, entry: Entry) -> None:
        """Queue the same update again, behind everything else."""
        self.ledger.record(
            "update.queued",
            update_id=entry.update_id,
            type=entry.kind,
            lane=entry.lane,
            expires_ms=entry.expires_ms,
            copies=entry.copies - 1,
            echo=True,
            of=entry.number,
            update=msgspec.Raw(entry.body),
        )

    def expire(self) -> None:
        """Drop what outlived its time: 24 hours for messages, 150 s for button presses."""
        now_ms = self.ledger.clock.now_ms()
        gone = []
        while self._deadlines and self._deadlines[0][0] <= now_ms:
            number = heappop(self._deadlines)[1]
            if entry := self.entries.get(number) or self.echoes.get(number):
                gone.append(entry)
        self.remove(gone, "update.expired")

    def _queued(self, fact: Json) -> None:
        entry = Entry(
            number=fact["n"],
            update_id=fact["update_id"],
            body=encode(fact["update"]),
            lane=fact["lane"],
            kind=fact["type"],
            expires_ms=fact["expires_ms"],
            echo=fact["echo"],
            copies=fact["copies"],
        )
        (self.echoes if entry.echo else self.entries)[entry.number] = entry
        if original := self.entries.get(fact.get("of", 0)) or self.echoes.get(fact.get("of", 0)):
            original.copies = 0
        heappush(self._deadlines, (entry.expires_ms, entry.number))
        self.next_update_id = max(self.next_update_id, entry.update_id + 1)

    def _delivered(self, fact: Json) -> None:
        for number in fact["entries"]:
            if entry := self.entries.get(number) or self.echoes.get(number):
                entry.deliveries += 1

    def _gone(self, fact: Json) -> None:
        for number in fact["entries"]:
            if self.entries.pop(number, None) is None:
                self.echoes.pop(number, None)
