"""How much the delivery sends at once, what is asked before it does, and who sends in lists."""

from __future__ import annotations

from dataclasses import dataclass
from time import time_ns
from typing import TYPE_CHECKING, Protocol

from core.pace import NO_PACE, ChatPace
from core.records import Priority
from core.usecases.notices import meant, still_theirs

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.channels.delivery import Delivery
    from core.ports import Store
    from core.records import OutboxRow, Session


def _always(_store: Store, _session: Session) -> bool:
    return True


def _of_use(_store: Store, _row_id: int, _now_ms: int) -> bool:
    return True


def _at_once(_row: OutboxRow) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is sent at once: rows in flight, lease of a claim, messages per second that nobody asked for.

    `may_start`: whether a conversation may still be begun, asked when what begins one is claimed; `useful`:
    whether that row still tells what is of use at a moment (UTC ms); `chat`: the pace of one chat; `ready`:
    whether a row can leave as soon as it is claimed, asked of what nobody asked for until it can.
    """

    in_flight: int = 200
    lease_ms: int = 60_000
    bulk_per_second: int = 25
    may_start: Callable[[Store, Session], bool] = _always
    chat: ChatPace = NO_PACE
    useful: Callable[[Store, int, int], bool] = _of_use
    ready: Callable[[OutboxRow], bool] = _at_once

    def why_not(self, store: Store, row: OutboxRow, now_ms: int) -> str:
        """Why a row that is about to be claimed is not sent; "" when it is."""
        topic = "" if row.priority is Priority.REPLY else store.outbox.begins(row.id)
        if not topic:
            return ""
        whom = meant(topic, store.sessions.load(row.address)[0])
        theirs = still_theirs(store, topic, row.address, now_ms)
        if whom is None or not theirs or not self.may_start(store, whom):
            return "unwanted"
        return "" if self.useful(store, row.id, now_ms) else "useless"


def wall_ms() -> int:
    """The wall clock, UTC milliseconds."""
    return time_ns() // 1_000_000


class Lists(Protocol):
    """Sends what we begin ourselves in one scheme, many at a time."""

    scheme: str

    async def carry(self, delivery: Delivery) -> None:
        """Send what is due, by `lease`, `claim_in` and `finish_all` of the delivery."""
