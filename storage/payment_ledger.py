"""Money that moved, inside one transaction: `core.payments.ports.Ledger`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.payments.model import LedgerEntry
from core.payments.ports import PROVIDER
from core.values import Money
from storage.payment_rows import ENTRY, HELD, entry_of, held_of
from storage.rows import sure

if TYPE_CHECKING:
    from core.database import Tx
    from core.payments.model import EntryKind
    from core.payments.money import Held, NewEntry, NewHeld

# One number and no row comes back: SQLite keeps what does in a table of its own (docs/bench.md).
_BOOK = f"""
INSERT INTO payment_ledger (provider, kind, external_id, payment_id, account_id, intent_id, amount, income,
    at_ms, booked_ms, late)
VALUES ('{PROVIDER}', :kind, :external_id, :payment_id, :account_id, :intent_id, :amount, :income,
    :at_ms, :now_ms, :late)
ON CONFLICT (provider, kind, external_id) DO NOTHING
RETURNING id
"""
_ONE = f"""
SELECT {ENTRY} FROM payment_ledger
WHERE provider = '{PROVIDER}' AND kind = :kind AND external_id = :external_id
"""
_REFUNDED = """
SELECT coalesce(sum(amount), 0) FROM payment_ledger WHERE kind = 'refund' AND payment_id = :payment_id
"""
OPEN_SUM = """SELECT coalesce(sum(amount), 0) FROM payment_ledger
    WHERE account_id = {0} AND acknowledged_ms = 0"""
_OPEN = OPEN_SUM.format(":account_id")
_OF_ACCOUNT = f"""
SELECT {ENTRY} FROM payment_ledger WHERE account_id = :account_id AND acknowledged_ms = 0
ORDER BY at_ms DESC, id DESC LIMIT :most
"""
# Another reason than before is news; what was closed stays so.
_SUSPEND = f"""
INSERT INTO payment_held (provider, kind, external_id, payment_id, intent_id, why, amount, currency, at_ms,
    seen_ms)
VALUES ('{PROVIDER}', :kind, :external_id, :payment_id, :intent_id, :why, :amount, :currency, :at_ms, :now_ms)
ON CONFLICT (provider, kind, external_id) DO UPDATE SET why = excluded.why, amount = excluded.amount,
    currency = excluded.currency, intent_id = excluded.intent_id, seen_ms = excluded.seen_ms
WHERE payment_held.closed_ms = 0 AND payment_held.why <> excluded.why
RETURNING id
"""
_HELD = f"""
SELECT {HELD} FROM payment_held
WHERE provider = '{PROVIDER}' AND kind = :kind AND external_id = :external_id
"""
_WAITING = f"""
SELECT {HELD} FROM payment_held
WHERE provider = '{PROVIDER}' AND kind = 'payment' AND external_id = :payment_id AND closed_ms = 0
UNION ALL
SELECT {HELD} FROM payment_held WHERE payment_id = :payment_id AND kind = 'refund' AND closed_ms = 0
"""
_CLOSE = f"""
UPDATE payment_held SET closed_ms = :now_ms, closed_how = :how
WHERE provider = '{PROVIDER}' AND kind = :kind AND external_id = :external_id AND closed_ms = 0
"""


class LedgerGateway:
    """The ledger inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def hold(self, external_id: str) -> None:
        """Let nobody else settle this payment until the end of the transaction."""
        self._tx.lock(f"payment {external_id}")

    def book(self, entry: NewEntry, now_ms: int) -> LedgerEntry | None:
        """Write an entry; None when it is there already."""
        row = self._tx.one(
            _BOOK,
            kind=str(entry.kind),
            external_id=entry.external_id,
            payment_id=entry.payment_id,
            account_id=entry.account_id,
            intent_id=entry.intent,
            amount=entry.amount.kopecks,
            income=None if entry.income is None else entry.income.kopecks,
            at_ms=entry.at_ms,
            now_ms=now_ms,
            late=int(entry.late),
        )
        if row is None:
            return None
        return LedgerEntry(
            row[0], entry.kind, entry.external_id, entry.account_id, entry.intent, entry.amount, entry.at_ms
        )

    def entry(self, kind: EntryKind, external_id: str) -> LedgerEntry | None:
        """One entry by the provider's id."""
        row = self._tx.one(_ONE, kind=str(kind), external_id=external_id)
        return None if row is None else entry_of(row)

    def refunded(self, payment_id: str) -> Money:
        """How much of a payment was given back, above zero."""
        return Money(-int(sure(self._tx.one(_REFUNDED, payment_id=payment_id))[0]))

    def unacknowledged(self, account_id: int) -> Money:
        """Money of the account that billing's balance does not hold yet; less than zero for refunds."""
        return Money(int(sure(self._tx.one(_OPEN, account_id=account_id))[0]))

    def of_account(self, account_id: int, most: int) -> tuple[LedgerEntry, ...]:
        """Entries that billing does not know of yet, the newest first."""
        return tuple(map(entry_of, self._tx.all(_OF_ACCOUNT, account_id=account_id, most=most)))

    def suspend(self, held: NewHeld, now_ms: int) -> bool:
        """Keep what cannot be booked; False when it is kept already for the same reason, or was closed."""
        row = self._tx.one(
            _SUSPEND,
            kind=str(held.kind),
            external_id=held.external_id,
            payment_id=held.payment_id,
            intent_id=held.intent,
            why=str(held.why),
            amount=held.amount.kopecks,
            currency=held.currency,
            at_ms=held.at_ms,
            now_ms=now_ms,
        )
        return row is not None

    def held(self, external_id: str, kind: EntryKind) -> Held | None:
        """What is held of one payment or refund."""
        row = self._tx.one(_HELD, external_id=external_id, kind=str(kind))
        return None if row is None else held_of(row)

    def waiting(self, payment_id: str) -> tuple[Held, ...]:
        """What nobody has decided of a payment: itself, and refunds that came before it."""
        return tuple(map(held_of, self._tx.all(_WAITING, payment_id=payment_id)))

    def close(self, external_id: str, kind: EntryKind, how: str, now_ms: int) -> None:
        """Somebody, or better facts, decided what was held."""
        self._tx.run(_CLOSE, external_id=external_id, kind=str(kind), how=how, now_ms=now_ms)
