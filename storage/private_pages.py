"""Pages that show once what a channel may not carry; found by the digest of a token, never by the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.private_pages import Page

if TYPE_CHECKING:
    from core.database import Tx
    from core.private_pages import NewPage

_KEEP = """
INSERT INTO private_page (digest, address, subscriber_id, content, created_ms, expires_ms)
VALUES (:digest, :address, :subscriber_id, :content, :now_ms, :expires_ms)
"""
_FIELDS = "SELECT id, address, subscriber_id, content, expires_ms, opened_ms"
_BY_LINK = f"{_FIELDS}, digest FROM private_page WHERE digest = :digest"
_BY_VIEW = f"{_FIELDS}, view_digest FROM private_page WHERE view_digest = :digest AND view_digest <> ''"
_OPEN = """
UPDATE private_page SET opened_ms = :now_ms, view_digest = :view_digest
WHERE id = :id AND opened_ms = 0 AND expires_ms > :now_ms
"""
_DROP = "DELETE FROM private_page WHERE id = :id"


class PrivatePagesGateway:
    """Private pages inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def keep(self, page: NewPage, digest: str, now_ms: int, expires_ms: int) -> None:
        """Keep a page under the digest of its link."""
        self._tx.run(
            _KEEP,
            digest=digest,
            address=page.address,
            subscriber_id=page.subscriber_id,
            content=page.content,
            now_ms=now_ms,
            expires_ms=expires_ms,
        )

    def by_link(self, digest: str) -> Page | None:
        """The page that a link leads to, opened or not."""
        row = self._tx.one(_BY_LINK, digest=digest)
        return Page(*row) if row else None

    def by_view(self, digest: str) -> Page | None:
        """The page that an opening leads to."""
        row = self._tx.one(_BY_VIEW, digest=digest)
        return Page(*row) if row else None

    def open(self, page_id: int, view_digest: str, now_ms: int) -> bool:
        """Spend the link; False when somebody was quicker."""
        return self._tx.run(_OPEN, id=page_id, view_digest=view_digest, now_ms=now_ms) > 0

    def drop(self, page_id: int) -> None:
        """Forget the page and what it shows."""
        self._tx.run(_DROP, id=page_id)
