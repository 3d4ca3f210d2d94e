"""How private a value is, whatever text it stands in (152-ФЗ; 149-ФЗ ст. 10 ч. 8 and 41-ФЗ).

A text declares how private it is; so does every value. What may leave on a channel is judged by the higher
of both, so that a sum in a text that calls itself public is kept back all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from core.values import Masked, Money, Personal, Phone, Value


class Sensitivity(IntEnum):
    """How private something is; the data policy says which may leave on which channel.

    `OWN` is what a person wrote themselves (a label, a quoted message: it may hold anything), `PHONE` a phone
    of a person with its middle hidden, and the request to type one. `PERSONAL` names a person or a place.
    """

    PUBLIC = 0
    ACCOUNT = 1
    OWN = 2
    PHONE = 3
    MONEY = 4
    PERSONAL = 5


BY_TYPE: Mapping[type, Sensitivity] = {
    Masked: Sensitivity.ACCOUNT,
    Money: Sensitivity.MONEY,
    Personal: Sensitivity.PERSONAL,
}
BY_NAME: Mapping[str, Sensitivity] = {
    "serial": Sensitivity.ACCOUNT,
    "place": Sensitivity.ACCOUNT,
    "label": Sensitivity.OWN,
    "quote": Sensitivity.OWN,
    "reason": Sensitivity.MONEY,
    "agent": Sensitivity.MONEY,
    "holder": Sensitivity.PERSONAL,
    "postal_address": Sensitivity.PERSONAL,
    "email": Sensitivity.PERSONAL,
    "inn": Sensitivity.PERSONAL,
}
"""Placeholders whose words are private although they are only words."""


def of_value(name: str, value: Value) -> Sensitivity:
    """How private the value is that a text calls `name`."""
    if isinstance(value, Phone):
        return Sensitivity.PERSONAL if value.full else Sensitivity.PHONE
    return BY_TYPE.get(type(value)) or BY_NAME.get(name, Sensitivity.PUBLIC)
