"""A bill in the words of the catalogue: what stands on the paper, in which order, with which codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import structlog

from bot.bills.tables import charges, month, readings
from bot.bills.words import PaperWords
from core.accounts import Holder
from core.clock import to_ms
from core.values import Money
from payments.bill_paper import Code, Fact, Paper, Pay
from payments.qr import Order, Unpayable, payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.assembly import Texts
    from bot.bills.gathered import Gathered
    from core.accounts import Balance
    from core.payments.requisites import Requisites

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PaperMaker:
    """Makes papers; without `recipient` they have no payment code."""

    texts: Texts
    recipient: Requisites | None = None

    def make(self, data: Gathered, link: str = "") -> Paper:
        """The paper. `link`: where the second code leads; "" puts none on it."""
        bill, code = data.bill, self.payment(data)
        firm = data.card.account.kind is Holder.ORGANISATION
        good = bill.adds_up and bill.lines_add_up
        # Beside the month in the title no day of it needs its year.
        say = PaperWords(self.texts, date(bill.period.year, 1, 1))
        tables = (month(self._say, bill), charges(say, bill), readings(say, data))
        return Paper(
            title=self._say("billpdf-title-firm" if firm else "billpdf-title", period=bill.period),
            supplier=self._say("billpdf-supplier"),
            contacts=[self._say("billpdf-phone"), self._say("billpdf-hours")],
            facts=list(self._facts(data)),
            pay=Pay(*self._to_pay(data), list(self._pay_notes(data)), code),
            sections=[one for one in tables if one.rows],
            notes=[] if good else [self._say("bill-mismatch")],
            recipient=self._say("billpdf-recipient"),
            requisites=list(self._requisites()) if code else [],
            chat=self._chat(link, firm=firm) if link else None,
            footer=self._say("billpdf-footer", number=data.card.account.number, day=self.texts.today()),
            page=self._say("billpdf-page"),
            made_ms=to_ms(self.texts.clock.now()),
        )

    @property
    def _say(self) -> PaperWords:
        return PaperWords(self.texts)

    def _facts(self, data: Gathered) -> Iterator[Fact]:
        yield Fact(self._say("billpdf-account"), data.card.account.number)
        if data.holder:
            yield Fact(self._say("billpdf-holder"), " ".join(data.holder.split()))
        if data.postal_address:
            yield Fact(self._say("billpdf-address"), " ".join(data.postal_address.split()))
        if data.tariff:
            yield Fact(self._say("billpdf-tariff"), data.tariff)
        if data.bill.energy is not None:
            yield Fact(self._say("billpdf-energy"), self._say("billpdf-of-energy", energy=data.bill.energy))

    def _to_pay(self, data: Gathered) -> tuple[str, str]:
        """What stands large: what is to be paid by now, or what an older month came to."""
        balance, bill = data.card.balance, data.bill
        if data.newest and balance is None and data.card.paid_here.kopecks:
            left = _left(data)
            return self._say("billpdf-due" if left.kopecks else "billpdf-clear"), self._amount(left)
        if not data.newest or balance is None:
            label = self._say("billpdf-closing", period=bill.period)
            return label, self._amount(bill.closing)
        if balance.debt.kopecks > 0:
            due = balance.due_on
            label = self._say("billpdf-due-by", day=due) if due else self._say("billpdf-due")
            return label, self._amount(balance.debt)
        label = self._say("billpdf-overpaid" if balance.advance.kopecks > 0 else "billpdf-clear")
        return label, self._amount(balance.advance)

    def _pay_notes(self, data: Gathered) -> Iterator[str]:
        balance = data.card.balance
        if not data.newest:
            yield self._say("billpdf-older")
        elif balance is not None:
            yield from self._overdue(balance)
            if balance.debt.kopecks > 0 and balance.advance.kopecks > 0:
                yield self._say("billpdf-and-advance", advance=balance.advance)
            if balance.debt.kopecks - balance.advance.kopecks != data.bill.closing.kopecks:
                yield self._say("billpdf-differs")
            yield from self._paid_here(data)
            until = balance.payments_until or balance.as_of
            yield self._say("billpdf-as-of", as_of=balance.as_of, day=until)
        else:
            yield from self._paid_here(data)

    def _paid_here(self, data: Gathered) -> Iterator[str]:
        if data.card.paid_here.kopecks > 0:
            yield self._say("billpdf-paid-here", paid=data.card.paid_here)

    def _overdue(self, balance: Balance) -> Iterator[str]:
        since = balance.overdue_since
        if balance.overdue.kopecks <= 0:
            return
        whole = balance.overdue == balance.debt
        if since is None:
            yield self._say("billpdf-overdue-whole" if whole else "billpdf-overdue", overdue=balance.overdue)
        elif whole:
            yield self._say("billpdf-overdue-whole-since", day=since)
        else:
            yield self._say("billpdf-overdue-since", overdue=balance.overdue, day=since)

    def _amount(self, amount: Money) -> str:
        return self._say("billpdf-amount", amount=amount)

    def payment(self, data: Gathered) -> Code | None:
        """The payment code: of the newest bill, where something is to be paid and to somebody known."""
        balance, bill = data.card.balance, data.bill
        amount = balance.debt if balance else _left(data)
        if self.recipient is None or not data.newest or amount.kopecks <= 0:
            return None
        number, when = data.card.account.number, f"{bill.period.month:02d}.{bill.period.year}"
        purpose = self._say("billpdf-purpose", number=number, month=when)
        try:
            made = payload(self.recipient, Order(number, bill.period, purpose, amount))
        except Unpayable as error:
            log.warning("bill.no_code", why=str(error))
            return None
        return Code(made, self._say("billpdf-code-alt", amount=amount), self._say("billpdf-code"))

    def _requisites(self) -> Iterator[Fact]:
        to = self.recipient
        if to is None:
            return
        yield Fact(self._say("billpdf-to-name"), to.name)
        yield Fact(self._say("billpdf-to-inn"), f"{to.inn} / {to.kpp}" if to.kpp else to.inn)
        yield Fact(self._say("billpdf-to-account"), to.account)
        yield Fact(self._say("billpdf-to-bank"), f"{to.bank}, {self._say('billpdf-to-bic')} {to.bic}")
        if to.corr_account:
            yield Fact(self._say("billpdf-to-corr"), to.corr_account)

    def _chat(self, link: str, *, firm: bool) -> Code:
        linking = "billpdf-chat-link-firm" if firm else "billpdf-chat-link"
        said = self._say(linking if "start=" in link else "billpdf-chat")
        return Code(link.encode(), self._say("billpdf-chat-alt"), said, link)


def _left(data: Gathered) -> Money:
    """What a bill came to, less what was paid here since: all that is known without a balance."""
    return Money(max(0, data.bill.closing.kopecks - data.card.paid_here.kopecks))
