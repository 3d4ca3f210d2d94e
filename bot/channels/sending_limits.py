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

LATER, TAKEN, USELESS = "later", "taken", "useless"
"""What becomes of a row at its claim: it was postponed and stays as it is; another has it, or it is over;
nobody needs it any more."""


def _always(_store: Store, _session: Session) -> bool:
    return True


def _of_use(_store: Store, _row: OutboxRow, _now_ms: int) -> str:
    return ""


def _at_once(_row: OutboxRow) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is sent at once: rows in flight, lease of a claim, messages per second that nobody asked for.

    `may_start`: whether a conversation may still be begun, asked when what begins one is claimed; `useful`:
    what becomes of that row at a moment (UTC ms): "" where it still tells what is of use, `LATER` where it
    was postponed, else why it is dropped; `chat`: the pace of one chat; `ready`: whether a row can leave as
    soon as it is claimed, asked of what nobody asked for until it can.
    """

    in_flight: int = 200
    lease_ms: int = 60_000
    bulk_per_second: int = 25
    may_start: Callable[[Store, Session], bool] = _always
    chat: ChatPace = NO_PACE
    useful: Callable[[Store, OutboxRow, int], str] = _of_use
    ready: Callable[[OutboxRow], bool] = _at_once

    def why_not(self, store: Store, row: OutboxRow, now_ms: int) -> str:
        """Why a row that is about to be claimed is not sent; "" when it is, `LATER` when it waits.

        `TAKEN` before anything is asked: what is asked has effects, and may be asked of nobody else's row.
        """
        topic = "" if row.priority is Priority.REPLY else store.outbox.begins(row.id, uncertain=row.uncertain)
        if not topic:
            return "" if topic is not None else TAKEN
        whom = meant(topic, store.sessions.load(row.address)[0])
        theirs = still_theirs(store, topic, row.address, now_ms)
        if whom is None or not theirs or not self.may_start(store, whom):
            return "unwanted"
        return self.useful(store, row, now_ms)


def wall_ms() -> int:
    """The wall clock, UTC milliseconds."""
    return time_ns() // 1_000_000


class Lists(Protocol):
    """Sends what we begin ourselves in one scheme, many at a time."""

    scheme: str

    async def carry(self, delivery: Delivery) -> None:
        """Send what is due, by `lease`, `claim_in` and `finish_all` of the delivery."""
