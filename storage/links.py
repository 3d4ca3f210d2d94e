"""Who may see which account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.linking import Link
from storage.accounts import account_of

if TYPE_CHECKING:
    from core.database import Tx
    from core.linking import NewLink

_OF = """
SELECT account.id, account.number, card.kind, card.address, card.status, link.label, link.phone
FROM link
JOIN account ON account.id = link.account_id
LEFT JOIN account_card AS card ON card.account_id = link.account_id
    AND card.generation = (SELECT generation FROM dataset_generation
        WHERE dataset = 'accounts' AND period = '')
WHERE link.subscriber_id = :subscriber_id AND link.active = 1
ORDER BY link.since_ms, link.id
"""
_ADD = """
INSERT INTO link (subscriber_id, account_id, phone, address, since_ms)
VALUES (:subscriber_id, :account_id, :phone, :address, :now_ms)
ON CONFLICT (subscriber_id, account_id) DO UPDATE SET phone = excluded.phone, address = excluded.address,
    active = 1, ended_ms = 0,
    since_ms = CASE WHEN link.active = 1 THEN link.since_ms ELSE excluded.since_ms END
"""
_END = """
UPDATE link SET active = 0, ended_ms = :now_ms, phone = ''
WHERE subscriber_id = :subscriber_id AND account_id = :account_id AND active = 1
"""
_NEIGHBOURS = """
SELECT address.address FROM link JOIN address ON address.subscriber_id = link.subscriber_id
WHERE link.account_id = :account_id AND link.active = 1 AND link.subscriber_id <> :subscriber_id
    AND address.state = 'active' AND address.muted = 0
ORDER BY address.address LIMIT 20
"""


class LinksGateway:
    """Links inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def of(self, subscriber_id: int) -> tuple[Link, ...]:
        """Active links, the oldest first."""
        rows = self._tx.all(_OF, subscriber_id=subscriber_id)
        return tuple(Link(account_of(*row[:5]), row[5], row[6]) for row in rows)

    def add(self, link: NewLink, now_ms: int) -> None:
        """Link, or link again; one link per person and account."""
        self._tx.run(
            _ADD,
            subscriber_id=link.subscriber_id,
            account_id=link.account_id,
            phone=link.phone,
            address=link.address,
            now_ms=now_ms,
        )

    def end(self, subscriber_id: int, account_id: int, now_ms: int) -> bool:
        """Take the right away and forget the phone; False when there was none."""
        return bool(self._tx.run(_END, subscriber_id=subscriber_id, account_id=account_id, now_ms=now_ms))

    def neighbours(self, account_id: int, subscriber_id: int) -> tuple[str, ...]:
        """Addresses of the other people who have this account linked and did not say STOP, at most 20."""
        rows = self._tx.all(_NEIGHBOURS, account_id=account_id, subscriber_id=subscriber_id)
        return tuple(row[0] for row in rows)
