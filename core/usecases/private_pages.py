"""Making, opening and closing the page that shows what a channel may not carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.private_pages import LIFE_S, NewPage, Page, alive, link_digest, view_digest
from core.secrets import Keyring

if TYPE_CHECKING:
    from core.ports import Store


@dataclass(frozen=True, slots=True)
class OpenPages:
    """The use cases of a page. `life` is in seconds, counted from the making of the link."""

    keys: Keyring
    life: int = LIFE_S

    def make(self, store: Store, address: str, content: str, token: str, now_ms: int) -> None:
        """Keep what the link with this token will show, for the person who talks at `address`."""
        subscriber = store.sessions.load(address)[0].subscriber_id
        page = NewPage(address, subscriber, content)
        store.private_pages.keep(page, link_digest(self.keys, token), now_ms, now_ms + self.life * 1000)

    def waiting(self, store: Store, token: str, now_ms: int) -> Page | None:
        """The page of a link that is not spent; None for one spent, expired or never made: the same work."""
        digest = link_digest(self.keys, token)
        page = store.private_pages.by_link(digest)
        return page if alive(page, digest, now_ms) and page is not None and not page.opened_ms else None

    def open(self, store: Store, token: str, view: str, now_ms: int) -> Page | None:
        """Spend the link: from now on only the token `view` leads to the page. None: nothing to open."""
        page = self.waiting(store, token, now_ms)
        if page is None or not store.private_pages.open(page.id, view_digest(self.keys, view), now_ms):
            return None
        return page

    def seen(self, store: Store, view: str, now_ms: int) -> Page | None:
        """The page of an opening; None for one closed, expired or never opened: the same work."""
        digest = view_digest(self.keys, view)
        page = store.private_pages.by_view(digest)
        return page if alive(page, digest, now_ms) else None

    def close(self, store: Store, view: str, now_ms: int) -> bool:
        """Forget the page of an opening; False when there was none."""
        page = self.seen(store, view, now_ms)
        if page is not None:
            store.private_pages.drop(page.id)
        return page is not None
