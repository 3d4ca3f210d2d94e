"""Notifications that YooKassa never sent: of payments that nobody paid, of none at all, of nonsense."""

from __future__ import annotations

from sandbox.jsontext import Json
from sandbox.yookassa.amounts import iso
from sandbox.yookassa.payment import SUCCEEDED, wire
from sandbox.yookassa.store import Store


def forged(store: Store, asked: Json) -> object:
    """`body` as it is, or what claims `event` (payment.succeeded) of `payment`, `object` laid over it.

    A payment that the sandbox has not is claimed with as little as an id. Raises nothing: nonsense is meant.
    """
    if "body" in asked:
        return asked["body"]
    event, about = str(asked.get("event", "payment.succeeded")), asked.get("payment")
    payment = store.payments.get(str(about))
    claimed: Json = {"id": about} if payment is None else wire(payment)
    if event == "payment.succeeded":
        claimed |= {"status": SUCCEEDED, "paid": True, "captured_at": iso(store.now_ms())}
        claimed.pop("confirmation", None)
    over = asked.get("object")
    return {
        "type": "notification",
        "event": event,
        "object": {**claimed, **(over if isinstance(over, dict) else {})},
    }
