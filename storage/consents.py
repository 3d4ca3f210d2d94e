"""Consents, each provable by the stored event it came with and the words that were shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.consents import ConsentRow
from core.linking import Consent

if TYPE_CHECKING:
    from core.consents import Given
    from core.database import Tx, Value

_KEEP = """
INSERT INTO consent
    (subscriber_id, purpose, version, basis, address, event_id, given_ms, text_sha256, said, origin)
VALUES
    (:subscriber_id, :purpose, :version, :basis, :address, :event_id, :given_ms, :sha256, :said,
    coalesce((SELECT source || '/' || source_id FROM inbox WHERE id = :event_id), ''))
"""
_ARCHIVE = """
INSERT INTO consent_text (sha256, purpose, version, words, first_ms)
VALUES (:sha256, :purpose, :version, :words, :given_ms)
ON CONFLICT (sha256) DO NOTHING
"""
_CURRENT = """
SELECT purpose, version, given_ms, basis FROM consent
WHERE subscriber_id = :subscriber_id AND purpose = :purpose AND revoked_ms = 0
ORDER BY id DESC LIMIT 1
"""
_REVOKE = """
UPDATE consent SET revoked_ms = :now_ms
WHERE subscriber_id = :subscriber_id AND purpose = :purpose AND revoked_ms = 0
"""
_REVOKE_ALL = """
UPDATE consent SET revoked_ms = :now_ms WHERE subscriber_id = :subscriber_id AND revoked_ms = 0
"""
_ROWS = """
SELECT consent.id, subscriber_id, consent.purpose, consent.version, basis, address, event_id, origin, said,
    given_ms, revoked_ms, text_sha256, words
FROM consent LEFT JOIN consent_text ON consent_text.sha256 = consent.text_sha256
WHERE consent.id > :after AND {0} ORDER BY consent.id LIMIT :most
"""
# Whoever has or had the account linked: of an ended link only the trail may be left.
_OF_ACCOUNT = _ROWS.format("""subscriber_id <> 0 AND subscriber_id IN (
    SELECT subscriber_id FROM link WHERE account_id = :account_id
    UNION SELECT subscriber_id FROM audit_event WHERE account_id = :account_id)""")
_ALL = _ROWS.format("1 = 1")
_ACCOUNT = """
SELECT id FROM account WHERE number = :number
UNION SELECT account_id FROM account_alias WHERE number = :number
"""


class ConsentsGateway:
    """Consents inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def keep(self, given: Given) -> None:
        """Keep a consent (or that the person was told), its proof and, once for all, its words."""
        proof, sha256 = given.proof, given.proof.text.sha256
        terms: dict[str, Value] = {
            "purpose": given.purpose,
            "version": given.terms.version,
            "given_ms": given.given_ms,
        }
        self._tx.run(_ARCHIVE, **terms, sha256=sha256, words=proof.text.words)
        self._tx.run(
            _KEEP,
            **terms,
            subscriber_id=given.subscriber_id,
            basis=str(given.terms.basis),
            address=proof.address,
            event_id=proof.event_id,
            sha256=sha256,
            said=proof.said,
        )

    def current(self, subscriber_id: int, purpose: str) -> Consent | None:
        """The newest consent in force."""
        row = self._tx.one(_CURRENT, subscriber_id=subscriber_id, purpose=purpose)
        return Consent(*row) if row else None

    def revoke(self, subscriber_id: int, purpose: str, now_ms: int) -> bool:
        """End all consents for the purpose; False when there was none."""
        return bool(self._tx.run(_REVOKE, subscriber_id=subscriber_id, purpose=purpose, now_ms=now_ms))

    def revoke_all(self, subscriber_id: int, now_ms: int) -> int:
        """End all consents for any purpose; how many there were."""
        return self._tx.run(_REVOKE_ALL, subscriber_id=subscriber_id, now_ms=now_ms)

    def account_id(self, number: str) -> int:
        """The account with this number, past or present; 0 for a number that nobody has."""
        row = self._tx.one(_ACCOUNT, number=number)
        return int(row[0]) if row else 0

    def page(self, account_id: int, after: int, most: int) -> list[ConsentRow]:
        """Kept consents after an id, in order: of whoever has or had the account linked; 0: of everybody."""
        if not account_id:
            return [ConsentRow(*row) for row in self._tx.all(_ALL, after=after, most=most)]
        rows = self._tx.all(_OF_ACCOUNT, account_id=account_id, after=after, most=most)
        return [ConsentRow(*row) for row in rows]
