"""The port of SMS providers. Synchronous: it runs in a thread pool of its own, with real timeouts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OutgoingSms:
    """One message. `own_id` is ours, kept before the call, and names the message to the provider too."""

    own_id: str
    phone: str
    text: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider took the message. `parts` it is charged as, `kopecks` they cost (0: not told)."""

    provider_id: str
    parts: int
    kopecks: int = 0


class SmsFault(StrEnum):
    """Why a provider did not take a message: a closed set for every provider."""

    AUTH = "auth"
    FUNDS = "funds"
    BLOCKED = "blocked"
    DENIED = "denied"
    BAD_NUMBER = "bad_number"
    UNDELIVERABLE = "undeliverable"
    RATE = "rate"
    TRANSIENT = "transient"
    UNKNOWN = "unknown"

    @property
    def retryable(self) -> bool:
        """Certainly not sent, and the same message may pass later."""
        return self in {SmsFault.RATE, SmsFault.TRANSIENT, SmsFault.FUNDS, SmsFault.BLOCKED, SmsFault.AUTH}

    @property
    def alerts(self) -> bool:
        """Somebody of the supplier has to act."""
        return self in {SmsFault.AUTH, SmsFault.FUNDS, SmsFault.BLOCKED}


class SmsError(Exception):
    """The provider refused, or nobody knows whether it took the message (`SmsFault.UNKNOWN`)."""

    def __init__(self, fault: SmsFault, detail: str = "", retry_after_ms: int = 0) -> None:
        super().__init__(f"{fault.value}: {detail}" if detail else fault.value)
        self.fault = fault
        self.retry_after_ms = retry_after_ms


class SmsState(StrEnum):
    """What became of a message, as the provider says. `MISSING`: it never got there."""

    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    MISSING = "missing"


class SmsProvider(Protocol):
    """A provider is one file: send a message, ask what became of it. Both raise `SmsError`."""

    def send(self, sms: OutgoingSms) -> Accepted: ...

    def state(self, own_id: str, phone: str) -> SmsState: ...
