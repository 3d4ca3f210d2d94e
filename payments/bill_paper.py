"""A bill as it is printed, in words and nothing else: what `payments.bill_pdf` lays out.

Whoever fills it decides what may stand in it; the printer shows all it is given. All texts are for people.
"""

from __future__ import annotations

import msgspec


class Fact(msgspec.Struct, frozen=True, array_like=True):
    """A label and its value."""

    label: str
    value: str


class Column(msgspec.Struct, frozen=True, array_like=True):
    """The heading of a column; `share` of the width, 0: as wide as its widest cell, to the right."""

    text: str
    share: int = 0


class Section(msgspec.Struct, frozen=True):
    """A table under its heading. With `total` the last row is one; `notes` stand below."""

    heading: str
    columns: list[Column]
    rows: list[list[str]]
    total: bool = False
    notes: list[str] = []


class Code(msgspec.Struct, frozen=True):
    """A QR: its bytes, what it is for (read to the blind, too), what stands beside it.

    `link`: where a tap leads whoever reads the bill on a phone, which cannot scan itself; "" nowhere.
    """

    payload: bytes
    alt: str
    caption: str
    link: str = ""


class Pay(msgspec.Struct, frozen=True):
    """What is to be paid, in large letters, and how."""

    label: str
    amount: str
    notes: list[str] = []
    code: Code | None = None


class Paper(msgspec.Struct, frozen=True):
    """One bill. `page` holds `%n` and `%m`: the number of a page and how many there are."""

    title: str
    supplier: str
    contacts: list[str]
    facts: list[Fact]
    pay: Pay
    sections: list[Section]
    notes: list[str] = []
    recipient: str = ""
    requisites: list[Fact] = []
    chat: Code | None = None
    footer: str = ""
    page: str = "%n / %m"
    made_ms: int = 0
