"""The port of SMS providers. Synchronous: it runs in a thread pool of its own, with real timeouts.

A second provider is one file that has these seven members and passes tests/channels/sms_contract.py.
Phones are E.164, money is kopecks, times are UTC milliseconds. Every method but `parse_callback` raises
`SmsError`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class OutgoingSms:
    """One message. `own_id` is ours, stored before the call, and names the message to the provider too.

    `own_id`: 1 to 40 of Latin letters, digits, `.-_`. `life_s`: how long delivery makes sense, 0: a day.
    """

    own_id: str
    phone: str
    text: str
    life_s: int = 0


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider took the message. `parts` it is charged as, `kopecks` they cost (0: not told)."""

    provider_id: str
    parts: int
    kopecks: int = 0


class SmsFault(StrEnum):
    """Why a provider did not do what it was asked: a closed set for every provider."""

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
    def pauses(self) -> bool:
        """Nothing passes before somebody acts or time goes by: stop sending, keep the queue."""
        return self in {SmsFault.AUTH, SmsFault.FUNDS, SmsFault.BLOCKED}

    @property
    def alerts(self) -> bool:
        """Somebody of the supplier has to act."""
        return self.pauses


class SmsError(Exception):
    """The provider refused, or nobody knows whether it took the message (`SmsFault.UNKNOWN`).

    `code` is the provider's own, "" for none; `detail` never holds a text, a secret or a whole phone.
    """

    def __init__(self, fault: SmsFault, detail: str = "", retry_after_ms: int = 0, code: str = "") -> None:
        super().__init__(f"{fault.value}: {detail}" if detail else fault.value)
        self.fault = fault
        self.retry_after_ms = retry_after_ms
        self.code = code


class SmsState(StrEnum):
    """What became of a message, as the provider says. `MISSING`: it never got there."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    MISSING = "missing"

    @property
    def final(self) -> bool:
        """Nothing follows; `MISSING` may only be early."""
        return self in {SmsState.DELIVERED, SmsState.FAILED}


class Undelivered(StrEnum):
    """Why an accepted message did not arrive: a closed set for every provider."""

    NONE = ""
    EXPIRED = "expired"  # off or out of reach for the whole life of the message
    NO_SUBSCRIBER = "no-subscriber"
    BARRED = "barred"  # the subscriber or the handset takes no SMS
    SIM_REPLACED = "sim-replaced"
    BAD_NUMBER = "bad-number"
    NO_ROUTE = "no-route"
    DENIED = "denied"  # template, sender or text: ours to mend
    SPAM = "spam"
    TOO_MANY = "too-many"
    FUNDS = "funds"
    OTHER = "other"

    @property
    def ours(self) -> bool:
        """Staff have to act: the phone is not at fault."""
        return self in {Undelivered.DENIED, Undelivered.SPAM, Undelivered.FUNDS, Undelivered.NO_ROUTE}


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of one message at `at_ms` (0: the provider does not say when)."""

    own_id: str
    phone: str
    state: SmsState
    reason: Undelivered = Undelivered.NONE
    code: str = ""
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class IncomingSms:
    """What somebody texted. `phone` is a hint, not proof: E.164 for a subscriber, else as it came.

    `to` is our number ("" when it is not told); `received_ms` 0 when the provider does not say when.
    """

    provider_id: str
    phone: str
    text: str
    to: str = ""
    received_ms: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page of the inbox, the oldest first, the cursor to store with it, and how many were not readable."""

    messages: tuple[IncomingSms, ...]
    cursor: str
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Callback:
    """A request of the provider to us, as it came; nothing in it is trusted."""

    method: str
    query: str
    content_type: str
    body: bytes


class CallbackRefused(Exception):
    """A callback that is not taken. `forged`: its checksum is missing or wrong (or we have no secret)."""

    def __init__(self, detail: str, *, forged: bool = False) -> None:
        super().__init__(detail)
        self.forged = forged


@dataclass(frozen=True, slots=True)
class SmsCapabilities:
    """What a provider can do. `longest` characters of one text, `most` messages of one list.

    `callbacks`: it tells us and we can check that it is it. `inbox_s`, `statuses_s`: how many seconds there
    should be between two looks into the inbox, and between two questions about statuses.
    """

    inbound: bool
    callbacks: bool
    prices: bool
    longest: int
    most: int
    inbox_s: int = 30
    statuses_s: int = 62


class SmsProvider(Protocol):
    """A provider is one file. `own_id` and phone together name a message, also within a list."""

    @property
    def capabilities(self) -> SmsCapabilities: ...

    def send(self, sms: OutgoingSms) -> Accepted: ...

    def send_list(self, messages: Sequence[OutgoingSms]) -> Mapping[str, Accepted | SmsError]:
        """Hand over messages of one `own_id` to different phones, at most `most`; the outcome by phone.

        Raises `SmsError` when it holds for all of them.
        """

    def price(self, sms: OutgoingSms) -> int:
        """Tell what the message would cost; nothing is sent."""

    def statuses(self, keys: Sequence[tuple[str, str]]) -> tuple[Status, ...]:
        """What became of messages named by (own id, phone); those the provider never saw are MISSING."""

    def fetch_incoming(self, cursor: str) -> Fetched:
        """What was received after the cursor; "" for the first time ever."""

    def parse_callback(self, callback: Callback) -> tuple[IncomingSms | Status, ...]:
        """What the provider tells us. Raises `CallbackRefused`."""

    def balance(self) -> int: ...
