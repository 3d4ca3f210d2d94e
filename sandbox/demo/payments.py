"""When and how much a customer pays in a month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from sandbox.demo.customer import Customer, Payer
from sandbox.demo.ledger import Ledger
from sandbox.demo.months import Span, day, due_on

AGENTS = ("Банк «Пример»", "СБП", "Почта", "Касса, офис № 1", "Автоплатёж, банк «Образец»")
Take = Callable[[date, int], None]


class Habit:
    """The paying habit of one customer; days and agent stay the same over the years."""

    def __init__(self, customer: Customer, span: Span, rng: Random) -> None:
        self._customer = customer
        self._span = span
        self._rng = rng
        self._early, self._late = rng.randint(6, 14), rng.randint(17, 28)
        agent = AGENTS[rng.randrange(len(AGENTS))]
        self.agent = agent if customer.kind == "person" else "Расчётный счёт, банк «Пример»"

    def month(self, month: int, ledger: Ledger, last_charge: int) -> Iterator[tuple[date, int]]:
        """Payments of a month in their order; each is decided when the ones before have been taken."""
        customer = self._customer
        back = self._span.last - month
        if not customer.unpaid_bills or back >= customer.unpaid_bills - 1:
            if customer.payer is Payer.STAGES:
                yield from self._stages(month, ledger, last_charge)
            elif (amount := self._amount(month, ledger)) > 0:
                short = customer.short_by if back == -1 else 0
                yield self._when(month), amount - short
        for when, kopecks in customer.extra_payments:
            if when == back:
                yield day(month, 16), kopecks

    def _when(self, month: int) -> date:
        if self._customer.payer in (Payer.LATE, Payer.PARTIAL):
            return day(month, self._late)
        return min(day(month, self._early), due_on(month - 1))

    def _amount(self, month: int, ledger: Ledger) -> int:
        owed, payer = ledger.owed, self._customer.payer
        if owed <= 0 or payer is Payer.NEVER:
            return 0
        if payer is Payer.SKIPPER:
            return 0 if self._rng.randrange(4) == 0 else owed
        if payer is Payer.PARTIAL:
            return owed * 7 // 10
        if payer is Payer.ROUND_UP:
            return -(-owed // 10_000) * 10_000
        if payer is Payer.QUARTERLY:
            return owed if month % 3 == 0 else 0
        return owed

    def _stages(self, month: int, ledger: Ledger, last_charge: int) -> Iterator[tuple[date, int]]:
        rest = ledger.owed  # of the bill before; what is paid on the 10th is for this month
        yield day(month, 10), last_charge * 30 // 100
        yield day(month, 18), rest
        yield day(month, 25), last_charge * 40 // 100
