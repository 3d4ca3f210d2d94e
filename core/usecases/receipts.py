"""Checking an account number against a second fact, so that an answer tells nothing else.

No such account, a wrong fact, an account that is locked: the same statements, the same digests, the same
answer, whatever the fact. Only the limits of the person who asks are told, because they depend on nothing but
their own tries. What billing says of the account is read once the right is proven.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.fresh_facts import Dating, Stale, stale
from core.limits import NOTHING, Limits, Scope, failure_keys, failure_wait, proven_keys, sure_key
from core.linking import AuditEvent, receipt_month
from core.phones import parse_phone
from core.second_facts import Fact, meter_matches, office_matches
from core.secrets import Keyring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.ports import Store
    from core.values import Period


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says that this belongs to the account with this number, and what.

    `code` is the code of the bill or of the office, or the serial as `parse_serial` gives it; `amount` is the
    last payment in kopecks, with the serial only.
    """

    address: str
    number: str
    code: str
    fact: Fact = Fact.RECEIPT
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Proven:
    """The fact is right. The account is still not shown: the phone comes next.

    `number` is today's; `phone` is billing's, as it writes it; `office_code` is the one that was used, or 0.
    """

    account_id: int
    number: str
    phone: str
    closed: bool
    office_code: int = 0


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Number and fact do not go together, or may not be tried now. `wait`: seconds before the next try."""

    wait: int


@dataclass(frozen=True, slots=True)
class TooOften:
    """This person has tried too often; nothing was looked at."""

    wait: int


@dataclass(frozen=True, slots=True)
class Outdated:
    """The fact is right, but older than what happened to the account since (`core.fresh_facts`).

    `number` is today's; `since_ms`: what is newer than this moment counts again.
    """

    number: str
    why: Stale
    since_ms: int


Verdict = Proven | Mismatch | TooOften | Outdated


@dataclass(frozen=True, slots=True)
class _Looked:
    account_id: int
    right: bool
    dating: Dating
    office_code: int = 0


@dataclass(frozen=True, slots=True)
class CheckFact:
    """The second fact of linking. `payments`: how many of the newest ones count as the last.

    `meter_needs_phone`: meter and payment prove only an account whose mobile phone billing knows.

    `accepted` months come from the caller: one setting for everybody.
    """

    keys: Keyring
    limits: Limits
    payments: int = 2
    meter_needs_phone: bool = True

    def __call__(self, store: Store, claim: Claim, accepted: Sequence[Period], now_ms: int) -> Verdict:
        # An account that was renumbered has one count, whichever of its numbers is typed.
        lasting = store.facts.lasting_number(claim.number)
        tallied = failure_keys(claim.address, lasting)
        counts = store.attempts.counts(tallied, now_ms)
        own = counts.get((Scope.FAILED_ADDRESS, claim.address), NOTHING)
        wait = failure_wait(Scope.FAILED_ADDRESS, own, self.limits, now_ms)
        if wait:
            return TooOften(wait)
        looked = self._look(store, claim, accepted, now_ms)
        account_count = counts.get((Scope.FAILED_ACCOUNT, lasting), NOTHING)
        locked = failure_wait(Scope.FAILED_ACCOUNT, account_count, self.limits, now_ms) > 0
        if looked.right and not locked and looked.account_id:
            return self._proven(store, claim, looked, now_ms)
        store.attempts.bump(tallied, now_ms)
        store.audit.note(AuditEvent("receipt-refused", claim.address, detail=f"*{claim.number[-4:]}"), now_ms)
        return Mismatch(failure_wait(Scope.FAILED_ADDRESS, own.once_more(now_ms), self.limits, now_ms))

    def again(self, store: Store, account_id: int, office_code: int = 0) -> Proven:
        """What was proven a while ago, with what billing says of the account now."""
        account = store.facts.account(account_id)
        closed = account.closed or not account.known
        return Proven(account_id, account.number, account.phone, closed, office_code)

    def _look(self, store: Store, claim: Claim, accepted: Sequence[Period], now_ms: int) -> _Looked:
        match claim.fact:
            case Fact.RECEIPT:
                evidence = store.receipts.evidence(claim.number, accepted)
                kept, other = evidence.digests, evidence.other
                month = receipt_month(self.keys, claim.number, claim.code, accepted, kept, other)
                return _Looked(evidence.account_id, month is not None, Dating(month))
            case Fact.METER:
                known = store.facts.meter_and_payments(claim.number, self.payments)
                # Neighbours read serials in the stairwell, and people pay round sums: without a phone that
                # billing knows, whoever guesses would get the code (docs/security.md).
                phone = parse_phone(store.facts.account(known.account_id).phone)
                right = meter_matches(claim.code, claim.amount, known)
                right &= bool(phone) or not self.meter_needs_phone
                return _Looked(known.account_id, right, Dating(paid_on=known.newest(claim.amount)))
            case Fact.OFFICE:
                code = store.facts.office_code(claim.number, claim.address, now_ms)
                right = office_matches(self.keys, claim.code, code)
                return _Looked(code.account_id, right, Dating(issued_ms=code.issued_ms), code.id)

    def _proven(self, store: Store, claim: Claim, looked: _Looked, now_ms: int) -> Proven | Outdated:
        old = outdated(store, claim.address, looked.account_id, looked.dating, now_ms)
        if old is not None:
            return old
        if looked.office_code:
            store.facts.use_office_code(looked.office_code, claim.address, now_ms)
        sure = (sure_key(claim.address, looked.account_id),) if looked.office_code else ()
        store.attempts.bump((*proven_keys(), *sure), now_ms)
        event = AuditEvent("receipt-proven", claim.address, 0, looked.account_id, detail=str(claim.fact))
        store.audit.note(event, now_ms)
        return self.again(store, looked.account_id, looked.office_code)


def outdated(store: Store, address: str, account_id: int, fact: Dating, now_ms: int) -> Outdated | None:
    """Why a fact that is right is too old, if it is. It was no guess: nothing is counted against anybody."""
    history = store.facts.history(account_id)
    why = stale(fact, history)
    if why is None:
        return None
    store.attempts.bump(proven_keys(), now_ms)
    store.audit.note(AuditEvent("fact-outdated", address, 0, account_id, str(why)), now_ms)
    since_ms = history.disputed_ms if why is Stale.DISPUTED else history.changed_ms
    return Outdated(store.facts.account(account_id).number, why, since_ms)
