"""What the use cases need of storage; gateways in `storage/` implement it inside one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.account_ports import Bills, Meters, Tariffs
    from core.engine_ports import Inbox, Outbox, Sessions, Settings
    from core.linking_ports import (
        Accounts,
        Attempts,
        Audit,
        Consents,
        Links,
        Receipts,
        SecondFacts,
        Subscribers,
        Tokens,
        Verifications,
    )
    from core.own_data_ports import DataRequests
    from core.people_ports import Invitations, People
    from core.private_pages import PrivatePages


class Store(Protocol):
    """All gateways, bound to the transaction of the current turn."""

    @property
    def inbox(self) -> Inbox: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def receipts(self) -> Receipts: ...
    @property
    def facts(self) -> SecondFacts: ...
    @property
    def tokens(self) -> Tokens: ...
    @property
    def links(self) -> Links: ...
    @property
    def subscribers(self) -> Subscribers: ...
    @property
    def attempts(self) -> Attempts: ...
    @property
    def verifications(self) -> Verifications: ...
    @property
    def consents(self) -> Consents: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def people(self) -> People: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def data_requests(self) -> DataRequests: ...
    @property
    def bills(self) -> Bills: ...
    @property
    def tariffs(self) -> Tariffs: ...
    @property
    def private_pages(self) -> PrivatePages: ...
    @property
    def meters(self) -> Meters: ...
