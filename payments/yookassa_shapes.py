"""Objects of the API, with the fields that we rely on. More of them may come."""

from __future__ import annotations

from typing import Any

import msgspec


class Amount(msgspec.Struct):
    """A sum; `value` has a dot and two digits."""

    value: str
    currency: str


class Recipient(msgspec.Struct):
    """Whose money it is: `account_id` is the shop."""

    account_id: str


class Payment(msgspec.Struct):
    """A payment; what may be absent or new in kind is read by hand."""

    id: str
    status: str
    amount: Amount
    recipient: Recipient
    test: bool
    created_at: str
    captured_at: str | None = None
    income_amount: Amount | None = None
    refunded_amount: Amount | None = None
    metadata: Any = None
    confirmation: Any = None
    cancellation_details: Any = None
    payment_method: Any = None


class Refund(msgspec.Struct):
    """Money given back."""

    id: str
    payment_id: str
    status: str
    amount: Amount
    created_at: str


class List(msgspec.Struct):
    """A page, the newest first."""

    items: list[Any]
    next_cursor: str | None = None


class Me(msgspec.Struct):
    """The shop."""

    account_id: str
    test: bool
    status: str
    fiscalization_enabled: Any = None
    fiscalization: Any = None
