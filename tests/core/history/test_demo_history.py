"""The demo's billing is another implementation: what readings tell of a month is what it billed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from core.history.account import of_account
from core.history.model import Known
from core.values import Energy, Period
from sandbox.demo.files import DemoOptions, customers
from sandbox.demo.months import day
from sandbox.demo.story import tell
from tests.core.pricing.test_demo_bills import SPAN, WINDOWS, meter_of, rows_of, taken_of, units

ACCOUNTS = 60


def read(customer, story):
    found = []
    for made in customer.meters:
        removed = None if made.until is None else day(SPAN.last - made.until, 20)
        meter = replace(meter_of(made), installed_on=made.installed_on, removed_on=removed)
        rows = [row for row in rows_of("readings", story.readings) if row["serial"] == made.serial]
        found.append((meter, [taken_of(row, made.decimals) for row in rows]))
    return found


def test_months_told_by_readings_are_the_bills():
    seen = Counter()
    for customer, rng in customers(DemoOptions(SPAN, accounts=ACCOUNTS)):
        story = tell(customer, SPAN, rng)
        billed = {
            Period.parse(row["period"]): tuple(
                Energy(units(row[name], 3)) if row[name] else None for name in ("kwh_t1", "kwh_t2", "kwh_t3")
            )
            for row in rows_of("charges", story.charges)
        }
        for month in of_account(read(customer, story), billed, WINDOWS[customer.group]):
            seen[month.known] += 1
            if month.known is not Known.SPREAD:  # billing had guessed, and corrected itself
                same = sum(part.watt_hours for part in billed[month.period] if part)
                assert month.total.watt_hours == same, (customer.number, month)
    assert seen[Known.TAKEN] > 1200
    assert min(seen[known] for known in Known) > 0, seen
