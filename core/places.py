"""Recognises what kind of place an address of billing names. The words are data, nobody reads them."""

from __future__ import annotations

import re

from core.accounts import Place

_SIGNS = (
    (Place.GARAGE, r"гараж|\bгск\b|\bг/к\b"),
    (Place.FLAT, r"\bкв(\.|\b)|\bкварт"),
    (Place.OFFICE, r"\bоф(\.|\b)|\bофис|\bпомещ|\bпом\."),
    (Place.GARDEN, r"\b[сд]н[тп]\b|\bдач|\bсадово[дег]"),
    (Place.HOUSE, r"\bд(\.|\b)|\bдом\b"),
)
"""The most telling sign first: a flat has a house number too."""

_COMPILED = tuple((place, re.compile(sign, re.IGNORECASE)) for place, sign in _SIGNS)


def place_of(address: str | None) -> Place:
    """Name the kind of place; OTHER where the address is missing or says nothing."""
    return next((place for place, sign in _COMPILED if address and sign.search(address)), Place.OTHER)
