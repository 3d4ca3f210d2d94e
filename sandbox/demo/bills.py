"""What is printed on the paper bills of the named demo accounts, for the page to draw."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from random import Random
from typing import Any

from billing.v1.tables import TABLES
from sandbox.demo.customer import Customer
from sandbox.demo.files import DemoOptions, customers
from sandbox.demo.months import Span, due_on, label
from sandbox.demo.named import NAMED, NamedAccount
from sandbox.demo.story import Story, tell

Row = dict[str, str]
Card = dict[str, Any]


def named_cards(span: Span) -> list[Card]:
    """All named accounts in the order of `NAMED`; sums and readings as the exchange files write them.

    A card: slug, number, phone, about, holder, address, kind, meters, bills (newest first: period, code,
    due_on, lines, charge, readings). The span must be that of the imported demo data, or the bills say other
    sums than the bot. Takes a quarter of a second.
    """
    told = {
        customer.number: (customer, rng)
        for customer, rng in customers(DemoOptions(span, accounts=len(NAMED)))
    }
    return [_card(account, *told[account.number], span) for account in NAMED]


def _card(account: NamedAccount, customer: Customer, rng: Random, span: Span) -> Card:
    story = tell(customer, span, rng)
    return {
        "slug": account.slug,
        "number": account.number,
        "phone": account.phone,
        "about": account.about,
        "holder": customer.holder,
        "address": customer.address,
        "kind": customer.kind,
        "inn": customer.inn,
        "meters": [{"serial": meter.serial, "model": meter.model} for meter in customer.meters],
        "bills": [_bill(story, span.last - back, code) for back, code in enumerate(customer.receipt_codes)],
    }


def _bill(story: Story, month: int, code: str) -> Card:
    period = label(month)
    charges = [row for row in _rows("charges", story.charges) if row["period"] == period]
    lines = [row for row in _rows("charge_lines", story.charge_lines) if row["period"] == period]
    return {
        "period": period,
        "code": code,
        "due_on": due_on(month).isoformat(),
        "lines": lines,
        "charge": charges[0] if charges else None,
        "readings": _shown(story, period),
    }


def _shown(story: Story, period: str) -> list[Card]:
    """By meter: what it showed at the end of the month, and at the end of the one before."""
    counted: dict[str, list[Row]] = {}
    for row in _rows("readings", story.readings):
        if row["taken_on"][:7] <= period and row["state"] != "disputed":
            counted.setdefault(row["serial"], []).append(row)
    return [
        {"serial": serial, "was": rows[-2] if len(rows) > 1 else None, "now": rows[-1]}
        for serial, rows in counted.items()
        if rows[-1]["taken_on"][:7] == period
    ]


def _rows(table: str, lines: Iterable[str]) -> Iterable[Row]:
    names = TABLES[table].names
    return (dict(zip(names, cells, strict=True)) for cells in csv.reader(lines, delimiter=";"))
