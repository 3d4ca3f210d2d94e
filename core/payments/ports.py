"""What payments need of storage, inside the transaction of a turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.payments.model import EntryKind, Intent, IntentState, LedgerEntry, NewIntent
    from core.payments.money import Held, NewEntry, NewHeld
    from core.values import Money

PROVIDER = "yookassa"


@dataclass(frozen=True, slots=True)
class Look:
    """An intent that is to be looked at again. `body`: what its payment is made of, as first asked for."""

    intent: Intent
    body: str


class Intents(Protocol):
    """Wishes to pay."""

    def hold(self, account_id: int) -> None:
        """Let nobody else begin a payment for the account until the end of the transaction."""

    def add(self, wish: NewIntent, body: str, look_ms: int, now_ms: int) -> Intent:
        """Write a wish with its idempotence key; two statements."""

    def live(self, subscriber_id: int, account_id: int) -> Intent | None:
        """The wish of this person for the account that is neither paid, over, nor superseded."""

    def supersede(self, intent_id: int) -> None:
        """A newer wish takes its place."""

    def readdress(self, intent_id: int, address: str) -> None:
        """Its end is told at this address."""

    def get(self, intent_id: int, *, hold: bool = False) -> Intent | None:
        """One wish; `hold`: nobody else changes it until the end of the transaction."""

    def body(self, intent_id: int) -> str:
        """What its payment is made of; "" once it is over."""

    def by_provider(self, provider_id: str) -> Intent | None: ...

    def of(self, subscriber_id: int, most: int) -> tuple[Intent, ...]:
        """What a person wished to pay, the newest first."""

    def paid(self, subscriber_id: int, account_id: int, amount: Money, since_ms: int) -> bool:
        """Whether the person paid this sum for the account since then, by whichever link."""

    def counts(self, subscriber_id: int, account_id: int, since_ms: int) -> tuple[int, int]:
        """Wishes of the person and for the account since then."""

    def link(self, intent: Intent, provider_id: str, url: str = "", expires_ms: int = 0) -> Intent:
        """Note what the provider made of it; the id it was given first stays. What it has become."""

    def move(
        self,
        intent: Intent,
        becomes: IntentState,
        now_ms: int,
        *,
        party: str = "",
        reason: str = "",
        method: str = "",
        title: str = "",
    ) -> Intent:
        """Go to another state; what it has become. Raises LookupError: it is not as it was read."""

    def due(self, now_ms: int, most: int) -> tuple[Look, ...]:
        """What is to be looked at now, the longest overdue first."""

    def looked(self, intent_id: int, next_ms: int) -> None:
        """It was looked at; when to do so again (0: never)."""


class Ledger(Protocol):
    """Money that moved."""

    def hold(self, external_id: str) -> None:
        """Let nobody else settle this payment until the end of the transaction."""

    def book(self, entry: NewEntry, now_ms: int) -> LedgerEntry | None:
        """Write an entry; None when it is there already."""

    def entry(self, kind: EntryKind, external_id: str) -> LedgerEntry | None: ...

    def refunded(self, payment_id: str) -> Money:
        """How much of a payment was given back, above zero."""

    def unacknowledged(self, account_id: int) -> Money:
        """Money of the account that billing's balance does not hold yet; less than zero for refunds."""

    def of_account(self, account_id: int, most: int) -> tuple[LedgerEntry, ...]:
        """Entries that billing does not know of yet, the newest first."""

    def suspend(self, held: NewHeld, now_ms: int) -> bool:
        """Keep what cannot be booked; False when it is kept already for the same reason, or was closed."""

    def held(self, external_id: str, kind: EntryKind) -> Held | None: ...

    def waiting(self, payment_id: str) -> tuple[Held, ...]:
        """What nobody has decided of a payment: itself, and refunds that came before it."""

    def close(self, external_id: str, kind: EntryKind, how: str, now_ms: int) -> None:
        """Somebody, or better facts, decided what was held."""


class Notices(Protocol):
    """Raw notices of the provider: each says which payment to look at, and proves nothing."""

    def keep(self, notice: Notice, now_ms: int) -> int:
        """Store one; its id."""

    def due(self, now_ms: int, most: int) -> tuple[tuple[str, str], ...]:
        """Event and object of notices to be looked at, the oldest first, each object once."""

    def done(self, object_id: str, result: str, now_ms: int, until_ms: int) -> int:
        """All notices about the object that came up to `until_ms` are dealt with; how many."""

    def later(self, object_id: str, next_ms: int) -> None:
        """Could not be looked at: again then."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it came. `object_id` is of a payment or a refund, as `event` says."""

    remote: str
    event: str
    object_id: str
    body: bytes
