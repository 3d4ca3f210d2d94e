"""A payment from the wish to the booked rouble. Sums are whole kopecks, times UTC milliseconds.

An *intent* is ours: written before anybody is asked for a link. *Facts* are what the provider says of a
payment when it is asked (never what a notification claims). A ledger entry is money
that was really moved, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.values import Money


class IntentState(StrEnum):
    """How far an intent has come; SUCCEEDED, CANCELED and REFUSED are final."""

    NEW = "new"  # written, the provider has not been asked
    UNKNOWN = "unknown"  # asked, and nobody knows whether a payment was made of it
    PENDING = "pending"  # there is a link, nobody has paid by it yet
    HELD = "held"  # paid, but something does not agree: an operator decides
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"
    REFUSED = "refused"  # the provider would not make a payment of it


FINAL = frozenset({IntentState.SUCCEEDED, IntentState.CANCELED, IntentState.REFUSED})


@dataclass(frozen=True, slots=True)
class NewIntent:
    """The wish to pay `amount` for an account. `debt` is what the screen showed, `debt_as_of` of which day.

    `address` is where the wish came from and where its end is told; `email` where the fiscal receipt goes.
    """

    account_id: int
    subscriber_id: int
    address: str
    amount: Money
    debt: Money
    debt_as_of: date
    email: str = ""


@dataclass(frozen=True, slots=True)
class Intent:
    """An intent as it is stored. `key` is the idempotence key of its one creation at the provider.

    `superseded`: a newer one of another amount took its place; it can still be paid, and is booked then.
    `party` and `reason` say why it was cancelled.
    """

    id: int
    wish: NewIntent
    key: str
    state: IntentState
    created_ms: int
    provider_id: str = ""
    url: str = ""
    expires_ms: int = 0
    settled_ms: int = 0
    superseded: bool = False
    party: str = ""
    reason: str = ""


NOTHING = Money(0)


class PaymentStatus(StrEnum):
    """The provider's own four."""

    PENDING = "pending"
    WAITING = "waiting_for_capture"
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the provider says of one payment. `intent` is our id out of its metadata, 0 where there is none.

    `income` is what arrives after the provider's commission, None where it does not say; `method` is its name
    of how it was paid (`bank_card`, `sbp`), `title` what people read of it (`Bank card *4444`).
    """

    provider_id: str
    status: PaymentStatus
    amount: Money
    currency: str
    shop: str
    test: bool
    created_ms: int
    intent: int = 0
    url: str = ""
    captured_ms: int = 0
    party: str = ""
    reason: str = ""
    method: str = ""
    title: str = ""
    income: Money | None = None
    refunded: Money = NOTHING


@dataclass(frozen=True, slots=True)
class RefundFacts:
    """What the provider says of money given back."""

    provider_id: str
    payment_id: str
    amount: Money
    currency: str
    succeeded: bool
    created_ms: int


class EntryKind(StrEnum):
    """What a ledger entry is; a refund has a negative sum."""

    PAYMENT = "payment"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """Money that moved, once: unique by provider, kind and the provider's id. `intent` 0: none of ours."""

    id: int
    kind: EntryKind
    external_id: str
    account_id: int
    intent: int
    amount: Money
    at_ms: int
