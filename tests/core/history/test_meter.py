"""What one meter used month by month: over rollovers, gaps, slips, doubts and other zones."""

from __future__ import annotations

import pytest

from core.history.months import of_meter
from core.readings.rules import Spread
from core.readings.window import Window
from core.tariffs import Zone
from tests.core.history.builders import WINDOW, meter, read, told


def guess(day, *shown):
    return read(day, *shown, source="calculated")


ONE, TENTHS = meter(), meter(decimals=1, ratio=20)
JUL, AUG, SEP, OCT = "2026-07-20", "2026-08-20", "2026-09-20", "2026-10-20"
CASES = {
    "a pair": (ONE, [read(SEP, 100), read(OCT, 238)], {"2026-10": ([138], "taken")}),
    "nothing used": (ONE, [read(SEP, 100), read(OCT, 100)], {"2026-10": ([0], "taken")}),
    "ratio and tenths": (
        TENTHS,
        [read(SEP, 1000, decimals=1), read(OCT, 1025, decimals=1)],
        {"2026-10": ([50], "taken")},
    ),
    "a new digit after the comma": (
        ONE, [read(SEP, 100), read(OCT, 1105, decimals=1)], {"2026-10": ([10.5], "taken")}
    ),
    "rollover": (ONE, [read(SEP, 99_950), read(OCT, 30)], {"2026-10": ([80], "taken")}),
    "rollover of one register": (
        meter(zones=("day", "night")),
        [read(SEP, 99_990, 500), read(OCT, 20, 540)],
        {"2026-10": ([30, 40], "taken")},
    ),
    "a gap of a month": (  # 61 kWh over the 31 days of August and the 30 of September
        ONE, [read(JUL, 0), read(SEP, 61)], {"2026-08": ([31], "spread"), "2026-09": ([30], "spread")}
    ),
    "twice in a month": (
        ONE, [read(SEP, 100), read("2026-10-16", 150), read(OCT, 160)], {"2026-10": ([60], "taken")}
    ),
    "late ones count for the next month": (
        ONE,
        [read(AUG, 0), read("2026-09-28", 61), read(OCT, 70)],
        {"2026-09": ([30], "spread"), "2026-10": ([40], "spread")},
    ),
    "a doubted one is passed over": (
        ONE,
        [read(AUG, 0), read(SEP, 900, state="disputed"), read(OCT, 61)],
        {"2026-09": ([30], "spread"), "2026-10": ([31], "spread")},
    ),
    "refused and unconfirmed too": (
        ONE,
        [read(SEP, 0), read(OCT, 500, state="refused"), read("2026-10-21", 7, state="unconfirmed")],
        {},
    ),
    "between taken ones nothing is calculated": (
        ONE,
        [read(AUG, 0), read("2026-09-30", 900, source="calculated"), read(OCT, 61)],
        {"2026-09": ([30], "spread"), "2026-10": ([31], "spread")},
    ),
    "between taken ones, below both": (
        ONE,
        [read(AUG, 100), guess("2026-09-30", 50), read(OCT, 161)],
        {"2026-09": ([30], "spread"), "2026-10": ([31], "spread")},
    ),
    "months do not go back": (  # the late one is October's, and so is what billing reads two days later
        ONE,
        [read(SEP, 0), read("2026-09-28", 20), read("2026-09-30", 26, source="billing"), read(OCT, 50)],
        {"2026-10": ([50], "taken")},
    ),
    "after the last taken one": (
        ONE,
        [read(AUG, 0), guess("2026-09-30", 90), guess("2026-10-31", 170)],
        {"2026-09": ([90], "calculated"), "2026-10": ([80], "calculated")},
    ),
    "not in the month of the last taken one": (
        ONE,
        [read(SEP, 0), read(OCT, 40), read("2026-10-31", 60, source="calculated")],
        {"2026-10": ([40], "taken")},
    ),
    "before the first taken one": (
        ONE,
        [read("2026-08-31", 10, source="calculated"), read(SEP, 30), read(OCT, 70)],
        {"2026-09": ([20], "calculated"), "2026-10": ([40], "taken")},
    ),
    "calculated above what was then taken": (
        ONE, [read("2026-08-31", 99, source="calculated"), read(SEP, 30), read(OCT, 70)],
        {"2026-10": ([40], "taken")},
    ),
    "all calculated": (
        ONE, [read(f"2026-{month}-28", int(month) * 10, source="calculated") for month in ("08", "09", "10")],
        {"2026-09": ([10], "calculated"), "2026-10": ([10], "calculated")},
    ),
    "a slip upwards that was put right": (
        ONE,
        [read(JUL, 1000), read(AUG, 1100), read(SEP, 9999), read(OCT, 1161)],
        {"2026-08": ([100], "taken"), "2026-09": ([30], "spread"), "2026-10": ([31], "spread")},
    ),
    "two slips upwards": (
        ONE,
        [read("2026-06-20", 900), read(JUL, 9900), read(AUG, 9950), read(SEP, 992), read(OCT, 999)],
        {"2026-07": ([31], "spread"), "2026-08": ([31], "spread"), "2026-09": ([30], "spread")}
        | {"2026-10": ([7], "taken")},
    ),
    "a slip downwards": (
        ONE,
        [read(JUL, 1000), read(AUG, 1100), read(SEP, 12), read(OCT, 1161)],
        {"2026-08": ([100], "taken"), "2026-09": ([30], "spread"), "2026-10": ([31], "spread")},
    ),
    "a slip that looks like a rollover": (
        ONE,
        [read(JUL, 9900), read(AUG, 99_500), read(SEP, 9961)],
        {"2026-08": ([31], "spread"), "2026-09": ([30], "spread")},
    ),
    "a display that began anew": (
        ONE,
        [read("2026-06-20", 49_000), read(JUL, 50_000), read(AUG, 20), read(SEP, 130), read(OCT, 250)],
        {"2026-07": ([1000], "taken"), "2026-09": ([110], "taken"), "2026-10": ([120], "taken")},
    ),
    "from one zone to two": (
        meter(zones=("day", "night")),
        [read(JUL, 1000), read(AUG, 1100), read(SEP, 5, 2), read(OCT, 85, 42)],
        {"2026-08": ([100], "taken"), "2026-10": ([80, 40], "taken")},
    ),
    "one reading with a register missing": (
        meter(zones=("day", "night")),
        [read(AUG, 0, 0), read(SEP, 70), read(OCT, 122, 61)],
        {"2026-09": ([60, 30], "spread"), "2026-10": ([62, 31], "spread")},
    ),
    "from before the meter was put in here": (
        meter(installed="2026-09-20"),
        [read(AUG, 0), read(SEP, 30), read(OCT, 70)],
        {"2026-10": ([40], "taken")},
    ),
    "of one day the inspector's": (
        ONE, [read(SEP, 0), read(OCT, 50), read(OCT, 49, source="inspector")], {"2026-10": ([49], "taken")}
    ),
    "of one day the taken one": (
        ONE, [read(SEP, 0), read(OCT, 50), read(OCT, 90, source="calculated")], {"2026-10": ([50], "taken")}
    ),
    "one reading": (ONE, [read(SEP, 100)], {}),
    "none": (ONE, [], {}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_months_of_a_meter(case):
    of, readings, expected = CASES[case]
    assert told(of_meter(of, readings, WINDOW)) == expected
    assert told(of_meter(of, readings[::-1], WINDOW)) == expected


def test_zones_are_told_in_the_order_of_people():
    three = meter(zones=("peak", "night", "halfpeak"))
    (month,) = of_meter(three, [read(SEP, 0, 0, 0), read(OCT, 1, 2, 3)], WINDOW)
    assert [zone for zone, _ in month.energy] == [Zone.PEAK, Zone.HALFPEAK, Zone.NIGHT]
    assert month.total.watt_hours == 6000


def test_a_window_over_the_end_of_the_month():
    readings = [read("2026-10-01", 0), read("2026-10-30", 70), read("2026-12-02", 150)]
    found = told(of_meter(ONE, readings, Window.parse("28-3")))
    assert found == {"2026-10": ([70], "taken"), "2026-11": ([80], "taken")}


def test_spread_over_days_a_month_in_part_is_left_out():
    """61 days from 20 August to 20 October: 11 of August, all of September, 20 of October."""
    readings = [read(AUG, 0), read(OCT, 61)]
    assert told(of_meter(ONE, readings, WINDOW, Spread.DAYS)) == {"2026-09": ([30], "spread")}
    new = meter(installed=AUG)
    assert told(of_meter(new, readings, WINDOW, Spread.DAYS)) == {
        "2026-08": ([11], "spread"), "2026-09": ([30], "spread"),
    }  # fmt: skip
    whole = [read("2026-08-31", 0), read("2026-09-30", 30), read("2026-10-31", 61)]
    assert told(of_meter(ONE, whole, WINDOW, Spread.DAYS)) == {
        "2026-09": ([30], "taken"), "2026-10": ([31], "taken"),
    }  # fmt: skip
