"""How bills come: one row for an account, every change kept; what of a month was told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.ebill.model import Change, MonthBill, Standing, Way, Why
from core.values import Period
from storage.visible import months, snapshot

if TYPE_CHECKING:
    from core.database import Tx, Value

_STANDING = "account_id, way, since_ms, first_period, subscriber_id, channel, waits_ms"
_OF = f"SELECT {_STANDING} FROM ebill WHERE account_id = :account_id"
# Paper is what an account without a row gets: only the way to the electronic bill makes one.
_TO_ELECTRONIC = """
INSERT INTO ebill (account_id, way, since_ms, first_period, subscriber_id, channel)
VALUES (:account_id, 'electronic', :at_ms, :first, :subscriber_id, :channel)
ON CONFLICT (account_id) DO UPDATE SET way = excluded.way, since_ms = excluded.since_ms, waits_ms = 0,
    first_period = excluded.first_period, subscriber_id = excluded.subscriber_id, channel = excluded.channel
WHERE ebill.way <> excluded.way
RETURNING id
"""
_TO_PAPER = """
UPDATE ebill SET way = 'paper', since_ms = :at_ms, first_period = :first, subscriber_id = 0, waits_ms = 0
WHERE account_id = :account_id AND way <> 'paper' RETURNING id
"""
_CHANGE = """
INSERT INTO ebill_change (account_id, way, why, at_ms, first_period, subscriber_id, address, channel, version,
    confirmed, event_id)
VALUES (:account_id, :way, :why, :at_ms, :first, :subscriber_id, :address, :channel, :version, :confirmed,
    :event_id)
"""
_NUMBER = f"""
SELECT coalesce((SELECT number FROM account_card WHERE account_id = account.id
    AND generation = {snapshot("accounts")}), account.number) FROM account WHERE account.id = :account_id
"""
_CHARGES = months("charges", "charge", "bill")
_LATEST = f"SELECT max(bill.period) FROM {_CHARGES} WHERE bill.account_id = :account_id"
_IMPORTED = """
SELECT coalesce(max(generation), 0) FROM dataset_generation WHERE dataset = 'charges' OR dataset = 'accounts'
"""
_FIGURES = """CAST(bill.charged AS TEXT) || ' ' || CAST(bill.recalculated AS TEXT) || ' '
    || CAST(bill.penalty AS TEXT)"""
_BILLS = f"""
SELECT ebill.account_id, ebill.subscriber_id, bill.period, {_FIGURES}, coalesce(sent.figures, '')
FROM {_CHARGES} JOIN ebill ON ebill.account_id = bill.account_id
LEFT JOIN ebill_sent AS sent ON sent.account_id = ebill.account_id AND sent.period = bill.period
WHERE ebill.way = 'electronic' AND bill.period >= ebill.first_period
    AND coalesce(sent.figures, '') <> {_FIGURES}
"""
_DUE = f"""{_BILLS} AND bill.period >= :oldest
    AND (ebill.account_id > :account_id OR (ebill.account_id = :account_id AND bill.period > :after))
ORDER BY ebill.account_id, bill.period LIMIT :most
"""
_BILL = f"{_BILLS} AND ebill.account_id = :account_id AND bill.period = :period"
_FIRST = """
INSERT INTO ebill_sent (account_id, period, figures, told_ms)
VALUES (:account_id, :period, :figures, :now_ms) ON CONFLICT (account_id, period) DO NOTHING
RETURNING corrections + 1
"""
_AGAIN = """
UPDATE ebill_sent SET figures = :figures, told_ms = :now_ms, corrections = corrections + 1
WHERE account_id = :account_id AND period = :period AND figures = :told
RETURNING corrections + 1
"""
_WAITS = """
UPDATE ebill SET waits_ms = :now_ms WHERE account_id = :account_id AND (waits_ms = 0 OR :now_ms = 0)
"""
_PLACES = """
SELECT address.address FROM address LEFT JOIN session ON session.address = address.address
WHERE address.subscriber_id = :subscriber_id AND address.subscriber_id <> 0
    AND address.state = 'active' AND address.muted = 0
ORDER BY coalesce(session.updated_ms, 0) DESC, address.address LIMIT 20
"""
_OWNER = """EXISTS (SELECT 1 FROM link WHERE link.account_id = ebill.account_id
    AND link.subscriber_id = ebill.subscriber_id AND link.active = 1 AND link.role = 'owner')"""
_ENDED = f"""
SELECT {_STANDING}, CASE WHEN {_OWNER} THEN 'unreachable' ELSE coalesce((SELECT link.suspended_why FROM link
    WHERE link.account_id = ebill.account_id AND link.subscriber_id = ebill.subscriber_id), '') END
