"""What the use cases need of storage; gateways in `storage/` implement it inside one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.engine_ports import Inbox, Outbox, Sessions


class Store(Protocol):
    """All gateways, bound to the transaction of the current turn."""

    @property
    def inbox(self) -> Inbox: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def sessions(self) -> Sessions: ...
