"""Values nobody could miss, and how to look for them in what went over the wire."""

from __future__ import annotations

import html
import json
import re

from core.privacy import Sensitivity, of_value
from core.values import Masked, Money, Personal, Phone

SUM = 9_876_543_21
"""Kopecks of the sentinel sum: 9 876 543,21 roubles."""
ACCOUNT = "5550001234567833"
PHONE = "+79163334455"
PERSON = "Самоцветов Пётр"
OWN = "Дача тёти Зины"

VALUES = {
    Sensitivity.MONEY: Money(SUM),
    Sensitivity.PHONE: Phone(PHONE),
    Sensitivity.PERSONAL: Personal(PERSON),
    Sensitivity.ACCOUNT: Masked(ACCOUNT),
}
MARKS = {
    Sensitivity.MONEY: ("9876543,21", "987654321"),
    Sensitivity.PHONE: ("916***",),
    Sensitivity.PERSONAL: ("Самоцветов", "916333", "9163334455"),
    Sensitivity.OWN: ("ЗИНЫ", "Зины"),
}
"""What shows that a value of this kind is there, spaces left out."""


def sentinel(name, value):
    """The sentinel that stands for a value as private as this one."""
    level = of_value(name, value)
    if isinstance(value, str) and level:
        return {Sensitivity.OWN: OWN, Sensitivity.PERSONAL: PERSON}.get(level, value)
    return VALUES.get(level, value)


def strings(wire):
    """Every string of a JSON document, escapes undone: keys and values."""
    if isinstance(wire, dict):
        for key, value in wire.items():
            yield str(key)
            yield from strings(value)
    elif isinstance(wire, list | tuple):
        for value in wire:
            yield from strings(value)
    elif wire is not None:
        yield str(wire)


def leaks(body, forbidden):
    """Marks of the forbidden kinds in one request body (JSON bytes)."""
    text = " ".join(strings(json.loads(body)))
    bare = re.sub(r"[\s\u00a0\u202f]", "", html.unescape(text))
    return [mark for level in forbidden for mark in MARKS[level] if re.sub(r"\s", "", mark) in bare]
