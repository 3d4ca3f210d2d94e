"""The answers of send.php to what it takes: of a price, of messages, and of each number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.sms.messages import Sms
from sandbox.smsc.order import Order
from sandbox.smsc.told import Told, id_value, money

PRICE_ONLY, WITH_COST, WITH_BALANCE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Priced:
    """A piece with its digits, parts and kopecks."""

    digits: str
    text: str
    sender: str
    parts: int
    cost: int


@dataclass(frozen=True, slots=True)
class Bad:
    """A number that gets nothing: the status and err that it is told with."""

    phone: str
    status: int
    err: int


def price_told(order: Order, good: list[Priced], bad: list[Bad], cost: int) -> Told:
    """cost=1: nothing was sent."""
    count = sum(one.parts for one in good)
    value: dict[str, Any] = {"cost": money(cost), "cnt": count}
    _add_phones(value, order, [(one.digits, one.cost) for one in good], bad)
    return Told(f"{money(cost)} ({count} SMS)", f"{money(cost)},{count}", value)


def accepted_told(order: Order, message_id: str, sent: list[Sms], bad: list[Bad], balance: int) -> Told:
    """One id for all phones; `balance` in kopecks after it."""
    count, cost = sum(sms.parts for sms in sent), sum(sms.cost for sms in sent)
    value: dict[str, Any] = {"id": id_value(message_id), "cnt": count}
    plain, commas = f"OK - {count} SMS, ID - {message_id}", f"{message_id},{count}"
    if order.cost in {WITH_COST, WITH_BALANCE}:
        value["cost"] = money(cost)
        plain, commas = f"{plain}, COST - {money(cost)}", f"{commas},{money(cost)}"
    if order.cost == WITH_BALANCE:
        value["balance"] = money(balance)
        plain, commas = f"{plain}, BALANCE - {money(balance)}", f"{commas},{money(balance)}"
    _add_phones(value, order, [(sms.phone[1:], sms.cost) for sms in sent], bad)
    return Told(plain, commas, value)


def _add_phones(value: dict[str, Any], order: Order, good: list[tuple[str, int]], bad: list[Bad]) -> None:
    """`phones` as op=1 and err=1 ask for; the types within are our assumption: all of them strings."""
    told = [{"phone": one.phone, "status": str(one.status), "error": str(one.err)} for one in bad]
    if order.op:
        fine = [{"phone": digits, "mccmnc": "25001", "cost": money(cost)} for digits, cost in good]
        value["phones"] = [*fine, *told]
    elif order.err and told:
        value["phones"] = told
