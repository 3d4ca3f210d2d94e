"""Requests of people about their own data, as records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.secrets import Keyring


class RequestKind(StrEnum):
    """What was asked for; the words stand in the table."""

    EXPORT = "export"
    ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class DataRequest:
    """Something asked by a person. `addresses`: all their chats and phones, for an erasure only."""

    kind: RequestKind
    subscriber_id: int
    address: str
    event_id: int
    asked_ms: int
    addresses: tuple[str, ...] = ()
    id: int = 0


def alias_of(keys: Keyring, address: str, key_id: str = "") -> str:
    """What stands for an address that asked to be forgotten: whoever shows it again can be recognised."""
    digest = keys.digest("erased-address", address, key_id=key_id)
    return f"erased:{key_id or keys.current}:{digest.hex()[:32]}"