FROM ebill WHERE way = 'electronic' AND account_id > :after
    AND ((waits_ms > 0 AND waits_ms < :before_ms) OR NOT {_OWNER})
ORDER BY account_id LIMIT :most
"""
_WHY = {"holder": Why.HOLDER, "closed": Why.CLOSED, "unreachable": Why.UNREACHABLE}


class EbillsGateway:
    """`core.ebill.ports.Ebills` inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def of(self, account_id: int) -> Standing | None:
        """How the bill of an account comes; None where nobody ever asked."""
        row = self._tx.one(_OF, account_id=account_id)
        return None if row is None else _standing(row)

    def switch(self, change: Change) -> bool:
        """Let it come another way and keep the change; False when it comes so already."""
        one: dict[str, Value] = {
            "account_id": change.account_id,
            "at_ms": change.at_ms,
            "first": str(change.first),
        }
        who: dict[str, Value] = {"subscriber_id": change.subscriber_id, "channel": change.channel}
        if change.way is Way.ELECTRONIC:
            done = self._tx.one(_TO_ELECTRONIC, **one, **who)
        else:
            done = self._tx.one(_TO_PAPER, **one)
        if done is None:
            return False
        self._tx.run(
            _CHANGE, **one, **who, way=str(change.way), why=str(change.why), address=change.address,
            version=change.version, confirmed=change.confirmed, event_id=change.event_id,
        )  # fmt: skip
        return True

    def number(self, account_id: int) -> str:
        """The number of an account as billing has it now."""
        row = self._tx.one(_NUMBER, account_id=account_id)
        return str(row[0]) if row else ""

    def latest(self, account_id: int) -> Period | None:
        """The newest month whose bill billing has delivered."""
        row = self._tx.one(_LATEST, account_id=account_id)
        return Period.parse(row[0]) if row and row[0] else None

    def imported(self) -> int:
        """The newest import of bills or accounts that is visible; 0 before the first one."""
        row = self._tx.one(_IMPORTED)
        return int(row[0]) if row else 0

    def due(self, after: tuple[int, str], oldest: Period, most: int) -> tuple[MonthBill, ...]:
        """Bills that were not told of as they are, after an account and month."""
        account_id, period = after
        rows = self._tx.all(_DUE, account_id=account_id, after=period, oldest=str(oldest), most=most)
        return tuple(map(_bill, rows))

    def bill(self, account_id: int, period: Period) -> MonthBill | None:
        """The bill of one month, if it is still to be told of."""
        row = self._tx.one(_BILL, account_id=account_id, period=str(period))
        return None if row is None else _bill(row)

    def told(self, bill: MonthBill, now_ms: int) -> int:
        """Note that a bill is told of: for the how-manieth time; 0 when somebody else was quicker."""
        one: dict[str, Value] = {"account_id": bill.account_id, "period": str(bill.period)}
        one["figures"] = bill.figures
        if bill.corrects:
            row = self._tx.one(_AGAIN, **one, told=bill.told, now_ms=now_ms)
        else:
            row = self._tx.one(_FIRST, **one, now_ms=now_ms)
        return int(row[0]) if row else 0

    def waits(self, account_id: int, now_ms: int) -> None:
        """Note since when a bill cannot be sent (0: it can); the first moment stays."""
        self._tx.run(_WAITS, account_id=account_id, now_ms=now_ms)

    def places(self, subscriber_id: int) -> tuple[str, ...]:
        """Chats where a person takes what we begin, the one that they used last first."""
        return tuple(row[0] for row in self._tx.all(_PLACES, subscriber_id=subscriber_id))

    def ended(self, after: int, waits_before_ms: int, most: int) -> list[tuple[Standing, Why]]:
        """Electronic accounts whose person has them no more, or whose bill waits since before a moment."""
        rows = self._tx.all(_ENDED, after=after, before_ms=waits_before_ms, most=most)
        return [(_standing(row[:-1]), _WHY.get(row[-1], Why.ENDED)) for row in rows]


def _standing(row: tuple[Any, ...]) -> Standing:
    account_id, way, since_ms, first, subscriber_id, channel, waits_ms = row
    return Standing(account_id, Way(way), since_ms, Period.parse(first), subscriber_id, channel, waits_ms)


def _bill(row: tuple[Any, ...]) -> MonthBill:
    account_id, subscriber_id, period, figures, told = row
    return MonthBill(account_id, subscriber_id, Period.parse(period), figures, told)
