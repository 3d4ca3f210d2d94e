"""Wishes to pay inside one transaction: `core.payments.ports.Intents`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.payments.model import FINAL
from core.payments.ports import Look
from storage.payment_rows import INTENT, intent_of
from storage.rows import sure

if TYPE_CHECKING:
    from core.database import Tx
    from core.payments.model import Intent, IntentState, NewIntent
    from core.values import Money

_LIVE = "superseded = 0 AND (state = 'new' OR state = 'unknown' OR state = 'pending')"
_ADD = """
INSERT INTO payment_intent (account_id, subscriber_id, address, amount, debt, debt_as_of, email, body,
    created_ms, look_ms)
VALUES (:account_id, :subscriber_id, :address, :amount, :debt, :debt_as_of, :email, :body, :now_ms, :look_ms)
RETURNING id
"""
# The number of the wish, and the moment, for numbers begin again in a database that is made anew.
_KEY = "UPDATE payment_intent SET key = :key WHERE id = :id"
_ONE = f"SELECT {INTENT} FROM payment_intent WHERE id = :id"
_BODY = "SELECT body FROM payment_intent WHERE id = :id"
# The second condition is the index's own: without it SQLite would read the whole table.
_OF_PROVIDER = f"""
SELECT {INTENT} FROM payment_intent WHERE provider_id = :provider_id AND provider_id <> ''
"""
_OF_PERSON = f"""
SELECT {INTENT} FROM payment_intent WHERE subscriber_id = :subscriber_id
ORDER BY created_ms DESC, id DESC LIMIT :most
"""
_LIVING = f"""
SELECT {INTENT} FROM payment_intent
WHERE subscriber_id = :subscriber_id AND account_id = :account_id AND {_LIVE}
"""
_SUPERSEDE = "UPDATE payment_intent SET superseded = 1 WHERE id = :id"
_READDRESS = "UPDATE payment_intent SET address = :address WHERE id = :id"
_PAID = """
SELECT 1 FROM payment_intent WHERE account_id = :account_id AND subscriber_id = :subscriber_id
    AND amount = :amount AND state = 'succeeded' AND settled_ms >= :since_ms LIMIT 1
"""
_COUNTS = """
SELECT (SELECT count(*) FROM payment_intent WHERE subscriber_id = :subscriber_id AND created_ms >= :since_ms),
    (SELECT count(*) FROM payment_intent WHERE account_id = :account_id AND created_ms >= :since_ms)
"""
_LINK = """
UPDATE payment_intent SET provider_id = :provider_id, url = :url, expires_ms = :expires_ms
WHERE id = :id AND (provider_id = '' OR provider_id = :provider_id)
"""
# No row comes back: SQLite would keep it in a table of its own (docs/bench.md).
_MOVE = """
UPDATE payment_intent SET state = :becomes, party = :party, reason = :reason,
    method = :method, title = :title,
    settled_ms = CASE WHEN :final = 1 THEN :now_ms ELSE settled_ms END,
    look_ms = CASE WHEN :final = 1 THEN 0 ELSE look_ms END,
    body = CASE WHEN :final = 1 THEN '' ELSE body END
