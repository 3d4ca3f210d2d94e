"""One SMS and its way: accepted, handed to the carrier, final. Statuses are SMSC's (its section 1.5)."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.sms.ends import (
    DELIVERED,
    DENIED,
    ERR_OFFLINE,
    EXPIRED,
    NEVER_ENDS,
    NO_ROUTE,
    QUEUED,
    SENT,
    WRONG_NUMBER,
    Final,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a message stands: SMSC's status and err, since when (ms of the sandbox clock)."""

    status: int
    err: int
    since_ms: int

    @property
    def final(self) -> bool:
        return self.status > SENT


@dataclass(slots=True)
class Sms:
    """One accepted message; `cost` in kopecks, times by the sandbox clock.

    `n` is the number of its fact; `id` may be used again by a later message. `landed_ms`: when it reaches
    the phone, None while that is off. `start_ms`: when the provider begins with it.
    """

    n: int
    id: str
    phone: str
    text: str
    parts: int
    encoding: str
    cost: int
    at_ms: int
    start_ms: int
    queue_ms: int
    delivery_ms: int
    life_ms: int
    final: Final
    sender: str
    virtual: bool
    landed_ms: int | None

    @property
    def end_ms(self) -> int | None:
        """When the standing becomes final; None: it never does."""
        if self.final == NEVER_ENDS:
            return None
        if self.final[0] != DELIVERED or self.virtual:
            return self.start_ms + self.delivery_ms
        dies_ms = self.start_ms + self.life_ms
        return dies_ms if self.landed_ms is None else min(self.landed_ms, dies_ms)

    @property
    def sent_ms(self) -> int | None:
        """When the carrier gets it; None: SMSC refuses it before."""
        return None if self.final[0] in {WRONG_NUMBER, DENIED, NO_ROUTE} else self.start_ms + self.queue_ms

    def standing(self, now_ms: int) -> Standing:
        """What status.php would tell at this instant."""
        end_ms = self.end_ms
        if end_ms is not None and now_ms >= end_ms:
            status, err = self.final
            if status == DELIVERED and not self.virtual and self.landed_ms != end_ms:
                status, err = EXPIRED, ERR_OFFLINE
            return Standing(status, err, end_ms)
        if self.sent_ms is not None and now_ms >= self.sent_ms:
            return Standing(SENT, 0, self.sent_ms)
        return Standing(QUEUED, 0, self.at_ms)

    def reach(self, now_ms: int) -> None:
        """The phone was switched on; too late for what has expired (`end_ms`)."""
        if self.landed_ms is None:
            self.landed_ms = max(now_ms, self.start_ms + self.delivery_ms)


@dataclass(frozen=True, slots=True)
class Received:
    """An SMS that somebody sent to the supplier's number; `id` comes again only when a test says so."""

    id: int
    phone: str
    text: str
    at_ms: int
    to: str = ""
