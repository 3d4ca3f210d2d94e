"""Everything that happened to one account, as lines of the exchange files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sandbox.demo.bill import Bill, make_bill
from sandbox.demo.customer import Customer, Payer
from sandbox.demo.ledger import Ledger
from sandbox.demo.months import Span, day, due_on, label
from sandbox.demo.payments import Habit
from sandbox.demo.readings import first_month, last_month, run_meter
from sandbox.demo.text import kwh, money

Zones = dict[str, int]


@dataclass(slots=True)
class Story:
    """Lines by file, each in the order of its key."""

    readings: list[str] = field(default_factory=list)
    charges: list[str] = field(default_factory=list)
    charge_lines: list[str] = field(default_factory=list)
    payments: list[str] = field(default_factory=list)
    balances: list[str] = field(default_factory=list)
    dues: list[str] = field(default_factory=list)


def tell(customer: Customer, span: Span, rng: Random) -> Story:
    """Simulate the account from its first month to `span.today`."""
    return _Teller(customer, span, rng).all()


class _Teller:
    def __init__(self, customer: Customer, span: Span, rng: Random) -> None:
        self._customer = customer
        self._span = span
        self._rng = rng
        self._out = Story()
        self._ledger = Ledger(penal=customer.kind == "person")
        self._habit = Habit(customer, span, rng)
        self._last_charge = 0
        self._as_of = span.today - timedelta(days=customer.stale_days)
        self._included_until = self._as_of - timedelta(days=1)

    def all(self) -> Story:
        customer, span = self._customer, self._span
        billed = self._meters()
        first = first_month(customer, span)
        self._ledger.accrue(day(first, 1) - timedelta(days=1))
        for month in range(first, span.last + 1):
            self._month(month, billed)
        self._open_month(billed)
        if not customer.without_data:
            self._balance()
            self._dues()
        return self._out

    def _meters(self) -> dict[int, Zones]:
        """Run all meters; Wh by month and zone of all of them together."""
        billed: dict[int, Zones] = {}
        for meter in sorted(self._customer.meters, key=lambda meter: meter.serial):
            metered = run_meter(self._customer, meter, self._span, self._rng)
            self._out.readings += sorted(metered.lines) if self._customer.extra_readings else metered.lines
            for month, zones in metered.billed.items():
                together = billed.setdefault(month, {})
                for zone, energy in zones.items():
                    together[zone] = together.get(zone, 0) + energy
        return billed

    def _month(self, month: int, billed: dict[int, Zones]) -> None:
        customer, ledger = self._customer, self._ledger
        opening = ledger.owed
        paid = self._pay(month)
        ledger.accrue(day(month, 31))
        if month > last_month(customer, self._span):
            bill = Bill("")
            if not opening:
                return
        else:
            bill = make_bill(customer, month, self._span.last - month, billed.get(month))
        self._close(month, bill, opening, paid)

    def _close(self, month: int, bill: Bill, opening: int, paid: int) -> None:
        ledger = self._ledger
        due = day(month + 1, 18) if self._customer.payer is Payer.STAGES else due_on(month)
        ledger.charge(month, due, bill.charged + bill.recalculated)
        penalty = ledger.take_penalty()
        self._last_charge = bill.charged
        energy = ";".join("" if value is None else kwh(value) for value in bill.energy)
        sums = (opening, bill.charged, paid, bill.recalculated, penalty, ledger.owed)
        self._out.charges.append(
            f"{self._customer.number};{label(month)};{energy};{';'.join(map(money, sums))}"
        )
        self._out.charge_lines += bill.lines

    def _pay(self, month: int) -> int:
        """Payments of the month that the balance knows; their sum."""
        total = 0
        for on, kopecks in self._habit.month(month, self._ledger, self._last_charge):
            if kopecks <= 0 or on > self._included_until:
                continue
            self._ledger.pay(on, kopecks)
            total += kopecks
            number = f"{self._rng.randrange(10**8):08d}"
            self._out.payments.append(
                f"{self._customer.number};{on};{money(kopecks)};{self._habit.agent};{number};"
            )
        return total

    def _open_month(self, billed: dict[int, Zones]) -> None:
        """Payments since the last bill; who has sent readings already is billed already."""
        month, opening, charge = self._span.open_month, self._ledger.owed, self._last_charge
        paid = self._pay(month)
        if month in billed:
            bill = make_bill(self._customer, month, -1, billed[month])
            self._close(month, bill, opening, paid)
            self._last_charge = charge

    def _balance(self) -> None:
        ledger, as_of = self._ledger, self._as_of
        open_dues = self._open_dues()
        debt, locked = max(ledger.owed, 0), self._customer.locked_advance
        late = [(due, left) for _, _, due, left in open_dues if due < as_of] if debt else []
        coming = [due for _, _, due, _ in open_dues if due >= as_of]
        since = (min(due for due, _ in late) + timedelta(days=1)).isoformat() if late else ""
        cells = (
            money(debt + locked),
            money(max(-ledger.owed, 0) + locked),
            money(sum(left for _, left in late)),
            since,
            money(ledger.penalty),
            min(coming).isoformat() if coming else "",
            self._included_until.isoformat(),
        )
        self._out.balances.append(f"{self._customer.number};{as_of};{';'.join(cells)}")

    def _open_dues(self) -> list[tuple[int, int, date, int]]:
        """(month, stage, due, kopecks) still to be paid; the penalty is due with the newest bill."""
        ledger, stages = self._ledger, self._customer.payer is Payer.STAGES
        dues = [(bill.month, 3 if stages else 1, bill.due, bill.left) for bill in ledger.bills]
        if ledger.penalty:
            dues = _with_penalty(dues, self._span.last, ledger.penalty)
        if stages and self._customer.closed_back is None:
            dues += self._coming_stages()
        return dues

    def _coming_stages(self) -> Iterable[tuple[int, int, date, int]]:
        month = self._span.open_month
        for stage, number, percent in ((1, 10, 30), (2, 25, 40)):
            due = day(month, number)
            if due > self._included_until:
                yield month, stage, due, self._last_charge * percent // 100

    def _dues(self) -> None:
        for month, stage, due, kopecks in sorted(self._open_dues()):
            self._out.dues.append(f"{self._customer.number};{label(month)};{stage};{due};{money(kopecks)}")


def _with_penalty(
    dues: list[tuple[int, int, date, int]], last: int, penalty: int
) -> list[tuple[int, int, date, int]]:
    if dues:
        month, stage, due, left = dues[-1]
        return [*dues[:-1], (month, stage, due, left + penalty)]
    return [(last, 1, due_on(last), penalty)]
