"""Recognises what kind of place an address of billing names. The words are data, nobody reads them."""

from __future__ import annotations

import re

from core.accounts import Holder, Place

_SIGNS = (
    (Place.GARAGE, r"гараж|\bгск\b|\bг/к\b"),
    (Place.FLAT, r"\bкв(\.|\b)|\bкварт"),
    (Place.OFFICE, r"\bоф(\.|\b)|\bофис|\bпомещ|\bпом\."),
    (Place.GARDEN, r"\b[сд]н[тп]\b|\bдач|\bсадово[дег]"),
    (Place.HOUSE, r"\bд(\.|\b)|\bдом\b"),
)
"""The most telling sign first: a flat has a house number too."""

_COMPILED = tuple((place, re.compile(sign, re.IGNORECASE)) for place, sign in _SIGNS)


def place_of(address: str | None, kind: Holder = Holder.PERSON) -> Place:
    """Name the kind of place; OTHER where the address is missing or says nothing.

    Of an organisation only its premises are named: no firm lives in a «дом», and a garage cooperative is no
    garage.
    """
    place = next((place for place, sign in _COMPILED if address and sign.search(address)), Place.OTHER)
    return place if kind is Holder.PERSON or place is Place.OFFICE else Place.FIRM
