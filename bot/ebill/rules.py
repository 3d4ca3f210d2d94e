"""What the supplier decided about electronic bills, and what their watch works with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from core.database import Priority, Unit
from core.records import Session
from core.usecases.notices import MayStart, by_day, not_before

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, tzinfo

    from bot.config import Config
    from core.database import Database, Tx
    from core.ebill.model import Standing
    from core.ports import Store

T = TypeVar("T")
_DAY_MS = 24 * 3600 * 1000
_TELEGRAM = "telegram:"


@dataclass(frozen=True, slots=True)
class EbillRules:
    """`per_look`: messages planned at one look. `wait_ms`: how long a bill waits for a chat to send it to.

    `sums`: whether the data policy lets sums, and files with sums, into a messenger.
    """

    zone: tzinfo
    may_start: Callable[[Store, Session], bool]
    per_look: int = 500
    wait_ms: int = 10 * _DAY_MS
    sums: bool = True

    def local(self, now_ms: int) -> datetime:
        """The supplier's time."""
        return datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(self.zone)

    def day(self, now_ms: int) -> date:
        """The supplier's day."""
        return self.local(now_ms).date()

    def by_day(self, now_ms: int) -> bool:
        """Whether people may be disturbed."""
        return by_day(self.local(now_ms), self.zone)

    def not_before(self, now_ms: int) -> int:
        """When a message may go: now by day, else in the morning (UTC ms)."""
        return not_before(self.local(now_ms), self.zone)

    def carries_sums(self, address: str) -> bool:
        """Whether sums may be shown at an address; SMS may in either mode of the policy."""
        return self.sums or not address.startswith(_TELEGRAM)

    def place(self, store: Store, standing: Standing) -> str:
        """The chat that the owner used last; "" when none takes the bill now.

        A phone gets it if they asked for it by SMS, or agreed to SMS that we start (126-ФЗ).
        """
        for address in store.ebills.places(standing.subscriber_id):
            session = Session(address, standing.subscriber_id)
            if address.startswith(f"{standing.channel}:") or self.may_start(store, session):
                return address
        return ""


def ebill_rules(config: Config, look_s: int) -> EbillRules:
    """The rules of a configuration; what one look plans is gone when the next one comes."""
    return EbillRules(
        ZoneInfo(config.supplier.time_zone),
        MayStart(config.consent.sms_basis == "consent"),
        config.sending.bulk_per_second * look_s,
        config.ebill.wait_days * _DAY_MS,
        config.policy.mode == "open",
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """`wake` is called when there is something to be sent."""

    database: Database
    open_store: Callable[[Tx], Store]
    rules: EbillRules
    wake: Callable[[], None]

    async def read(self, work: Callable[[Store], T]) -> T:
        """On a reader's connection."""
        return await self.database.read(lambda tx: work(self.open_store(tx)))

    async def write(self, work: Callable[[Store], T]) -> T:
        """One transaction, after those of people."""
        unit = Unit(lambda tx: work(self.open_store(tx)), priority=Priority.BULK)
        return await self.database.write(unit)
