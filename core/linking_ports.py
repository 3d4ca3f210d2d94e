"""What linking and the account card need of storage. Every method is one statement of the current turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.accounts import AccountCard, Dispatcher, Due
    from core.limits import Counts, Key
    from core.linking import (
        AuditEvent,
        CodeRequest,
        Consent,
        Evidence,
        Link,
        NewLink,
        Verification,
        VerificationState,
    )
    from core.values import Period


class Accounts(Protocol):
    """Imported accounts, seen only through a link (but for the phone on record)."""

    def card(self, subscriber_id: int, preferred: int) -> AccountCard | None:
        """The card of the `preferred` account if this person has it linked, else of the one linked last."""

    def dues(self, account_id: int) -> tuple[Due, ...]:
        """Stages of the latest month, in order of their dates."""

    def phone_on_record(self, account_id: int) -> str:
        """The phone as billing writes it, "" if it has none."""

    def dispatcher(self, subscriber_id: int, preferred: int) -> Dispatcher | None:
        """Whom to call about the wires of the account that `card` would show."""


class Receipts(Protocol):
    """Codes printed on bills, as digests."""

    def evidence(self, number: str, periods: Sequence[Period]) -> Evidence: ...


class Links(Protocol):
    """Which person may see which account."""

    def of(self, subscriber_id: int) -> tuple[Link, ...]:
        """Active links, the oldest first."""

    def add(self, link: NewLink, now_ms: int) -> None:
        """Link, or link again; one link per person and account."""

    def end(self, subscriber_id: int, account_id: int, now_ms: int) -> bool:
        """Take the right away and forget the phone; False when there was none."""

    def neighbours(self, account_id: int, subscriber_id: int) -> tuple[str, ...]:
        """Addresses of the other people who have this account linked."""


class Subscribers(Protocol):
    """People, known by their addresses."""

    def create(self, address: str, now_ms: int) -> int:
        """Make a subscriber of the person at `address`; two statements."""

    def mute(self, address: str, now_ms: int, *, muted: bool) -> None:
        """Remember whether we may start a conversation ourselves."""


class Attempts(Protocol):
    """Counts for `core.limits`, kept for a day."""

    def counts(self, keys: Sequence[Key], now_ms: int) -> Counts:
        """Counts of all `keys`, in the same order; the empty count for what never happened."""

    def bump(self, keys: Sequence[Key], now_ms: int) -> None: ...


class Verifications(Protocol):
    """Requests for a one-time code."""

    def open(self, request: CodeRequest, key_id: str, now_ms: int, expires_ms: int) -> int: ...

    def renew(self, verification_id: int, key_id: str, expires_ms: int) -> int:
        """Count one more sending, with fresh tries; returns its counter, 0 when it is not open any more."""

    def find(self, verification_id: int) -> Verification | None: ...

    def sent(self, verification_id: int, counter: int, expires_ms: int) -> None:
        """The code has left: its life begins."""

    def share(self, since_ms: int, most: int) -> tuple[int, int]:
        """Among the newest `most` requests since then: how many, and how many were confirmed."""

    def missed(self, verification_id: int) -> None:
        """Count a wrong try."""

    def close(self, verification_id: int, state: VerificationState) -> None: ...


class Consents(Protocol):
    """Consents, each provable by the stored event it came with."""

    def give(self, subscriber_id: int, consent: Consent, address: str, event_id: int) -> None: ...

    def current(self, subscriber_id: int, purpose: str) -> Consent | None:
        """The newest consent in force."""

    def revoke(self, subscriber_id: int, purpose: str, now_ms: int) -> bool: ...


class Audit(Protocol):
    """What happened to rights. Rows are added, never changed."""

    def note(self, event: AuditEvent, now_ms: int) -> None: ...
