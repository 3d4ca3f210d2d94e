"""The export of payments: what billing is told of each rouble that moved, once."""

from __future__ import annotations

from dataclasses import dataclass

from core.payments.model import EntryKind

ADVANCE = "advance"
"""Mark of a payment by a link that was not in force any more."""


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """What billing is told of one payment or refund (`kopecks` below zero).

    `external_id` is the provider's number, `of` that of the payment a refund gives back; `income_kopecks`
    what arrives after the provider's commission, None where it did not say.
    """

    line: int
    kind: EntryKind
    account: str
    kopecks: int
    at_ms: int
    entry_id: int
    external_id: str
    of: int
    income_kopecks: int | None
    mark: str
