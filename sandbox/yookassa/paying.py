"""What a payer does on the payment page, and what becomes of the payment."""

from __future__ import annotations

import re

from sandbox.jsontext import Json
from sandbox.yookassa.cards import BY_NUMBER, party_of
from sandbox.yookassa.methods import (
    BANK_CARD,
    HOLD_MS,
    MOST_KOPECKS,
    SBP,
    authorization,
    by_card,
    by_sbp,
)
from sandbox.yookassa.payment import PENDING, Payment
from sandbox.yookassa.store import Store

_YEAR = re.compile(r"20\d\d", re.ASCII)
_MONTH = re.compile(r"0[1-9]|1[0-2]", re.ASCII)
_CSC = re.compile(r"\d{3,4}", re.ASCII)


class CannotPay(Exception):
    """Why, as a code that the page has words for; the payment stays as it is."""


class Paying:
    """Every method raises CannotPay, `over` for a payment that is no longer pending."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def methods(self, payment: Payment) -> list[str]:
        """Ways that the page offers: the one that was asked for, or all that the shop and the sum allow."""
        named = payment.method["type"] if payment.method else ""
        known = [name for name in (BANK_CARD, SBP) if name in self._store.shops[payment.shop].methods]
        two_stage = not payment.asked.get("capture", False)
        return [
            name
            for name in known
            if named in {"", name}
            and payment.kopecks <= MOST_KOPECKS[name]
            and not (name == SBP and two_stage)
        ]

    def card(self, payment: Payment, given: Json) -> str:
        """`number`, `month`, `year`, `csc`, and `code` once "code" was answered: 3-D Secure wants one."""
        self._check(payment, BANK_CARD)
        number = re.sub(r"\s", "", str(given.get("number", "")))
        month, year = str(given.get("month", "")), str(given.get("year", ""))
        card = BY_NUMBER.get(number)
        if card is None:
            raise CannotPay("card")
        if not _MONTH.fullmatch(month) or not _YEAR.fullmatch(year):
            raise CannotPay("term")
        if not _CSC.fullmatch(str(given.get("csc", ""))):
            raise CannotPay("csc")
        if card.secure and not str(given.get("code", "")):
            return "code"
        method = by_card(payment.id, card, month, year)
        if card.reason:
            self._store.cancel(payment, card.reason, card.party, method)
        else:
            self._paid(payment, method, authorization(secure=card.secure))
        return payment.status

    def sbp(self, payment: Payment) -> str:
        self._check(payment, SBP)
        self._paid(payment, by_sbp(payment.id), None)
        return payment.status

    def decline(self, payment: Payment, reason: str) -> str:
        """Cancelled for any reason at all: the sandbox's own button."""
        self._check(payment)
        self._store.cancel(payment, reason, party_of(reason))
        return payment.status

    def anyhow(self, payment: Payment) -> None:
        """By the first way that the page would offer."""
        if SBP in self.methods(payment):
            self.sbp(payment)
        else:
            self._check(payment, BANK_CARD)
            card = BY_NUMBER["5555555555554444"]
            method = by_card(payment.id, card, "12", "2030")
            self._paid(payment, method, authorization(secure=False))

    def _paid(self, payment: Payment, method: Json, authorized: Json | None) -> None:
        if payment.asked.get("capture", False):
            self._store.succeed(payment, payment.kopecks, method, authorized)
        else:
            self._store.hold(payment, self._store.now_ms() + HOLD_MS, method, authorized)

    def _check(self, payment: Payment, method: str = "") -> None:
        self._store.expire()
        if payment.status != PENDING:
            raise CannotPay("over")
        if method and method not in self.methods(payment):
            raise CannotPay("method")
