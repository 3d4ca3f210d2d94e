"""A code that the office gives to somebody who has no bill, after looking at their passport."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.linking import AuditEvent
from core.second_facts import office_digest
from core.secrets import Keyring

if TYPE_CHECKING:
    from core.ports import Store

DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Issued:
    """A new code, shown once and kept only as a digest. `until_ms`: UTC milliseconds."""

    code: str
    number: str
    until_ms: int


@dataclass(frozen=True, slots=True)
class IssueOfficeCode:
    """Makes a code of `digits` that is good for `days`; the one before is void."""

    keys: Keyring
    digits: int = 8
    days: int = 3

    def __call__(self, store: Store, number: str, now_ms: int) -> Issued | None:
        """None when no account, or more than one, has this number, old or new."""
        account_id = store.facts.account_of(number)
        if not account_id:
            return None
        code, until_ms = f"{secrets.randbelow(10**self.digits):0{self.digits}d}", now_ms + self.days * DAY_MS
        digest = office_digest(self.keys, account_id, code)
        store.facts.issue_office_code(account_id, self.keys.current, digest, now_ms, until_ms)
        store.audit.note(AuditEvent("office-code-issued", "staff", account_id=account_id), now_ms)
        return Issued(code, store.facts.account(account_id).number, until_ms)
