"""Invitations to an account: only digests of what opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.people import Invitation, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx

_ADD = """
INSERT INTO invitation (account_id, inviter_id, role, token, code, created_ms, expires_ms)
VALUES (:account_id, :inviter_id, :role, :token, :code, :now_ms, :expires_ms)
"""
# Only an inviter who still owns the account gives anything away. Each digest is looked for by its own index.
_INVITER = """
JOIN link ON link.subscriber_id = invitation.inviter_id AND link.account_id = invitation.account_id
    AND link.active = 1 AND link.role = 'owner'"""
_OPEN = f"""
SELECT count(*) FROM invitation {_INVITER}
WHERE invitation.account_id = :account_id AND invitation.state = 'open' AND invitation.expires_ms > :now_ms
"""
_FIND = f"""
SELECT invitation.id, invitation.account_id, coalesce(card.number, account.number),
    invitation.inviter_id, invitation.role
FROM invitation JOIN account ON account.id = invitation.account_id
LEFT JOIN account_card AS card ON card.account_id = invitation.account_id
    AND card.generation = (SELECT generation FROM dataset_generation
        WHERE dataset = 'accounts' AND period = '')
{_INVITER}
WHERE invitation.{{0}} AND invitation.state = 'open' AND invitation.expires_ms > :now_ms
"""
_USE = """
UPDATE invitation SET state = 'used', used_by = :subscriber_id
WHERE id = :id AND state = 'open' AND expires_ms > :now_ms
"""
_WITHDRAW = "UPDATE invitation SET state = 'withdrawn' WHERE account_id = :account_id AND state = 'open'"


class InvitationsGateway:
    """Invitations inside one transaction. Every method is one statement."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def add(self, invitation: Invitation, token: str, code: str, now_ms: int, expires_ms: int) -> None:
        """Keep an invitation by the digests of its token and its code."""
        self._tx.run(
            _ADD,
            account_id=invitation.account_id,
            inviter_id=invitation.inviter_id,
            role=str(invitation.role),
            token=token,
            code=code,
            now_ms=now_ms,
            expires_ms=expires_ms,
        )

    def count_open(self, account_id: int, now_ms: int) -> int:
        """How many invitations of the account may still be taken; nobody else counts them meanwhile."""
        self._tx.lock(f"invitations {account_id}")
        row = self._tx.one(_OPEN, account_id=account_id, now_ms=now_ms)
        return int(row[0]) if row else 0

    def by_digest(self, kind: str, digests: Sequence[str], now_ms: int) -> Invitation | None:
        """The open invitation whose `token` or `code` has one of these digests (one for each key)."""
        names = {f"d{n}": digest for n, digest in enumerate(digests)}
        condition = f"{'token' if kind == 'token' else 'code'} IN ({', '.join(f':{n}' for n in names)})"
        return self._one(_FIND.format(condition), now_ms, **names)

    def find(self, invitation_id: int, now_ms: int) -> Invitation | None:
        """An invitation that may still be taken."""
        return self._one(_FIND.format("id = :id"), now_ms, id=invitation_id)

    def _one(self, sql: str, now_ms: int, **params: str | int) -> Invitation | None:
        row = self._tx.one(sql, now_ms=now_ms, **params)
        return Invitation(row[0], row[1], row[2], row[3], Role(row[4])) if row else None

    def use(self, invitation_id: int, subscriber_id: int, now_ms: int) -> bool:
        """Take it; False when somebody else was quicker or its day is over."""
        return bool(self._tx.run(_USE, id=invitation_id, subscriber_id=subscriber_id, now_ms=now_ms))

    def withdraw(self, account_id: int) -> int:
        """End all open invitations of an account."""
        return self._tx.run(_WITHDRAW, account_id=account_id)
