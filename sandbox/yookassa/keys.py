"""Idempotence keys: the first answer again for the same key and body, for a day."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from dataclasses import dataclass

from sandbox.jsontext import Json
from sandbox.ledger import Ledger
from sandbox.yookassa.errors import invalid

NAME = "Idempotence-Key"
DAY_MS = 24 * 3_600_000
_KEY = re.compile(r"[0-9A-Za-z+\-_.]{1,64}", re.ASCII)
Name = tuple[str, str, str, str]
"""Shop, HTTP method, path, key."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was answered, and to what."""

    at_ms: int
    digest: str
    answer: Json


class Keys:
    """Fact yookassa.answered. Refusals are not kept: the same key may be tried again."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: dict[Name, Kept] = {}
        ledger.on("yookassa.answered", self._answered)

    def find(self, name: Name, body: bytes) -> Json | None:
        """The earlier answer; None for a new key. Raises Refusal 400 for another body."""
        kept = self._kept.get(name)
        if kept is None or not 0 <= self._ledger.clock.now_ms() - kept.at_ms < DAY_MS:
            return None
        if kept.digest != _digest(body):
            raise invalid(NAME, "Idempotence key duplicated")
        return kept.answer

    def keep(self, name: Name, body: bytes, answer: Json) -> None:
        shop, method, path, key = name
        about = {"shop": shop, "method": method, "path": path, "key": key}
        self._ledger.record("yookassa.answered", **about, digest=_digest(body), answer=answer)

    def _answered(self, fact: Json) -> None:
        name = fact["shop"], fact["method"], fact["path"], fact["key"]
        self._kept[name] = Kept(fact["at_ms"], fact["digest"], fact["answer"])


def check_key(key: str | None) -> str:
    """Raises Refusal 400."""
    if not key:
        raise invalid(NAME, f"{NAME} header is required")
    if not _KEY.fullmatch(key):
        raise invalid(NAME, f"{NAME} is 1 to 64 of 0-9 a-z A-Z + - _ .")
    return key


def _digest(body: bytes) -> str:
    """Of what the body means: the order of members and spaces make no difference."""
    with contextlib.suppress(ValueError):
        body = json.dumps(json.loads(body), sort_keys=True).encode()
    return hashlib.sha256(body).hexdigest()
