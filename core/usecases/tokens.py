"""Opening the link of a bill: its token names the account and stands for the code printed beside it.

A token is as good as the bill it stands on: everybody in the flat may use it, again and again, while bills of
its month are accepted. It never stands for the phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.bill_codes import BillAccount, parse_token, token_digests
from core.bill_links import SentBill, link_token, read_token
from core.fresh_facts import Dating
from core.limits import Limits, longest_failure_wait, proven_keys, sure_key, token_keys
from core.linking import AuditEvent
from core.phones import parse_phone
from core.secrets import Keyring
from core.usecases.receipts import Outdated, outdated

if TYPE_CHECKING:
    from core.ports import Store
    from core.values import Period


@dataclass(frozen=True, slots=True)
class OpenBill:
    """Takes a token. `accepted` months come from the caller: one setting for everybody.

    `files`: whether bills sent as files have one of their own (`core.bill_links`).
    """

    keys: Keyring
    limits: Limits
    files: bool = True

    def __call__(
        self, store: Store, address: str, text: str, accepted: Sequence[Period], now_ms: int
    ) -> BillAccount | Outdated | None:
        """Whose bill it is; None for a token that is old, replaced, foreign, garbage, or one miss too many.

        `Outdated`: the account was disputed or changed hands since the bill was printed. Which of the rest
        it was is told to nobody. Misses count apart from typed codes: an old bill is no guess.
        """
        tallied = token_keys(address)
        if longest_failure_wait(store.attempts.counts(tallied, now_ms), self.limits, now_ms):
            return None
        found = self._found(store, text)
        if found is None or found.period not in accepted:
            store.attempts.bump(tallied, now_ms)
            store.audit.note(AuditEvent("token-missed", address), now_ms)
            return None
        old = outdated(store, address, found.account_id, Dating(found.period), now_ms)
        if old is not None:
            return old
        store.attempts.bump((*proven_keys(), sure_key(address, found.account_id)), now_ms)
        store.audit.note(AuditEvent("token-proven", address, 0, found.account_id), now_ms)
        return found

    def token(self, store: Store, account_id: int, period: Period, accepted: Sequence[Period]) -> str:
        """The token for a file with this bill; "" where it would open nothing."""
        if not self.files or period not in accepted or self._sent(store, account_id, period) is None:
            return ""
        return link_token(self.keys, SentBill(account_id, period))

    def _found(self, store: Store, text: str) -> BillAccount | None:
        token = parse_token(text)
        if token:
            return store.tokens.find(token_digests(self.keys, token))
        bill = read_token(self.keys, text) if self.files else None
        return self._sent(store, bill.account_id, bill.period) if bill else None

    def _sent(self, store: Store, account_id: int, period: Period) -> BillAccount | None:
        """Only an account whose mobile phone billing knows: whoever got the file could name another."""
        account = store.facts.account(account_id)
        good = account.known and not account.closed and parse_phone(account.phone) is not None
        return BillAccount(account_id, account.number, period) if good else None