WHERE id = :id AND state = :was
"""
_DUE = f"""
SELECT {INTENT}, body FROM payment_intent
WHERE look_ms > 0 AND look_ms <= :now_ms
ORDER BY look_ms, id LIMIT :most
"""
_LOOKED = "UPDATE payment_intent SET look_ms = :next_ms, looks = looks + 1 WHERE id = :id AND look_ms > 0"


class IntentsGateway:
    """Wishes to pay inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def hold(self, account_id: int) -> None:
        """Let nobody else begin a payment for the account until the end of the transaction."""
        self._tx.lock(f"pay {account_id}")

    def add(self, wish: NewIntent, body: str, look_ms: int, now_ms: int) -> Intent:
        """Write a wish with its idempotence key; the key is of its number, the moment and the try."""
        row = sure(
            self._tx.one(
                _ADD,
                account_id=wish.account_id,
                subscriber_id=wish.subscriber_id,
                address=wish.address,
                amount=wish.amount.kopecks,
                debt=wish.debt.kopecks,
                debt_as_of=wish.debt_as_of.isoformat(),
                email=wish.email,
                body=body,
                now_ms=now_ms,
                look_ms=look_ms,
            )
        )
        self._tx.run(_KEY, id=row[0], key=f"intent-{row[0]}-{now_ms}-1")
        return intent_of(sure(self._tx.one(_ONE, id=row[0])))

    def live(self, subscriber_id: int, account_id: int) -> Intent | None:
        """The wish of this person for the account that is neither paid, over, nor superseded."""
        row = self._tx.one(_LIVING, subscriber_id=subscriber_id, account_id=account_id)
        return None if row is None else intent_of(row)

    def supersede(self, intent_id: int) -> None:
        """A newer wish takes its place."""
        self._tx.run(_SUPERSEDE, id=intent_id)

    def readdress(self, intent_id: int, address: str) -> None:
        """Its end is told at this address."""
        self._tx.run(_READDRESS, id=intent_id, address=address)

    def get(self, intent_id: int, *, hold: bool = False) -> Intent | None:
        """One wish; `hold`: nobody else changes it until the end of the transaction."""
        if hold:
            self._tx.lock(f"intent {intent_id}")
        row = self._tx.one(_ONE, id=intent_id)
        return None if row is None else intent_of(row)

    def body(self, intent_id: int) -> str:
        """What its payment is made of; "" once it is over."""
        row = self._tx.one(_BODY, id=intent_id)
        return "" if row is None else str(row[0])

    def by_provider(self, provider_id: str) -> Intent | None:
        """The wish that a payment was made of."""
        row = self._tx.one(_OF_PROVIDER, provider_id=provider_id)
        return None if row is None else intent_of(row)

    def of(self, subscriber_id: int, most: int) -> tuple[Intent, ...]:
        """What a person wished to pay, the newest first."""
        return tuple(map(intent_of, self._tx.all(_OF_PERSON, subscriber_id=subscriber_id, most=most)))

    def paid(self, subscriber_id: int, account_id: int, amount: Money, since_ms: int) -> bool:
        """Whether the person paid this sum for the account since then, by whichever link."""
        row = self._tx.one(
            _PAID,
            account_id=account_id,
            subscriber_id=subscriber_id,
            amount=amount.kopecks,
            since_ms=since_ms,
        )
        return row is not None

    def counts(self, subscriber_id: int, account_id: int, since_ms: int) -> tuple[int, int]:
        """Wishes of the person and for the account since then."""
        row = sure(
            self._tx.one(_COUNTS, subscriber_id=subscriber_id, account_id=account_id, since_ms=since_ms)
        )
        return int(row[0]), int(row[1])

    def link(self, intent: Intent, provider_id: str, url: str = "", expires_ms: int = 0) -> Intent:
        """Note what the provider made of it; the id it was given first stays. What it has become."""
        url, expires_ms = url or intent.url, expires_ms or intent.expires_ms
        noted = self._tx.run(_LINK, id=intent.id, provider_id=provider_id, url=url, expires_ms=expires_ms)
        return replace(intent, provider_id=provider_id, url=url, expires_ms=expires_ms) if noted else intent

    def move(
        self,
        intent: Intent,
        becomes: IntentState,
        now_ms: int,
        *,
        party: str = "",
        reason: str = "",
        method: str = "",
        title: str = "",
    ) -> Intent:
        """Go to another state; what it has become. Raises LookupError: it is not as it was read."""
        final = becomes in FINAL
        moved = self._tx.run(
            _MOVE,
            id=intent.id,
            was=str(intent.state),
            becomes=str(becomes),
            final=int(final),
            now_ms=now_ms,
            party=party,
            reason=reason,
            method=method,
            title=title,
        )
        if not moved:
            raise LookupError(f"intent {intent.id} is not {intent.state} any more")
        settled_ms = now_ms if final else intent.settled_ms
        return replace(intent, state=becomes, party=party, reason=reason, settled_ms=settled_ms)

    def due(self, now_ms: int, most: int) -> tuple[Look, ...]:
        """What is to be looked at now, the longest overdue first."""
        rows = self._tx.all(_DUE, now_ms=now_ms, most=most)
        return tuple(Look(intent_of(row[:-1]), row[-1]) for row in rows)

    def looked(self, intent_id: int, next_ms: int) -> None:
        """It was looked at; when to do so again (0: never)."""
        self._tx.run(_LOOKED, id=intent_id, next_ms=next_ms)
