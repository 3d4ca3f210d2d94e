"""Two years of a whole town's readings: nobody honest is asked, and the usual slips are found."""

from __future__ import annotations

import csv
import random
from collections import Counter, defaultdict
from datetime import date

import pytest

from billing.v1.tables import TABLES
from core.meters import Meter, Source, Taken, zones_on_display
from core.readings.checks import DEEP, QUICK, judge, settled
from core.readings.given import Given, Past, Sending
from core.readings.order import VALUE
from core.readings.reasons import Reason
from core.readings.window import Window
from core.values import Display, Energy
from sandbox.demo.files import DemoOptions, customers
from sandbox.demo.groups import NORM_KWH, group_rows
from sandbox.demo.months import Span
from sandbox.demo.story import tell
from tests.core.readings.builders import RULES, shown

SPAN = Span(date(2026, 11, 20), 24)
ACCOUNTS = 150
WINDOWS = {code: Window.parse(window) for code, window, *_ in group_rows()}


def units(text, decimals):
    whole, _, fraction = text.partition(",")
    return int(whole + fraction.ljust(decimals, "0"))


def meter_of(made):
    return Meter(
        made.serial, made.model, made.place, zones_on_display(made.zone_order, made.zones), made.digits,
        made.decimals, made.ratio, made.installed_on, None, None, made.automatic,
    )  # fmt: skip


def taken_of(row, decimals):
    values = tuple(units(row[name], decimals) for name in ("t1", "t2", "t3") if row[name])
    return Taken(
        date.fromisoformat(row["taken_on"]), Source(row["source"]), shown(values, decimals), row["state"]
    )


@pytest.fixture(scope="module")
def life():
    """Group, meter, a reading of its subscriber and all readings before it."""
    found = []
    for customer, rng in customers(DemoOptions(SPAN, accounts=ACCOUNTS)):
        by_serial = defaultdict(list)
        lines = csv.reader(tell(customer, SPAN, rng).readings, delimiter=";")
        for cells in lines:
            row = dict(zip(TABLES["readings"].names, cells, strict=True))
            by_serial[row["serial"]].append(row)
        for made in customer.meters:
            rows = [taken_of(row, made.decimals) for row in by_serial[made.serial]]
            rows.sort(key=lambda one: one.on, reverse=True)
            for at, one in enumerate(rows):
                if one.source is Source.SUBSCRIBER and one.state == "counted":
                    found.append((customer.group, meter_of(made), one, tuple(rows[at + 1 : at + 1 + DEEP])))
    return found


def verdict_of(case, values=None, most=DEEP):
    group, meter, reading, history = case
    norm = Energy(NORM_KWH[group] * 1000) if NORM_KWH[group] else None
    past = Past(history[:most], norm)
    return judge(Given(meter, values or reading.shown), past, RULES, WINDOWS[group], Sending(reading.on))


def doubts(verdicts):
    return Counter(one for verdict in verdicts for one in verdict.reasons if one in VALUE)


def test_nobody_honest_is_asked(life):
    """Rollovers are true ones: the display began anew. Of a single reading only the norm would tell."""
    manual = [case for case in life if not case[1].automatic and len(case[3]) > 2]
    assert len(manual) > 1000
    found = [(case, verdict_of(case)) for case in manual]
    assert {*doubts(verdict for _, verdict in found)} <= {Reason.ROLLOVER}
    for (_, _, reading, _), verdict in found:
        if Reason.ROLLOVER in verdict.reasons:
            pairs = zip(reading.shown, verdict.previous.shown, strict=True)
            assert any(now.units < was.units for now, was in pairs)


def test_four_readings_settle_most_of_them(life):
    quick = [(case, verdict_of(case, most=QUICK)) for case in life]
    known = [(case, verdict) for case, verdict in quick if settled(verdict, RULES)]
    assert len(known) * 10 >= len(life) * 6
    assert all(verdict_of(case) == verdict for case, verdict in known)


@pytest.mark.parametrize("slip", ["red digit", "swapped", "consumption"])
def test_slips_are_named_and_what_was_meant_is_suggested(life, slip):
    dice = random.Random(3)
    told, right, reasons = 0, 0, Counter()
    for case in life:
        values = slipped(slip, case, dice)
        if values:
            verdict = verdict_of(case, values)
            told += 1
            right += verdict.suggested == case[2].shown
            reasons.update(one for one in verdict.reasons if one in VALUE)
    assert told > 100
    assert right * 100 >= told * 98, reasons


def slipped(slip, case, dice):
    """What the person writes in place of the reading; None where that cannot be told apart from it."""
    _, meter, reading, history = case
    previous = next((one for one in history if one.source is not Source.CALCULATED), None)
    if previous is None or meter.automatic or len(previous.shown) != len(reading.shown):
        return None
    values = [one.units for one in reading.shown]
    used = [now - was.units for now, was in zip(values, previous.shown, strict=True)]
    if min(used) < 0:
        return None
    made = {
        "red digit": [value * 10 + dice.randrange(10) for value in values],
        "swapped": values[1:] + values[:1],
        "consumption": used,
    }[slip]
    top = 10 ** (meter.digits + meter.decimals)
    same = made == values or not any(used)
    return None if same or max(made) >= top else tuple(Display(one, meter.decimals) for one in made)
