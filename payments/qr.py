"""What a payment QR holds: GOST R 56042-2014. Bytes, not text: a bank's app reads bytes.

Nothing of a person is in it but the number of the account: no name, no address, no meter. The order of the
required fields is the standard's, the sizes are in docs/bill.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.payments.requisites import Charset, Requisites, block, plain, problems
from core.values import Money, Period

UTILITIES = "02"
"""The technical code of housing and utilities."""
_DIGITS = {Charset.CP1251: "1", Charset.UTF_8: "2"}
_PURPOSE = 160
"""The standard takes 210 signs of purpose, some readers 160."""
_LONGEST_ACCOUNT = 40


class Unpayable(Exception):
    """No QR can be made; the text says of which field, in English, for the log."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be paid, for which account and month; with no `amount` the payer gives it."""

    account: str
    period: Period
    purpose: str
    amount: Money | None = None


def payload(to: Requisites, order: Order) -> bytes:
    """The bytes of the QR. Raises Unpayable where a bank would refuse the recipient or the sum."""
    for field, why in problems(to):
        raise Unpayable(f"{field} {why}")
    if not order.account or len(order.account) > _LONGEST_ACCOUNT:
        raise Unpayable("the number of the account is empty or too long")
    optional = "|".join(f"{key}={value}" for key, value in _optional(to, order))
    text = f"ST0001{_DIGITS[to.charset]}|{block(to)}|{optional}"
    return text.encode(to.charset, "replace")


def _optional(to: Requisites, order: Order) -> Iterator[tuple[str, str]]:
    yield "PayeeINN", to.inn
    if to.kpp:
        yield "KPP", to.kpp
    if order.amount is not None:
        if not 0 < order.amount.kopecks < 10**18:
            raise Unpayable("the sum is not one that can be paid")
        yield "Sum", str(order.amount.kopecks)
    yield "Purpose", plain(order.purpose)[:_PURPOSE]
    yield "PersAcc", plain(order.account)
    yield "PaymPeriod", f"{order.period.month:02d}{order.period.year:04d}"
    yield "TechCode", UTILITIES
