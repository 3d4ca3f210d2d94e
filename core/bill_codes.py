"""Codes and tokens for the bill printer: what stands on the paper, and what we keep of it.

A code proves the second fact of linking, as those of billing do. A token is in the link (and the QR picture)
of the bill: it names the account and stands for the code, and never for the phone. Both are random; only
keyed digests are stored. Why a token may be used again: docs/security.md.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.linking import accepted_months, receipt_digest
from core.secrets import Keyring
from core.values import Period

TOKEN_PREFIX = "b_"  # noqa: S105 - tells tokens of bills from other start parameters
_TOKEN_BYTES = 16
_TOKEN = re.compile(r"b_[A-Za-z0-9_-]{22}")
_KEPT = 32
"""Hexadecimal digits that are kept of a token's digest: as many bits as the token has."""


def new_code(digits: int) -> str:
    """Draw a code from the system's generator, every one equally likely."""
    return f"{secrets.randbelow(10**digits):0{digits}d}"


def new_token() -> str:
    """128 random bits, in letters that a link may have anywhere; messengers hand on 64 at most."""
    return TOKEN_PREFIX + secrets.token_urlsafe(_TOKEN_BYTES)


def parse_token(text: str) -> str | None:
    """The token, or None for what cannot be one."""
    return text if _TOKEN.fullmatch(text) else None


def token_digest(keys: Keyring, token: str, key_id: str = "") -> str:
    """The digest to store or to look up, under the current key or the one named."""
    return keys.digest("bill-token", token, key_id=key_id).hex()[:_KEPT]


def token_digests(keys: Keyring, token: str) -> tuple[str, ...]:
    """What the token may be stored as: one digest for every key we have."""
    return tuple(token_digest(keys, token, key_id) for key_id in sorted(keys.keys))


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What the printer gets for one account; nothing of it is stored."""

    account: str
    code: str
    token: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What we keep for one account: digests in hex."""

    account_id: int
    code: str
    token: str


def draw(
    keys: Keyring, period: Period, digits: int, account_id: int, number: str, key_id: str
) -> tuple[OnPaper, Kept]:
    """Make the code and the token of one bill."""
    paper = OnPaper(number, new_code(digits), new_token())
    code = receipt_digest(keys, number, period, paper.code, key_id)
    return paper, Kept(account_id, code, token_digest(keys, paper.token, key_id))


@dataclass(frozen=True, slots=True)
class BillAccount:
    """Whose bill a token stands on. `number` is that of today, which may be newer than the paper."""

    account_id: int
    number: str
    period: Period


@dataclass(frozen=True, slots=True)
class IssueState:
    """What there is before an issue: open accounts, their import, and the issue in force for the month.

    `issued_ms` is 0 when the month has none. `bot_name` is what it is called in the messenger, "" if nothing.
    """

    accounts: int
    cards: int
    issued_ms: int
    issued_accounts: int
    bot_name: str


class IssueRefused(Exception):
    """The issue cannot go on; the message says what to do."""


class BillCodes(Protocol):
    """Where an issue goes: invisible while it is staged, in force at once, one for a month."""

    async def state(self, period: str) -> IssueState:
        """What is there now. Writes nothing."""
        ...

    async def begin(self, period: str, key_id: str) -> int:
        """Open an issue; its id. Raises IssueRefused while another one is being made."""
        ...

    async def page(self, issue: int, after: int) -> Sequence[tuple[int, str]]:
        """The next open accounts after an id: (account id, number), at most 500, in order."""
        ...

    async def put(self, issue: int, kept: Sequence[Kept]) -> None:
        """Stage a page."""
        ...

    async def finish(self, issue: int) -> int:
        """Put the issue in force instead of the month's earlier one; how many accounts it has.

        Raises IssueRefused when accounts were imported meanwhile or the issue was given up.
        """
        ...

    async def give_up(self, issue: int) -> None:
        """Leave no trace of a staged issue but its number."""
        ...


def period_problem(period: Period, today: date, accepted: int) -> str:
    """Say why no bill of this month can be of use; "" when it can.

    A bill is accepted in the `accepted` months after its own; it is printed at the end of its month, or in
    the next one.
    """
    oldest, newest = accepted_months(today, accepted)[-1], Period.of(today).shift(1)
    if oldest <= period <= newest:
        return ""
    return f"{period} is of no use today: only bills from {oldest} to {newest} are or will be accepted"
