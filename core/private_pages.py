"""A page that shows once what a channel may not carry: tokens, digests, what is kept of it.

Two tokens lead to a page. The *link* goes out in the chat and is spent by the first opening; the opening gets
a *view* of its own, which nobody but that browser knows and which may be loaded again until the page expires.
Neither is stored: a keyed digest is, and the digest is what is looked for.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.secrets import Keyring

BYTES = 24
"""Random bytes of a token: 192 bits, 32 characters."""
LONGEST = 64
"""Characters of an address that are looked at; a longer one is cut, never refused earlier than others."""
LIFE_S = 15 * 60
"""How long a page lives, seconds, counted from when its link was made (domain: «Law»)."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """What is to be shown, and to whom: the neutral reply, as the outbox keeps it."""

    address: str
    subscriber_id: int
    content: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was found. Times are UTC milliseconds; `opened_ms` 0: nobody has opened it yet."""

    id: int
    address: str
    subscriber_id: int
    content: str
    expires_ms: int
    opened_ms: int
    digest: str


def new_token() -> str:
    """Make a token that nobody can guess."""
    return secrets.token_urlsafe(BYTES)


def link_digest(keys: Keyring, token: str) -> str:
    """The digest of a token that stands in a chat, in hex; the same work for any text."""
    return keys.digest("private-page-link", token[:LONGEST]).hex()


def view_digest(keys: Keyring, token: str) -> str:
    """The digest of a token that one opening was given, in hex."""
    return keys.digest("private-page-view", token[:LONGEST]).hex()


def alive(page: Page | None, digest: str, now_ms: int) -> bool:
    """Whether the page is the one looked for and has not expired; compared in constant time."""
    right = hmac.compare_digest(page.digest if page is not None else "", digest)
    return page is not None and right and now_ms < page.expires_ms


def still_theirs(named: Collection[str], linked: Collection[str]) -> bool:
    """Whether every account that a reply names, if only by its end, is still linked by its person."""
    return all(any(number.endswith(name) for number in linked) for name in named)
