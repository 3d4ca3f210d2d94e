"""The wire of the control socket: where it lies and how a line looks.

→ {"do": "replay", "with": {"id": 17}}
← {"ok": true}        or        ← {"refused": "busy", "why": "another import is running …"}
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

import msgspec

LONGEST_LINE = 8 * 1024 * 1024
_LONGEST_PATH = 100

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(dict[str, Any]).decode


class Refused(Exception):
    """The bot did not do it; `code` is for programs, the message for people."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


def socket_path(database: Path) -> Path:
    """Beside the database; a path too long for a socket gets a short name in the temporary folder."""
    beside = database.resolve().with_name(database.name + ".sock")
    if len(str(beside)) <= _LONGEST_PATH:
        return beside
    name = hashlib.sha256(str(beside).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"abonent-{name}.sock"
