"""Who may see which account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.linking import Link
from core.people import Neighbour, Role, Why
from storage.accounts import account_of
from storage.card_seen import CURRENT_CARD, seen_of

if TYPE_CHECKING:
    from core.database import Tx
    from core.linking import NewLink

_OF = """
SELECT account.id, coalesce(card.number, account.number), card.kind, card.address, card.status,
    link.label, link.phone, link.role, link.id, link.since_ms
FROM link
JOIN account ON account.id = link.account_id
LEFT JOIN account_card AS card ON card.account_id = link.account_id
    AND card.generation = (SELECT generation FROM dataset_generation
        WHERE dataset = 'accounts' AND period = '')
WHERE link.subscriber_id = :subscriber_id AND link.active = 1
ORDER BY link.since_ms, link.id
"""
# A disputed link is given back by staff only: whoever holds the bill and a phone cannot take it again.
# Who was invited and becomes an owner is an owner from now on: those who were owners before may dispute it.
_ADD = f"""
INSERT INTO link (subscriber_id, account_id, role, phone, address, since_ms,
    number_seen, holder_seen, closed_seen)
VALUES (:subscriber_id, :account_id, :role, :phone, :address, :now_ms,
    :number_seen, :holder_seen, :closed_seen)
ON CONFLICT (subscriber_id, account_id) DO UPDATE SET phone = excluded.phone, address = excluded.address,
    role = CASE WHEN link.active = 1 AND link.role = 'owner' THEN 'owner' ELSE excluded.role END,
    active = 1, ended_ms = 0, suspended_ms = 0, suspended_why = '',
    number_seen = excluded.number_seen, holder_seen = excluded.holder_seen,
    closed_seen = excluded.closed_seen,
    since_ms = CASE WHEN link.active = 1 AND (link.role = 'owner' OR excluded.role <> 'owner')
        THEN link.since_ms ELSE excluded.since_ms END
WHERE link.suspended_why <> '{Why.DISPUTED}'
"""
# The same for a chat that has become another person by asking to be forgotten (storage/erasure.py).
_BARRED = f"""
SELECT 1 FROM link WHERE account_id = :account_id AND subscriber_id <> :subscriber_id
    AND suspended_why = '{Why.DISPUTED}' AND address IN ({{0}}) LIMIT 1
"""
_END = """
UPDATE link SET active = 0, ended_ms = :now_ms, phone = '', label = '', holder_seen = ''
WHERE subscriber_id = :subscriber_id AND account_id = :account_id AND active = 1
"""
_NEIGHBOURS = """
SELECT address.address, link.role FROM link JOIN address ON address.subscriber_id = link.subscriber_id
WHERE link.account_id = :account_id AND link.active = 1 AND link.subscriber_id <> :subscriber_id
    AND address.subscriber_id <> 0 AND address.state = 'active' AND address.muted = 0
ORDER BY CASE WHEN link.role = 'owner' THEN 0 ELSE 1 END, link.since_ms, address.address LIMIT 20
"""
_RENAME = """
UPDATE link SET label = :label
WHERE subscriber_id = :subscriber_id AND account_id = :account_id AND active = 1
"""


class LinksGateway:
    """Links inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def of(self, subscriber_id: int) -> tuple[Link, ...]:
        """Active links, the oldest first."""
        rows = self._tx.all(_OF, subscriber_id=subscriber_id)
        return tuple(Link(account_of(*row[:5]), row[5], row[6], Role(row[7]), row[8], row[9]) for row in rows)

    def add(self, link: NewLink, now_ms: int) -> bool:
        """Link, or link again; one link per person and account. Three statements.

        Remembers what billing says of the account now: a later change is told from it. False when the link is
        suspended as disputed: then nothing changes.
        """
        if self._barred(link):
            return False
        card = self._tx.one(CURRENT_CARD, account_id=link.account_id)
        number, holder, closed = seen_of(link.account_id, card)
        changed = self._tx.run(
            _ADD,
            subscriber_id=link.subscriber_id,
            account_id=link.account_id,
            role=str(link.role),
            phone=link.phone,
            address=link.address,
            now_ms=now_ms,
            number_seen=number,
            holder_seen=holder,
            closed_seen=closed,
        )
        return bool(changed)

    def _barred(self, link: NewLink) -> bool:
        """Whether this chat had the account before as somebody else, and lost it to «it was not me»."""
        names = {f"a{n}": one for n, one in enumerate((link.address, *link.aliases))}
        sql = _BARRED.format(", ".join(f":{name}" for name in names))
        found = self._tx.one(sql, account_id=link.account_id, subscriber_id=link.subscriber_id, **names)
        return found is not None

    def end(self, subscriber_id: int, account_id: int, now_ms: int) -> bool:
        """Take the right away and forget phone and label; False when there was none."""
        return bool(self._tx.run(_END, subscriber_id=subscriber_id, account_id=account_id, now_ms=now_ms))

    def neighbours(self, account_id: int, subscriber_id: int) -> tuple[Neighbour, ...]:
        """Addresses of the other people who have this account linked and did not say STOP, at most 20.

        Owners come first, the earliest ones first: only they can say that it was not them.
        """
        rows = self._tx.all(_NEIGHBOURS, account_id=account_id, subscriber_id=subscriber_id)
        return tuple(Neighbour(address, Role(role)) for address, role in rows)

    def rename(self, subscriber_id: int, account_id: int, label: str) -> bool:
        """Keep the person's own name for an account; False when it is not linked."""
        return bool(self._tx.run(_RENAME, subscriber_id=subscriber_id, account_id=account_id, label=label))
