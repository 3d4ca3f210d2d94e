"""The number of a payment or refund, for people, for billing and back: `P-48-217-305`, with a check digit.

Billing gives it back in `payments.csv` (`external_id`) and in its answers; people read it out on the phone.
"""

from __future__ import annotations

from core.readings.receipts import entry_of, receipt_of

_MARK = "P-"
_LETTERS = "PpРрПп"
"""Latin, and what is typed for it on a Russian keyboard or heard on the phone."""


def number_of(ledger_id: int) -> str:
    """The number of an entry of the ledger.

    >>> ledger_of(number_of(17)), ledger_of("17")
    (17, 0)
    """
    return _MARK + receipt_of(ledger_id)


def ledger_of(text: str) -> int:
    """The entry behind a number in any grouping of its digits; 0 for anything else, a mistyped one too."""
    bare = text.strip()
    if bare[:1] not in _LETTERS or not bare:
        return 0
    return entry_of(bare[1:].strip(" -"))
