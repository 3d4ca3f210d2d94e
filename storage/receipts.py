"""Codes printed on bills, as digests: those that an import brought and those that we issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.linking import Evidence, ReceiptDigest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx
    from core.values import Period

# A renumbered account is found by its old number too: that is what its last bills show.
# CROSS JOIN keeps SQLite from going through all codes of an issue to find the account.
_EVIDENCE = """
WITH found AS (SELECT id FROM account WHERE number = :number
    UNION SELECT account_id AS id FROM account_alias WHERE number = :number)
SELECT id, '' AS period, '' AS key_id, coalesce(
    (SELECT card.number FROM account_card AS card WHERE card.account_id = found.id AND card.number <> :number
        AND card.generation = (SELECT generation FROM dataset_generation
            WHERE dataset = 'accounts' AND period = '')),
    (SELECT max(alias.number) FROM account_alias AS alias
        WHERE alias.account_id = found.id AND alias.number <> :number), '') AS digest FROM found
UNION ALL
SELECT found.id, code.period, code.key_id, code.digest
FROM found JOIN receipt_code AS code ON code.account_id = found.id AND code.period BETWEEN :first AND :last
    AND code.generation = (SELECT generation FROM dataset_generation
        WHERE dataset = 'receipt_codes' AND period = code.period)
UNION ALL
SELECT found.id, issue.period, issue.key_id, code.code
FROM found CROSS JOIN bill_issue AS issue CROSS JOIN bill_code AS code
WHERE issue.state = 'active' AND issue.period BETWEEN :first AND :last
    AND code.issue = issue.id AND code.account_id = found.id
"""


class ReceiptsGateway:
    """Receipt codes inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def evidence(self, number: str, periods: Sequence[Period]) -> Evidence:
        """Digests of this number for the months from the earliest to the latest of `periods`.

        Two accounts for one number (it was given anew after a renumbering) prove nothing: the first wins only
        when it is the only one.
        """
        names = sorted(map(str, periods))
        rows = self._tx.all(_EVIDENCE, number=number, first=names[0], last=names[-1])
        if len({row[0] for row in rows}) != 1:
            return Evidence(0, ())
        other = next((row[3] for row in rows if not row[1]), "")
        return Evidence(rows[0][0], tuple(ReceiptDigest(*row[1:]) for row in rows if row[1]), other)
