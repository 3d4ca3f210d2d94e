"""Requests of people about their own data, as records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
