"""The port of private pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.private_pages import NewPage, Page


class PrivatePages(Protocol):
    """Pages inside one transaction."""

    def keep(self, page: NewPage, digest: str, now_ms: int, expires_ms: int) -> None: ...

    def by_link(self, digest: str) -> Page | None:
        """The page that a link leads to, opened or not."""

    def by_view(self, digest: str) -> Page | None:
        """The page that an opening leads to."""

    def open(self, page_id: int, view_digest: str, now_ms: int) -> bool:
        """Spend the link; False when somebody was quicker."""

    def drop(self, page_id: int) -> None:
        """Forget the page and what it shows."""
