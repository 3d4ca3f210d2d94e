"""What the rights of people to their own data need of storage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.own_data import DataRequest, RequestKind


class DataRequests(Protocol):
    """What people asked about their own data."""

    def last(self, address: str, kind: RequestKind) -> int:
        """When this was last asked from the address (UTC ms) and not lost on its way; 0 for never."""

    def open(self, request: DataRequest) -> int:
        """Keep a request and return its id; one of an export needs nothing more to be done."""
