"""What billing knows of our payments: its answers, its own payments beside ours, account by account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from core.payments.matching import How, Ours, Theirs
from storage.visible import months, snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from core.database import Tx

BACK = timedelta(days=10)
"""What was known this long before the oldest open entry cannot take a row that one may need."""
_IMPORTED = """
SELECT coalesce(max(generation), 0) FROM dataset_generation WHERE dataset IN ('payments', 'balances')
"""
_ACCOUNTS = """
SELECT DISTINCT account_id FROM payment_ledger WHERE acknowledged_ms = 0 AND account_id > :after
ORDER BY account_id LIMIT :most
"""
_OLDEST = "SELECT min(at_ms) FROM payment_ledger WHERE account_id = :account_id AND acknowledged_ms = 0"
_OURS = f"""
SELECT ledger.id, ledger.external_id, ledger.amount, ledger.at_ms, ledger.acknowledged_ms,
    ledger.answer, coalesce({snapshot("balances")}, 0) >= ledger.answered,
    coalesce((SELECT written_ms FROM payment_batch WHERE payment_batch.id = ledger.batch), 0)
FROM payment_ledger AS ledger WHERE ledger.account_id = :account_id AND ledger.at_ms >= :since_ms
ORDER BY ledger.id
"""
_THEIRS = f"""
SELECT paid.paid_on, paid.amount, coalesce(paid.external_id, ''), coalesce(paid.agent, '')
FROM {months("payments", "payment", "paid")}
WHERE paid.account_id = :account_id AND paid.period >= :since ORDER BY paid.period, paid.line
"""
_UNTIL = f"""
SELECT payments_until FROM balance
WHERE account_id = :account_id AND generation = {snapshot("balances")}
"""
_ACKNOWLEDGE = """
UPDATE payment_ledger SET acknowledged_ms = :now_ms, acknowledged_how = :how
WHERE id = :id AND acknowledged_ms = 0
"""
_NEXT = """
SELECT result.generation, run.state FROM (SELECT min(generation) AS generation FROM payment_result
    WHERE generation > :after) AS result
JOIN import_run AS run ON run.generation = result.generation
"""
_ROWS = """
SELECT ledger_id, result, reason FROM payment_result WHERE generation = :generation
ORDER BY ledger_id LIMIT :most
"""
_DONE = "DELETE FROM payment_result WHERE generation = :generation AND ledger_id = :ledger_id"
_ANSWER = """
UPDATE payment_ledger SET answer = :result, answer_reason = :reason, answered = :generation
WHERE id = :id AND answered <= :generation
"""


@dataclass(frozen=True, slots=True)
class Account:
    """Both sides of an account, and the last day that its balance holds."""

    id: int
    ours: tuple[Ours, ...]
    theirs: tuple[Theirs, ...]
    until: date | None


class PaymentAcksGateway:
    """Billing's knowledge of payments inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def imported(self) -> int:
        """The newest import of payments or balances."""
        row = self._tx.one(_IMPORTED)
        return int(row[0]) if row else 0

    def accounts(self, after: int, most: int) -> list[int]:
        """Accounts with money that billing does not know of, after one."""
        return [int(row[0]) for row in self._tx.all(_ACCOUNTS, after=after, most=most)]

    def account(self, account_id: int, zone: tzinfo) -> Account | None:
        """Both sides of an account, as far back as it matters; None when nothing is open any more."""
        oldest = self._tx.one(_OLDEST, account_id=account_id)
        if oldest is None or oldest[0] is None:
            return None
        first = datetime.fromtimestamp(oldest[0] // 1000, UTC).astimezone(zone)
        return self.both(account_id, first - BACK, zone)

    def both(self, account_id: int, since: datetime, zone: tzinfo) -> Account:
        """Both sides of an account since a moment; billing's since the beginning of its month."""
        since_ms = int(since.timestamp()) * 1000
        rows = self._tx.all(_OURS, account_id=account_id, since_ms=since_ms)
        paid = self._tx.all(_THEIRS, account_id=account_id, since=f"{since:%Y-%m}")
        until = self._tx.one(_UNTIL, account_id=account_id)
        return Account(
            account_id,
            tuple(_ours(row, zone) for row in rows),
            tuple(Theirs(date.fromisoformat(day), *row) for day, *row in paid),
            date.fromisoformat(until[0]) if until and until[0] else None,
        )

    def acknowledge(self, found: Mapping[int, How], now_ms: int) -> int:
        """Note what billing's balance holds; how many of it were news."""
        return sum(
            self._tx.run(_ACKNOWLEDGE, id=entry_id, how=str(how), now_ms=now_ms)
            for entry_id, how in found.items()
        )

    def waiting(self, after: int) -> tuple[int, str] | None:
        """The oldest import after another that has answers left, and the state of its run."""
        row = self._tx.one(_NEXT, after=after)
        return None if row is None else (int(row[0]), str(row[1]))

    def answers(self, generation: int, most: int) -> tuple[int, int]:
        """Carry out the next answers, deleted with what they change: how many, how many of no entry."""
        rows = self._tx.all(_ROWS, generation=generation, most=most)
        strange = 0
        for ledger_id, result, reason in rows:
            if self._tx.run(_DONE, generation=generation, ledger_id=ledger_id):
                done = self._tx.run(
                    _ANSWER, id=ledger_id, result=result, reason=reason or "", generation=generation
                )
                strange += not done
        return len(rows), strange

    def drop(self, generation: int, most: int) -> int:
        """Delete answers of an import that was given up; how many."""
        rows = self._tx.all(_ROWS, generation=generation, most=most)
        for row in rows:
            self._tx.run(_DONE, generation=generation, ledger_id=row[0])
        return len(rows)


def _ours(row: tuple[Any, ...], zone: tzinfo) -> Ours:
    id_, external_id, kopecks, at_ms, known_ms, answer, seen, written_ms = row
    told = _day(written_ms, zone) if written_ms else None
    return Ours(id_, external_id, kopecks, _day(at_ms, zone), known_ms > 0, told, answer, bool(seen))


def _day(ms: int, zone: tzinfo) -> date:
    return datetime.fromtimestamp(ms // 1000, UTC).astimezone(zone).date()
