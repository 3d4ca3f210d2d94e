"""Claims what nobody asked for, in the commit that takes the moments of it (`core.pace`).

Each row is claimed apart: one that cannot be judged waits, and takes none of the others with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from bot.channels.apart import apart
from bot.channels.pacing import OTHERS, TELEGRAM
from core.pace import AHEAD_MS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.channels.apart import Broken
    from core.database import Tx
    from core.pace import ChatPace, Tempo
    from core.ports import Store
    from core.records import OutboxRow

BUSY_S = 0.02


class Judge(Protocol):
    """Claims one row; None where it is not to be sent, or not now."""

    def claim_in(self, store: Store, row: OutboxRow, now_ms: int, lease_ms: int) -> OutboxRow | None: ...

    def ours_until(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """Claimed rows with their moments (monotonic seconds), when to look again, what was put off.

    Nothing leaves in this line for `full_s`.
    """

    rows: tuple[tuple[OutboxRow, float], ...] = ()
    look_s: float = BUSY_S
    full_s: float = 0.0
    broken: tuple[Broken, ...] = ()


def line_of(row: OutboxRow) -> str:
    """The line whose moments a row takes: what goes elsewhere does not wait when Telegram rests."""
    return TELEGRAM if row.address.startswith(f"{TELEGRAM}:") else OTHERS


class Claims:
    """What is done in transactions. `tempo` is that of all replicas together, `chat` that of one chat."""

    def __init__(
        self,
        judge: Judge,
        open_store: Callable[[Tx], Store],
        wall_ms: Callable[[], int],
        tempo: Tempo,
        chat: ChatPace,
    ) -> None:
        """`wall_ms` is the clock of the pace where there is one process only (see `PacesGateway.open`)."""
        self._judge, self._open, self._wall_ms = judge, open_store, wall_ms
        self.tempo, self._chat = tempo, chat

    def take(
        self, scope: str, rows: Sequence[OutboxRow], now_ms: int, lease_ms: int, owed: int, tx: Tx
    ) -> Taken:
        """Claim rows of one line for its next moments, of which `owed` are taken already."""
        store = self._open(tx)
        opened = store.paces.open(scope, self._wall_ms(), wait=False)
        if opened is None:
            return Taken()
        line, at_ms = opened
        began = monotonic()
        line = line.without(self.tempo, at_ms, owed)
        _, free = line.take(self.tempo, at_ms, len(rows))
        claimed, broken = self._claimed(store, rows, len(free), now_ms, lease_ms)
        line, delays = line.take(self.tempo, at_ms, len(claimed))
        if owed or claimed:
            store.paces.keep(scope, line)
        moments = tuple((row, began + ms / 1000) for row, ms in zip(claimed, delays, strict=True))
        full_ms = line.free_ms(at_ms) - at_ms
        return Taken(moments, max(0.0, (full_ms - AHEAD_MS / 2) / 1000), full_ms / 1000, tuple(broken))

    def _claimed(
        self, store: Store, rows: Sequence[OutboxRow], most: int, now_ms: int, lease_ms: int
    ) -> tuple[list[OutboxRow], list[Broken]]:
        claimed: list[OutboxRow] = []
        broken: list[Broken] = []
        for row in rows:
            if len(claimed) == most:
                break
            mine = apart(store, row, now_ms, partial(self._one, store, row, now_ms, lease_ms))
            if isinstance(mine, Exception):
                broken.append((row.id, mine))
            elif mine is not None:
                claimed.append(mine)
        return claimed, broken

    def _one(self, store: Store, row: OutboxRow, now_ms: int, lease_ms: int) -> OutboxRow | None:
        """Claim a row if its chat is at rest; nothing unasked comes into a conversation."""
        if not self._chat.holds(row.address):
            return self._judge.claim_in(store, row, now_ms, lease_ms)
        free_ms = self._chat.free_ms(store.sessions.load(row.address)[0].paced_ms, now_ms)
        if free_ms > now_ms:
            store.outbox.postpone(row.id, free_ms)
            return None
        mine = self._judge.claim_in(store, row, now_ms, lease_ms)
        if mine is not None:
            store.sessions.told(row.address, self._chat.take(free_ms, now_ms)[1])
        return mine

    def another(self, row: OutboxRow, tx: Tx) -> float | None:
        """Take another moment for a claimed row; None while there is none, or where it is ours no more.

        It may have missed its moment because the storage was away, for longer than its lease.
        """
        store, scope = self._open(tx), line_of(row)
        opened = store.paces.open(scope, self._wall_ms())
        if opened is None or not store.outbox.renew(row, self._judge.ours_until()):
            return None
        line, at_ms = opened
        line, delays = line.take(self.tempo, at_ms, 1, 4 * AHEAD_MS)
        store.paces.keep(scope, line)
        return monotonic() + delays[0] / 1000 if delays else None
