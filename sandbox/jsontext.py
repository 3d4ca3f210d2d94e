"""JSON in and out: fast for what is ordinary, and still exact for what a fuzz test sends.

msgspec refuses lone surrogates and integers over 64 bits; the emulators must be able to pass both on,
so the standard library takes over for those.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder()

Json = dict[str, Any]


def encode(value: object) -> bytes:
    """Compact UTF-8 JSON; ASCII with escapes where msgspec gives up."""
    try:
        return _encoder.encode(value)
    except (UnicodeEncodeError, OverflowError, ValueError):
        return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def decode(data: bytes | str) -> Any:
    """Parse one JSON value; raises ValueError when it is none."""
    try:
        return _decoder.decode(data)
    except msgspec.DecodeError:
        return json.loads(data)
