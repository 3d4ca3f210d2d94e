"""What linking and the account card need of storage. Every method is one statement of the current turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.accounts import AccountCard, Dispatcher, Due
    from core.bill_codes import BillAccount
    from core.consents import Given
    from core.fresh_facts import History
    from core.limits import Counts, Key
    from core.linking import (
        AuditEvent,
        CodeRequest,
        Consent,
        Evidence,
        Link,
        NewLink,
        ProvenAccount,
        Verification,
        VerificationState,
    )
    from core.people import Neighbour
    from core.readings.claimed import Claimed
    from core.second_facts import MeterFacts, OfficeCode
    from core.values import Period


class Accounts(Protocol):
    """Imported accounts, seen only through a link (but for the phone on record)."""

    def card(self, subscriber_id: int, preferred: int) -> AccountCard | None:
        """The card of the `preferred` account if this person has it linked, else of the one linked last."""

    def dues(self, account_id: int) -> tuple[Due, ...]:
        """What is not paid yet, in order of its dates."""

    def named(self, account_id: int) -> tuple[str, str]:
        """Holder and postal address as billing writes them, "" where it has none."""

    def phone_on_record(self, account_id: int) -> str:
        """The phone as billing writes it, "" if it has none."""

    def dispatcher(self, subscriber_id: int, preferred: int) -> Dispatcher | None:
        """Whom to call about the wires of the account that `card` would show."""

    def dispatchers(self, subscriber_id: int) -> tuple[tuple[str, Dispatcher], ...]:
        """Number and dispatcher of each linked account whose group names one."""


class Receipts(Protocol):
    """Codes printed on bills, as digests."""

    def evidence(self, number: str, periods: Sequence[Period]) -> Evidence: ...


class SecondFacts(Protocol):
    """What proves a right beside the code of a bill."""

    def meter_and_payments(self, number: str, payments: int) -> MeterFacts:
        """Meters still installed and the newest `payments` of the account with this number, old or new."""

    def office_code(self, number: str, address: str, now_ms: int) -> OfficeCode:
        """The code in force: not used by anybody but `address`."""

    def account(self, account_id: int) -> ProvenAccount:
        """What linking has to know once the right is proven."""

    def account_of(self, number: str) -> int:
        """The account with this number, old or new; 0 when there is none, or more than one."""

    def claimed(self, number: str) -> Claimed:
        """The account that somebody named to send a reading for, old number or new."""

    def lasting_number(self, number: str) -> str:
        """One number for all that an account ever had; `number` itself where not one account has it."""

    def history(self, account_id: int) -> History:
        """What happened to the rights to an account. Asked only when a fact was right; two statements."""

    def overtaken(self, account_id: int, address: str) -> bool:
        """Whether the account was disputed or changed hands since `address` proved it."""

    def issue_office_code(
        self, account_id: int, key_id: str, digest: str, now_ms: int, until_ms: int
    ) -> None:
        """Keep a new code; the ones before are void."""

    def use_office_code(self, code_id: int, address: str, now_ms: int) -> None:
        """Nobody but `address` may prove it again."""

    def end_office_code(self, code_id: int, now_ms: int) -> None:
        """The account is linked: the code is void for its user too."""


class Tokens(Protocol):
    """Tokens of the bills that we issued, as digests."""

    def find(self, digests: Sequence[str]) -> BillAccount | None:
        """Whose bill in force has a token with one of these digests."""


class Links(Protocol):
    """Which person may see which account."""

    def of(self, subscriber_id: int) -> tuple[Link, ...]:
        """Active links, the oldest first."""

    def add(self, link: NewLink, now_ms: int) -> bool:
        """Link, or link again; one link per person and account. False: suspended as disputed, not linked."""

    def end(self, subscriber_id: int, account_id: int, now_ms: int) -> bool:
        """Take the right away and forget the phone; False when there was none."""

    def neighbours(self, account_id: int, subscriber_id: int) -> tuple[Neighbour, ...]:
        """Addresses of the other people who have this account linked."""

    def rename(self, subscriber_id: int, account_id: int, label: str) -> bool:
        """Keep the person's own name for an account; False when it is not linked."""


class Subscribers(Protocol):
    """People, known by their addresses."""

    def create(self, address: str, now_ms: int) -> int:
        """Make a subscriber of the person at `address`; two statements."""

    def mute(self, address: str, now_ms: int, *, muted: bool, until_ms: int = 0) -> None:
        """Remember whether we may start a conversation ourselves, and until when not (0: until they say)."""

    def paused_until(self, address: str) -> int:
        """When the pause of this address ends by itself (UTC ms); 0 when none does."""

    def addresses(self, subscriber_id: int) -> tuple[str, ...]:
        """All chats and phones of this person."""

    def forget(self, subscriber_id: int, now_ms: int) -> None:
        """Delete what only served the links: phones, own names, requests for codes; nothing stays linked."""

    def detach(self, subscriber_id: int) -> None:
        """Make strangers of all addresses of this person."""


class Attempts(Protocol):
    """Counts for `core.limits`, kept for a day."""

    def counts(self, keys: Sequence[Key], now_ms: int, *, hold: bool = True) -> Counts:
        """Counts of all `keys`, in the same order; the empty count for what never happened.

        `hold`: nobody else counts the same until this transaction ends, as a decision hangs on it.
        """

    def bump(self, keys: Sequence[Key], now_ms: int) -> None: ...


class Verifications(Protocol):
    """Requests for a one-time code."""

    def open(self, request: CodeRequest, key_id: str, now_ms: int, expires_ms: int) -> int: ...

    def renew(self, verification_id: int, key_id: str, expires_ms: int) -> int:
        """Count one more sending, with fresh tries; returns its counter, 0 when it is not open any more."""

    def find(self, verification_id: int) -> Verification | None: ...

    def waiting(self, phone: str, now_ms: int) -> tuple[Verification, ...]:
        """Open requests about this phone that have not expired, the newest five, the newest first."""

    def sent(self, verification_id: int, counter: int, expires_ms: int) -> None:
        """The code has left: its life begins."""

    def share(self, since_ms: int, most: int) -> tuple[int, int]:
        """Among the newest `most` requests since then: how many, and how many were confirmed."""

    def missed(self, verification_id: int) -> None:
        """Count a wrong try."""

    def close(self, verification_id: int, state: VerificationState) -> None: ...

    def spend(self, verification_id: int) -> bool:
        """Take a confirmed request once: False when it is not confirmed, or was taken before."""


class Consents(Protocol):
    """Consents, each provable by the stored event it came with."""

    def keep(self, given: Given) -> None:
        """Keep a consent (or that the person was told), its proof and, once for all, its words."""

    def current(self, subscriber_id: int, purpose: str) -> Consent | None:
        """The newest consent in force."""

    def revoke(self, subscriber_id: int, purpose: str, now_ms: int) -> bool: ...

    def revoke_all(self, subscriber_id: int, now_ms: int) -> int:
        """End all consents for any purpose; how many there were."""


class Audit(Protocol):
    """What happened to rights. Rows are added, never changed."""

    def note(self, event: AuditEvent, now_ms: int) -> None: ...
