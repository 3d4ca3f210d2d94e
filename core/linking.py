"""The right to an account: the code of a paper bill as the second fact, phones, links and consents.

A receipt code is kept only as a keyed digest, bound to the account number and the month it was printed for.
Which months are accepted is one setting for everybody, so that no answer tells about one account.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.accounts import Account
from core.people import Role
from core.secrets import Keyring
from core.values import Period


@dataclass(frozen=True, slots=True)
class ReceiptDigest:
    """A stored receipt code: digest in hex, and the id of its key."""

    period: str
    key_id: str
    digest: str


_NOBODYS = ReceiptDigest("", "", "0" * 64)
SOURCES = 2
"""Where a code of a month may come from: billing's files, and `receipt-codes` of this program."""


def receipt_digest(keys: Keyring, number: str, period: Period | str, code: str, key_id: str = "") -> str:
    """The digest to store for the code printed beside `number` on the bill of `period` (`YYYY-MM`), in hex.

    Under the current key unless `key_id` names another; the caller stores the id beside it.
    """
    return keys.digest("receipt-code", number, str(period), code, key_id=key_id).hex()


def accepted_months(today: date, months: int) -> tuple[Period, ...]:
    """Months whose bills are accepted, newest first: the `months` before the current one."""
    return tuple(Period.of(today).shift(-back) for back in range(1, months + 1))


def receipt_month(
    keys: Keyring,
    number: str,
    code: str,
    accepted: Sequence[Period],
    stored: Sequence[ReceiptDigest],
    other: str = "",
) -> Period | None:
    """The newest accepted month that has this code; every month is compared, in constant time.

    A month has at most two codes: one from billing, one that we issued. A code is bound to the number of its
    bill, which after a renumbering may be the `other` one of the account. What is not there is compared with
    a digest of nobody, so that the work is the same for an account that does not exist.
    """
    found: list[Period] = []
    for period in accepted:
        right = False
        of_month = [kept for kept in stored if kept.period == str(period)]
        for kept in (*of_month, _NOBODYS, _NOBODYS)[:SOURCES]:
            for printed in (number, other):
                digest = receipt_digest(keys, printed, period, code, kept.key_id)
                right |= hmac.compare_digest(digest, kept.digest)
        found += [period] * right
    return max(found, default=None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is stored for an account number: 0 and nothing for a number that nobody has.

    `other`: another number of the same account, today's if it is not the one that was asked for; "" if none.
    """

    account_id: int
    digests: tuple[ReceiptDigest, ...]
    other: str = ""


@dataclass(frozen=True, slots=True)
class ProvenAccount:
    """What billing says of an account whose right is proven. `phone` as billing writes it, "" if none.

    `known`: billing still lists it. `number` is today's, whatever older one was typed.
    """

    number: str
    phone: str
    closed: bool
    known: bool


@dataclass(frozen=True, slots=True)
class NewLink:
    """A right that was proven: `phone` is where the code went, never the phone on record.

    Who proves the second fact is an owner; an invitation gives another role. `aliases` are what a deletion
    put in the place of this address: a link that was disputed is not to be had by asking to be forgotten.
    """

    subscriber_id: int
    account_id: int
    address: str
    phone: str
    role: Role = Role.OWNER
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An account a person has linked. `label` is their own name for it ("" if none)."""

    account: Account
    label: str
    phone: str
    role: Role = Role.OWNER
    id: int = 0
    since_ms: int = 0


class VerificationState(StrEnum):
    """Where a request for a code stands; VOID after too many wrong tries."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class CodeRequest:
    """Who wants a code, for which account, to which phone.

    `invitation`: the one to be taken, which stands for the second fact; 0 where that was proven.
    """

    address: str
    subscriber_id: int
    account_id: int
    number: str
    phone: str
    invitation: int = 0


@dataclass(frozen=True, slots=True)
class Verification:
    """A request whose code was sent. The code follows from `id`, `counter` and the key; it is not kept."""

    id: int
    request: CodeRequest
    key_id: str
    counter: int
    tries: int
    state: VerificationState
    expires_ms: int


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent that is in force, or what a person was told. `version` is of the text that was shown."""

    purpose: str
    version: str
    given_ms: int
    basis: str = "consent"


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Something a person did with rights: for the supplier's staff. Holds no more than masked values."""

    kind: str
    address: str
    subscriber_id: int = 0
    account_id: int = 0
    detail: str = ""
