"""What people want to be told, where and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.notifications.kinds import SWITCHABLE, TRAITS, Kind
from core.notifications.model import Way

if TYPE_CHECKING:
    from core.database import Tx

_WANTED = "SELECT wanted FROM notify_choice WHERE subscriber_id = :subscriber_id AND kind = :kind"
_CHOICES = "SELECT kind, wanted FROM notify_choice WHERE subscriber_id = :subscriber_id"
_CHOOSE = """
INSERT INTO notify_choice (subscriber_id, kind, wanted, changed_ms)
VALUES (:subscriber_id, :kind, :wanted, :now_ms)
ON CONFLICT (subscriber_id, kind) DO UPDATE SET wanted = excluded.wanted, changed_ms = excluded.changed_ms
"""
_WAY = """
SELECT address, minute, quiet_from, quiet_to, days_before FROM notify_way WHERE subscriber_id = :subscriber_id
"""
_GO = """
INSERT INTO notify_way (subscriber_id, address, minute, quiet_from, quiet_to, days_before, changed_ms)
VALUES (:subscriber_id, :address, :minute, :quiet_from, :quiet_to, :days_before, :now_ms)
ON CONFLICT (subscriber_id) DO UPDATE SET address = excluded.address, minute = excluded.minute,
    quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, days_before = excluded.days_before,
    changed_ms = excluded.changed_ms
"""
_LIMITS = "SELECT account_id, watt_hours FROM notify_limit WHERE subscriber_id = :subscriber_id"
_LIMIT = """
INSERT INTO notify_limit (subscriber_id, account_id, watt_hours, changed_ms)
VALUES (:subscriber_id, :account_id, :watt_hours, :now_ms)
ON CONFLICT (subscriber_id, account_id) DO UPDATE SET watt_hours = excluded.watt_hours,
    changed_ms = excluded.changed_ms
"""
_UNLIMIT = "DELETE FROM notify_limit WHERE subscriber_id = :subscriber_id AND account_id = :account_id"


class WishesGateway:
    """Wishes inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def wants(self, subscriber_id: int, kind: Kind) -> bool:
        """Whether a kind comes to this person: chosen, or usual; legal ones always do."""
        traits = TRAITS[kind]
        row = None if traits.legal else self._tx.one(_WANTED, subscriber_id=subscriber_id, kind=str(kind))
        return traits.usual if row is None else bool(row[0])

    def choices(self, subscriber_id: int) -> dict[Kind, bool]:
        """Every kind that can be switched, and whether it comes."""
        chosen = dict(self._tx.all(_CHOICES, subscriber_id=subscriber_id))
        return {kind: bool(chosen.get(str(kind), TRAITS[kind].usual)) for kind in SWITCHABLE}

    def choose(self, subscriber_id: int, kind: Kind, now_ms: int, *, wanted: bool) -> None:
        """Switch a kind on or off."""
        self._tx.run(_CHOOSE, subscriber_id=subscriber_id, kind=str(kind), wanted=int(wanted), now_ms=now_ms)

    def way(self, subscriber_id: int) -> Way:
        """Where and when; everything usual for who chose nothing."""
        row = self._tx.one(_WAY, subscriber_id=subscriber_id)
        return Way() if row is None else Way(*row)

    def go(self, subscriber_id: int, way: Way, now_ms: int) -> None:
        """Choose where and when."""
        self._tx.run(
            _GO,
            subscriber_id=subscriber_id,
            address=way.address,
            minute=way.minute,
            quiet_from=way.quiet_from,
            quiet_to=way.quiet_to,
            days_before=way.days_before,
            now_ms=now_ms,
        )

    def limits(self, subscriber_id: int) -> dict[int, int]:
        """Limits of a month's consumption (watt-hours) by account id."""
        return dict(self._tx.all(_LIMITS, subscriber_id=subscriber_id))

    def limit(self, subscriber_id: int, account_id: int, watt_hours: int, now_ms: int) -> None:
        """Set a limit; 0 takes it away."""
        if watt_hours <= 0:
            self._tx.run(_UNLIMIT, subscriber_id=subscriber_id, account_id=account_id)
            return
        self._tx.run(
            _LIMIT, subscriber_id=subscriber_id, account_id=account_id, watt_hours=watt_hours, now_ms=now_ms
        )
