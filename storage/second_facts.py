"""Second facts of linking beside the code of a bill: meters, payments, codes of the office."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.fresh_facts import History
from core.linking import ProvenAccount
from core.people import Why
from core.readings.claimed import Claimed
from core.second_facts import METERS, MeterFacts, OfficeCode
from storage.visible import snapshot

if TYPE_CHECKING:
    from core.database import Tx

# A renumbered account is found by its old number too: that is what its last bills show.
_FOUND = """
SELECT id FROM account WHERE number = :number
UNION SELECT account_id AS id FROM account_alias WHERE number = :number
"""
_METER_AND_PAYMENTS = f"""
WITH found AS ({_FOUND})
SELECT id, 'account' AS kind, '' AS said FROM found
UNION ALL SELECT * FROM (
    SELECT meter.account_id, 'meter', meter.serial FROM found
    JOIN meter ON meter.account_id = found.id AND meter.removed_on IS NULL
        AND meter.generation = (SELECT generation FROM dataset_generation
            WHERE dataset = 'meters' AND period = '')
    ORDER BY meter.serial LIMIT {METERS}) AS meters
UNION ALL SELECT * FROM (
    SELECT payment.account_id, 'payment', payment.amount || ' ' || payment.paid_on FROM found
    JOIN payment ON payment.account_id = found.id AND payment.amount > 0
    JOIN dataset_generation AS visible ON visible.dataset = 'payments' AND visible.period = payment.period
        AND visible.generation = payment.generation
    ORDER BY payment.period DESC, payment.paid_on DESC, payment.line DESC LIMIT :payments) AS paid
"""
# Always one row, for a number that nobody has too.
_LASTING = f"""
SELECT coalesce((SELECT CASE WHEN count(*) = 1 THEN max(number) END
    FROM account WHERE id IN ({_FOUND})), :number)
"""
# The trail of rights tells it, by its index on accounts; `holder-changed` is noted by imports.
_CHANGED = f"""(kind = 'holder-changed' OR (kind = 'link-suspended' AND detail = '{Why.HOLDER}')
    OR (kind = 'link-ended' AND detail = '{Why.DISPUTED}'))"""
_HISTORY = f"""
SELECT coalesce(max(CASE WHEN kind = 'link-disputed' THEN at_ms END), 0),
    coalesce(max(CASE WHEN {_CHANGED} THEN at_ms END), 0)
FROM audit_event WHERE account_id = :account_id
"""
_UNDECIDED = f"""
SELECT 1 FROM link
WHERE suspended_why <> '' AND suspended_why = '{Why.DISPUTED}' AND account_id = :account_id LIMIT 1
"""
_OVERTAKEN = f"""
SELECT 1 FROM audit_event WHERE account_id = :account_id AND (kind = 'link-disputed' OR {_CHANGED})
    AND id > (SELECT coalesce(max(id), 0) FROM audit_event AS proof WHERE proof.account_id = :account_id
        AND proof.address = :address AND proof.kind IN ('receipt-proven', 'token-proven'))
LIMIT 1
"""
_OFFICE_CODE = f"""
SELECT found.id, code.id, code.key_id, code.digest, code.issued_ms FROM ({_FOUND}) AS found
LEFT JOIN office_code AS code ON code.account_id = found.id AND code.expires_ms > :now_ms
    AND (code.used_ms = 0 OR code.used_by = :address)
"""
_ACCOUNT = """
SELECT coalesce(card.number, account.number), card.phone, card.status FROM account
LEFT JOIN account_card AS card ON card.account_id = account.id
    AND card.generation = (SELECT generation FROM dataset_generation
        WHERE dataset = 'accounts' AND period = '')
