"""Bills, their lines and payments of one account, by month; the cost is that of the account alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from core.accounts import Month, Payment
from core.bills import Bill, Line, LineKind
from core.history.billed import BilledMonth
from core.values import Energy, Money, Period
from storage.visible import months

if TYPE_CHECKING:
    from core.database import Tx

MOST_MONTHS = 240
"""Months that are looked at: twenty years."""
MOST_LINES = 400
LATEST = "9999-12"

_CHARGES = months("charges", "charge", "bill")
_SUMS = """bill.period, bill.opening, bill.charged, bill.paid, bill.recalculated, bill.penalty, bill.closing,
    bill.kwh_t1, bill.kwh_t2, bill.kwh_t3"""
# The wanted bill, the one before, and the one after.
_BILLS = f"""
SELECT * FROM (SELECT {_SUMS} FROM {_CHARGES}
    WHERE bill.account_id = :account_id AND bill.period > :period
    ORDER BY bill.period LIMIT 1) AS later
UNION ALL
SELECT * FROM (SELECT {_SUMS} FROM {_CHARGES}
    WHERE bill.account_id = :account_id AND bill.period <= :period
    ORDER BY bill.period DESC LIMIT 2) AS wanted
"""
_LINES = f"""
SELECT line.period, line.kind, line.title, line.amount, line.kwh, line.price, line.reason
FROM {months("charge_lines", "charge_line", "line")}
WHERE line.account_id = :account_id AND line.period BETWEEN :first AND :last
ORDER BY line.period, line.line LIMIT :most
"""
_ENERGY = f"""
SELECT bill.period, bill.kwh_t1, bill.kwh_t2, bill.kwh_t3 FROM {_CHARGES}
WHERE bill.account_id = :account_id AND bill.period BETWEEN :first AND :last
ORDER BY bill.period LIMIT :most
"""
_USED = f"""
SELECT bill.period, bill.charged, bill.recalculated, CASE WHEN EXISTS (
        SELECT 1 FROM {months("charge_lines", "charge_line", "line")}
        WHERE line.account_id = :account_id AND line.period = bill.period AND line.kind = 'norm'
    ) THEN 1 ELSE 0 END, bill.kwh_t1, bill.kwh_t2, bill.kwh_t3 FROM {_CHARGES}
WHERE bill.account_id = :account_id AND bill.period BETWEEN :first AND :last
ORDER BY bill.period LIMIT :most
"""
_MONTHS = f"""
SELECT period, sum(bills), sum(charged), sum(corrected), sum(paid) FROM (
    SELECT bill.period AS period, 1 AS bills, bill.charged AS charged,
        bill.recalculated + bill.penalty AS corrected, 0 AS paid
    FROM {_CHARGES} WHERE bill.account_id = :account_id
    UNION ALL
    SELECT paid.period, 0, 0, 0, paid.amount
    FROM {months("payments", "payment", "paid")} WHERE paid.account_id = :account_id
) AS happened GROUP BY period ORDER BY period DESC LIMIT :most
"""
_PAYMENTS = f"""
SELECT paid.paid_on, paid.amount, paid.agent
FROM {months("payments", "payment", "paid")}
WHERE paid.account_id = :account_id
ORDER BY paid.period DESC, paid.paid_on DESC, paid.line DESC LIMIT :most OFFSET :skip
"""


class BillsGateway:
    """Bills inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def around(self, account_id: int, period: Period | None) -> tuple[Bill, ...]:
        """The bill of `period` (None: the latest), the ones next to it, newest first, all with lines.

        Where the month has no bill, the nearest earlier one stands for it. Two statements.
        """
        rows = self._tx.all(_BILLS, account_id=account_id, period=str(period) if period else LATEST)
        rows.sort(key=lambda row: str(row[0]), reverse=True)
        if not rows:
            return ()
        lines: dict[str, list[Line]] = {row[0]: [] for row in rows}
        for row in self._tx.all(
            _LINES, account_id=account_id, first=rows[-1][0], last=rows[0][0], most=MOST_LINES
        ):
            lines.setdefault(row[0], []).append(_line(row))
        return tuple(_bill(row, tuple(lines[row[0]])) for row in rows)

    def months(self, account_id: int) -> tuple[Month, ...]:
        """All months with a bill or a payment, the newest first."""
        return tuple(
            Month(Period.parse(period), Money(charged) if bills else None, Money(corrected), Money(paid))
            for period, bills, charged, corrected, paid in self._tx.all(
                _MONTHS, account_id=account_id, most=MOST_MONTHS
            )
        )

    def energy(self, account_id: int, first: Period, last: Period) -> dict[Period, tuple[Energy | None, ...]]:
        """Energy of the bills of these months: all, day or peak; night; half-peak; None where there is none.

        A month without a bill is left out. The earliest `MOST_MONTHS` of them.
        """
        rows = self._tx.all(
            _ENERGY, account_id=account_id, first=str(first), last=str(last), most=MOST_MONTHS
        )
        return {
            Period.parse(period): tuple(None if part is None else Energy(part) for part in parts)
            for period, *parts in rows
        }

    def used(self, account_id: int, first: Period, last: Period) -> dict[Period, BilledMonth]:
        """Energy and cost of the bills of these months; a month without a bill is left out."""
        rows = self._tx.all(_USED, account_id=account_id, first=str(first), last=str(last), most=MOST_MONTHS)
        return {
            Period.parse(period): BilledMonth(
                tuple(None if part is None else Energy(part) for part in parts),
                Money(charged),
                Money(recalculated),
                bool(by_norm),
            )
            for period, charged, recalculated, by_norm, *parts in rows
        }

    def payments(self, account_id: int, skip: int, most: int) -> tuple[Payment, ...]:
        """Payments, the newest first."""
        rows = self._tx.all(_PAYMENTS, account_id=account_id, most=most, skip=skip)
        return tuple(
            Payment(date.fromisoformat(on), Money(amount), agent or "") for on, amount, agent in rows
        )


def _bill(row: tuple[Any, ...], lines: tuple[Line, ...]) -> Bill:
    period, opening, charged, paid, recalculated, penalty, closing, *energy = row
    counted = [part for part in energy if part is not None]
    return Bill(
        Period.parse(period), Money(opening), Money(charged), Money(paid), Money(recalculated),
        Money(penalty), Money(closing), Energy(sum(counted)) if counted else None, lines,
    )  # fmt: skip


def _line(row: tuple[Any, ...]) -> Line:
    _, kind, title, amount, kwh, price, reason = row
    return Line(
        LineKind(kind), title, Money(amount), None if kwh is None else Energy(kwh), price, reason or ""
    )
