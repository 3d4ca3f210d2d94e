"""How much the delivery sends at once, what is asked before it does, and who sends in lists."""

from __future__ import annotations

from dataclasses import dataclass
from time import time_ns
from typing import TYPE_CHECKING, Protocol

from core.pace import NO_PACE, ChatPace

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.channels.delivery import Delivery
    from core.ports import Store
    from core.records import Session


def _always(_store: Store, _session: Session) -> bool:
    return True


def _of_use(_store: Store, _row_id: int, _now_ms: int) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is sent at once: rows in flight, lease of a claim, messages per second that nobody asked for.

    `may_start`: whether a conversation may still be begun, asked when what begins one is claimed; `useful`:
    whether that row still tells what is of use at a moment (UTC ms).
    """

    in_flight: int = 200
    lease_ms: int = 60_000
    bulk_per_second: int = 25
    may_start: Callable[[Store, Session], bool] = _always
    chat: ChatPace = NO_PACE
    useful: Callable[[Store, int, int], bool] = _of_use


def wall_ms() -> int:
    """The wall clock, UTC milliseconds."""
    return time_ns() // 1_000_000


class Lists(Protocol):
    """Sends what we begin ourselves in one scheme, many at a time."""

    scheme: str

    async def carry(self, delivery: Delivery) -> None:
        """Send what is due, by `lease`, `claim_in` and `finish_all` of the delivery."""
