"""Keyed digests. One secret per key id; every purpose gets a key of its own, so digests never mix.

Keys are replaced by adding a new one and naming it current: old digests carry the id of their key.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

SHORTEST_KEY = 16
"""Bytes. The configuration check asks for more; this is what the code refuses."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The secrets by key id. Raises ValueError for a missing current key or a key under 16 bytes."""

    current: str
    keys: Mapping[str, bytes] = field(repr=False)

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise ValueError(f"the current key {self.current!r} is not among the keys")
        if any(len(key) < SHORTEST_KEY for key in self.keys.values()):
            raise ValueError(f"a secret key must have at least {SHORTEST_KEY} bytes")

    @classmethod
    def single(cls, secret: str, key_id: str = "k1") -> Keyring:
        """Make a ring of one key from `security.secret_key`."""
        return cls(key_id, {key_id: secret.encode()})

    def digest(self, purpose: str, *parts: str, key_id: str = "") -> bytes:
        """HMAC-SHA256 over the parts, each preceded by its length, under the key of this purpose.

        An unknown `key_id` gives the digest of a key nobody has: the work is the same, nothing matches it.
        """
        secret = self.keys.get(key_id or self.current, b"\0unknown")
        message = b"".join(b"%d:%b" % (len(part), part) for part in (p.encode() for p in parts))
        return hmac.digest(_purpose_key(secret, purpose), message, hashlib.sha256)


@lru_cache(maxsize=64)
def _purpose_key(secret: bytes, purpose: str) -> bytes:
    """The key of a purpose; purposes are few, and each SMS is marked twice."""
    return hmac.digest(secret, b"abonent:" + purpose.encode(), hashlib.sha256)
