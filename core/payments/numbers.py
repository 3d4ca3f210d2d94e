"""The number of a payment or refund, for people, for billing and back: `P-48-217-305`, with a check digit.

Billing gives it back in `payments.csv` (`external_id`) and in its answers; people read it out on the phone.
"""

from __future__ import annotations

from core.readings.receipts import entry_of, receipt_of

_MARK = "P-"


def number_of(ledger_id: int) -> str:
    """The number of an entry of the ledger.

    >>> ledger_of(number_of(17)), ledger_of("17")
    (17, 0)
    """
    return _MARK + receipt_of(ledger_id)


def ledger_of(text: str) -> int:
    """The entry behind a number in any grouping of its digits; 0 for anything else, a mistyped one too.

    Any letter may stand in front: on the phone and on a Russian keyboard it becomes another one.
    """
    bare = text.strip()
    if not bare[:1].isalpha():
        return 0
    return entry_of(bare[1:].strip(" -"))
