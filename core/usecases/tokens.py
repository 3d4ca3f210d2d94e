"""Opening the link of a bill: its token names the account and stands for the code printed beside it.

A token is as good as the bill it stands on: everybody in the flat may use it, again and again, while bills of
its month are accepted. It never stands for the phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.bill_codes import BillAccount, parse_token, token_digests
from core.fresh_facts import Dating
from core.limits import Limits, longest_failure_wait, proven_keys, sure_key, token_keys
from core.linking import AuditEvent
from core.secrets import Keyring
from core.usecases.receipts import Outdated, outdated

if TYPE_CHECKING:
    from core.ports import Store
    from core.values import Period


@dataclass(frozen=True, slots=True)
class OpenBill:
    """Takes a token. `accepted` months come from the caller: one setting for everybody."""

    keys: Keyring
    limits: Limits

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
        token = parse_token(text)
        found = store.tokens.find(token_digests(self.keys, token)) if token else None
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
