"""Checking an account number against the code of its bill, so that an answer tells nothing else.

No such account, a wrong code, an account that is locked: the same statements, the same digests, the same
answer. Only the limits of the person who asks are told, because they depend on nothing but their own tries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.limits import NOTHING, Limits, Scope, failure_keys, failure_wait, proven_keys
from core.linking import AuditEvent, receipt_matches
from core.secrets import Keyring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.ports import Store
    from core.values import Period


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says that the code stands on the bill of the account with this number."""

    address: str
    number: str
    code: str


@dataclass(frozen=True, slots=True)
class Proven:
    """The code is right. The account is still not shown: the phone comes next."""

    account_id: int


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Number and code do not go together, or may not be tried now. `wait`: seconds before the next try."""

    wait: int


@dataclass(frozen=True, slots=True)
class TooOften:
    """This person has tried too often; nothing was looked at."""

    wait: int


Verdict = Proven | Mismatch | TooOften


@dataclass(frozen=True, slots=True)
class CheckReceipt:
    """The second fact of linking. `accepted` months come from the caller: one setting for everybody."""

    keys: Keyring
    limits: Limits

    def __call__(self, store: Store, claim: Claim, accepted: Sequence[Period], now_ms: int) -> Verdict:
        tallied = failure_keys(claim.address, claim.number)
        counts = store.attempts.counts(tallied, now_ms)
        own = counts.get((Scope.FAILED_ADDRESS, claim.address), NOTHING)
        wait = failure_wait(Scope.FAILED_ADDRESS, own, self.limits, now_ms)
        if wait:
            return TooOften(wait)
        evidence = store.receipts.evidence(claim.number, accepted)
        right = receipt_matches(self.keys, claim.number, claim.code, accepted, evidence.digests)
        account_count = counts.get((Scope.FAILED_ACCOUNT, claim.number), NOTHING)
        locked = failure_wait(Scope.FAILED_ACCOUNT, account_count, self.limits, now_ms) > 0
        if right and not locked and evidence.account_id:
            store.attempts.bump(proven_keys(), now_ms)
            store.audit.note(AuditEvent("receipt-proven", claim.address, 0, evidence.account_id), now_ms)
            return Proven(evidence.account_id)
        store.attempts.bump(tallied, now_ms)
        store.audit.note(AuditEvent("receipt-refused", claim.address, detail=f"*{claim.number[-4:]}"), now_ms)
        return Mismatch(failure_wait(Scope.FAILED_ADDRESS, own.once_more(now_ms), self.limits, now_ms))
