"""A few words that may wait but may not be read where they wait: enciphered under a key of ours.

The stream is HMAC-SHA256 of the nonce and a counter under a key of its own; a nonce is used once (an event's
id). Nobody is kept from changing the bytes: what comes out is judged anew, like everything that was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.secrets import Keyring

_PURPOSE = "sealed-words"
LONGEST = 256
"""Bytes; a second fact has a few dozen."""


def sealed(keys: Keyring, nonce: int, words: str) -> str:
    """Encipher `words` for one use of `nonce`. Raises ValueError over `LONGEST` bytes."""
    plain = words.encode()
    if len(plain) > LONGEST:
        raise ValueError(f"at most {LONGEST} bytes are sealed, not {len(plain)}")
    return f"{nonce:x}.{_mixed(keys, keys.current, nonce, plain).hex()}.{keys.current}"


def unsealed(keys: Keyring, token: str) -> str:
    """What `sealed` was given; "" where the token is none of ours or its key is gone."""
    nonce, _, rest = token.partition(".")
    text, _, key_id = rest.partition(".")
    if key_id not in keys.keys:
        return ""
    try:
        return _mixed(keys, key_id, int(nonce, 16), bytes.fromhex(text)).decode()
    except ValueError:
        return ""


def _mixed(keys: Keyring, key_id: str, nonce: int, data: bytes) -> bytes:
    blocks = range(-(-len(data) // 32))
    stream = b"".join(keys.digest(_PURPOSE, f"{nonce:x}", str(n), key_id=key_id) for n in blocks)
    return bytes(a ^ b for a, b in zip(data, stream, strict=False))