WHERE account.id = :id
"""
_CLAIMED = f"""
SELECT found.id, card.status, grp.reading_window, card.grp FROM ({_FOUND}) AS found
LEFT JOIN account_card AS card ON card.account_id = found.id AND card.generation = {snapshot("accounts")}
LEFT JOIN grp ON grp.name = card.grp AND grp.generation = {snapshot("groups")}
"""
_VOID = "UPDATE office_code SET expires_ms = :now_ms WHERE account_id = :account_id AND expires_ms > :now_ms"
_ISSUE = """
INSERT INTO office_code (account_id, key_id, digest, issued_ms, expires_ms)
VALUES (:account_id, :key_id, :digest, :now_ms, :until_ms)
"""
_USE = "UPDATE office_code SET used_ms = :now_ms, used_by = :address WHERE id = :id"
_END = "UPDATE office_code SET expires_ms = :now_ms WHERE id = :id"
_CLOSED = "closed"


class SecondFactsGateway:
    """`core.linking_ports.SecondFacts` inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def meter_and_payments(self, number: str, payments: int) -> MeterFacts:
        """Meters still installed and the newest `payments`; two accounts for one number prove nothing."""
        rows = self._tx.all(_METER_AND_PAYMENTS, number=number, payments=payments)
        if sum(kind == "account" for _, kind, _ in rows) != 1:
            return MeterFacts()
        paid = [said.split() for _, kind, said in rows if kind == "payment"]
        return MeterFacts(
            rows[0][0],
            tuple(said for _, kind, said in rows if kind == "meter"),
            tuple(int(amount) for amount, _ in paid),
            tuple(date.fromisoformat(day) for _, day in paid),
        )

    def office_code(self, number: str, address: str, now_ms: int) -> OfficeCode:
        """The code in force: not used by anybody but `address`."""
        rows = self._tx.all(_OFFICE_CODE, number=number, address=address, now_ms=now_ms)
        if len(rows) != 1:
            return OfficeCode()
        account_id, code_id, key_id, digest, issued_ms = rows[0]
        return OfficeCode(account_id, code_id or 0, key_id or "", digest or "", issued_ms or 0)

    def account(self, account_id: int) -> ProvenAccount:
        """What linking has to know once the right is proven."""
        row = self._tx.one(_ACCOUNT, id=account_id)
        if row is None:
            return ProvenAccount("", "", closed=False, known=False)
        number, phone, status = row
        return ProvenAccount(number, phone or "", closed=status == _CLOSED, known=status is not None)

    def account_of(self, number: str) -> int:
        """The account with this number, old or new; 0 when there is none, or more than one."""
        rows = self._tx.all(_FOUND, number=number)
        return int(rows[0][0]) if len(rows) == 1 else 0

    def claimed(self, number: str) -> Claimed:
        """The account that somebody named; one that billing lists no more is closed."""
        rows = self._tx.all(_CLAIMED, number=number)
        if len(rows) != 1:
            return Claimed()
        account_id, status, window, group = rows[0]
        return Claimed(account_id, status is None or status == _CLOSED, window or "", group or "")

    def lasting_number(self, number: str) -> str:
        """The number by which the account is counted; `number` itself where not one account has it."""
        row = self._tx.one(_LASTING, number=number)
        return str(row[0]) if row else number

    def history(self, account_id: int) -> History:
        """What happened to the rights to an account; the links are looked at only if one was disputed."""
        row = self._tx.one(_HISTORY, account_id=account_id)
        disputed_ms, changed_ms = row or (0, 0)
        if disputed_ms and self._tx.one(_UNDECIDED, account_id=account_id) is None:
            disputed_ms = 0
        return History(disputed_ms, changed_ms)

    def overtaken(self, account_id: int, address: str) -> bool:
        """Whether the account was disputed or changed hands since `address` proved it."""
        return self._tx.one(_OVERTAKEN, account_id=account_id, address=address) is not None

    def issue_office_code(
        self, account_id: int, key_id: str, digest: str, now_ms: int, until_ms: int
    ) -> None:
        """Keep a new code; the ones before are void."""
        self._tx.run(_VOID, account_id=account_id, now_ms=now_ms)
        self._tx.run(
            _ISSUE, account_id=account_id, key_id=key_id, digest=digest, now_ms=now_ms, until_ms=until_ms
        )

    def use_office_code(self, code_id: int, address: str, now_ms: int) -> None:
        """Nobody but `address` may prove it again."""
        self._tx.run(_USE, id=code_id, address=address, now_ms=now_ms)

    def end_office_code(self, code_id: int, now_ms: int) -> None:
        """Void the code for its user too."""
        self._tx.run(_END, id=code_id, now_ms=now_ms)
