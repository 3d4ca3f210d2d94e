"""A phone whose SIM was replaced gets no code and proves nothing for a day.

Carriers block senders with letters for 24 hours after a replacement, and say so (error 219 of SMSC): the
person who holds the phone now may not be the one who held it yesterday.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.limits import Limits, Scope, longest_failure_wait
from core.linking import AuditEvent
from core.masking import mask_phone

if TYPE_CHECKING:
    from core.ports import Store

SIM_REPLACED = "sim-replaced"
"""The reason of a refused code that means it; a sender of SMS gives it for its provider's own code."""


def held_for(store: Store, phone: str, limits: Limits, now_ms: int) -> int:
    """Seconds for which the phone proves nothing; 0: it is not held."""
    key = (Scope.SIM_SWAPPED, phone)
    return longest_failure_wait(store.attempts.counts((key,), now_ms), limits, now_ms)


def hold_phone(store: Store, address: str, phone: str, now_ms: int) -> None:
    """Hold the phone (E.164) from now on; `address` is who asked for the code."""
    store.attempts.bump(((Scope.SIM_SWAPPED, phone),), now_ms)
    store.audit.note(AuditEvent("phone-held", address, detail=mask_phone(phone)), now_ms)
