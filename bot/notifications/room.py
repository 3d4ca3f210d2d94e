"""How much may be handed over by now: SMS that stand still for want of money hold up no messenger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.ports import Store

AHEAD_S = 4
"""So many seconds' worth of messages wait in the outbox at most: STOP and an answer come in time."""
_SMS = "tel"


@dataclass(slots=True)
class Room:
    """Messages that the outbox has room for, by messengers and by SMS."""

    messenger: int
    sms: int

    def share(self, among: int) -> Room:
        """The part of one of several, at least one message."""
        return Room(*(max(room // among, min(room, 1)) for room in (self.messenger, self.sms)))

    def holds(self, address: str) -> bool:
        """Whether a message to an address has room."""
        return (self.sms if address.startswith(f"{_SMS}:") else self.messenger) > 0

    def take(self, address: str) -> None:
        """A message more waits."""
        if address.startswith(f"{_SMS}:"):
            self.sms -= 1
        else:
            self.messenger -= 1


def room_of(store: Store, per_second: int, now_ms: int) -> Room:
    """What the sender takes in some seconds, less what waits."""
    most = AHEAD_S * per_second
    return Room(
        most - store.outbox.unsolicited(now_ms, most, _SMS, beside=True),
        most - store.outbox.unsolicited(now_ms, most, _SMS),
    )
