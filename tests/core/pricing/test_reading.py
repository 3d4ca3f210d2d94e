"""Which days a reading's consumption is spread over, what is offset, and what is not told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.meters import Meter, Source, Taken
from core.pricing.metered import Metered, counted_for, metered, spread_over
from core.pricing.model import Estimate, Unpriced, Use, Why
from core.pricing.reading import by_zone, price
from core.readings.given import Given, Verdict
from core.readings.rules import ReadingRules, Spread
from core.readings.window import Window
from core.tariffs import Zone
from core.values import Display, Energy, Money, Period
from tests.core.pricing.lists import DAY, FLAT, ROWS, kwh

CITY, VILLAGE = Window.parse("15-25"), Window.parse("28-3")
MONTHS, DAYS = ReadingRules(known_method=True), ReadingRules(known_method=True, spread=Spread.DAYS)
METER = Meter("1", "", "", (Zone.PEAK, Zone.NIGHT), 5, 0, 1, None, None, None, automatic=False)


def used(since, until, energy, before=None, period=None):
    return Metered(
        energy, DAY(since), DAY(until),
        Period.parse(before or since[:7]), Period.parse(period or until[:7]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "window", "month", "subscribers"),
    [
        ("2026-11-20", CITY, "2026-11", "2026-11"),
        ("2026-11-01", CITY, "2026-11", "2026-11"),
        ("2026-11-30", CITY, "2026-11", "2026-12"),  # late: a subscriber's is kept for the next window
        ("2026-11-28", VILLAGE, "2026-11", "2026-11"),
        ("2026-12-03", VILLAGE, "2026-11", "2026-11"),
        ("2026-12-04", VILLAGE, "2026-12", "2026-12"),
        ("2027-01-02", VILLAGE, "2026-12", "2026-12"),
    ],
)
def test_the_month_a_known_reading_counts_for(day, window, month, subscribers):
    for source in Source:
        expected = subscribers if source is Source.SUBSCRIBER else month
        assert counted_for(Taken(DAY(day), source, ()), window) == Period.parse(expected)


SPREAD = {
    "the month": (used("2026-10-20", "2026-11-21", {}), "2026-11-01", "2026-11-30"),
    "over a new year": (used("2026-12-20", "2027-01-21", {}), "2027-01-01", "2027-01-31"),
    "three months": (used("2026-08-20", "2026-11-21", {}), "2026-09-01", "2026-11-30"),
    "November sent in December": (
        used("2026-10-30", "2026-12-02", {}, period="2026-11"), "2026-11-01", "2026-11-30",
    ),
    "kept for the next window": (
        used("2026-10-20", "2026-10-28", {}, period="2026-11"), "2026-11-01", "2026-11-30",
    ),
    "second of the month": (used("2026-11-10", "2026-11-20", {}), "2026-11-11", "2026-11-30"),
    "replaces one kept for this window": (
        used("2026-10-28", "2026-11-20", {}, before="2026-11"), "2026-11-01", "2026-11-30",
    ),
    "second of November, in December": (
        used("2026-12-01", "2026-12-02", {}, "2026-11", "2026-11"), "2026-12-02", "2026-12-02",
    ),
    "two of a day": (used("2026-11-30", "2026-11-30", {}), "2026-11-30", "2026-11-30"),
}  # fmt: skip


@pytest.mark.parametrize(("one", "first", "last"), SPREAD.values(), ids=SPREAD)
def test_by_months(one, first, last):
    assert spread_over(one, Spread.MONTHS) == Use(DAY(first), DAY(last), {})


def test_by_days():
    assert spread_over(SPREAD["the month"][0], Spread.DAYS) == Use(DAY("2026-10-21"), DAY("2026-11-21"), {})
    assert spread_over(SPREAD["two of a day"][0], Spread.DAYS) == Use(
        DAY("2026-11-30"), DAY("2026-11-30"), {}
    )


def test_the_month_of_a_new_price_by_months_and_by_days():
    july = used("2026-06-20", "2026-07-20", kwh(all=300))
    # all of July's at 6,00; or 10 days at 3,00 and 20 at 6,00
    assert price(FLAT, july, MONTHS).total == Money(180_000)
    assert price(FLAT, july, DAYS).total == Money(150_000)


def test_after_months_without_readings_no_roubles_where_the_method_is_not_known():
    gap = used("2026-08-20", "2026-11-21", kwh(all=300))
    assert price(FLAT, gap, ReadingRules()) == Unpriced(
        Why.METHOD_UNKNOWN, DAY("2026-09-01"), DAY("2026-10-31")
    )
    assert isinstance(price(FLAT, used("2026-10-01", "2026-11-30", kwh(all=1)), ReadingRules()), Estimate)


def test_months_billed_by_calculation_are_offset():
    # 91 days of September to November, 910 kWh: 300, 310, 300. Billed 250 and 400 by calculation, so
    # 50 more, 90 less and 300: 260 kWh at 6,00.
    gap = used("2026-08-20", "2026-11-21", kwh(all=910))
    billed = {Period(2026, 9): kwh(all=250), Period(2026, 10): kwh(all=400)}
    found = price(FLAT, gap, MONTHS, billed=billed)
    assert found.total == Money(156_000)
    assert [part.energy.watt_hours for part in found.parts] == [50_000, -90_000, 300_000]
    # Each month has ranges of its own: 4 000 a month are 100 in range II each.
    big = used("2026-09-20", "2026-11-21", kwh(all=3900 * 2 + 61 * 2))
    found = price(ROWS, big, MONTHS, billed={Period(2026, 10): kwh(all=3900)})
    # 7 922 kWh over 61 days: October 4 025,934…, November 3 896,065…; 3 900 are paid for
    assert [(part.band, part.energy.watt_hours) for part in found.parts] == [(2, 125_934), (1, 3_896_066)]


def test_a_month_whose_bill_is_not_known_is_named():
    gap = used("2026-08-20", "2026-11-21", kwh(all=910))
    october = Unpriced(Why.BILLS_UNKNOWN, DAY("2026-10-01"), DAY("2026-10-31"))
    assert price(FLAT, gap, MONTHS, billed={Period(2026, 9): kwh(all=250)}) == october
    both = Unpriced(Why.BILLS_UNKNOWN, DAY("2026-09-01"), DAY("2026-10-31"))
    assert price(FLAT, gap, MONTHS) == both
    # Bills tell the energy of all meters together: with several nobody knows what was billed for this one.
    billed = {Period(2026, 9): kwh(all=250), Period(2026, 10): kwh(all=400)}
    assert price(FLAT, gap, MONTHS, billed=billed, alone=False) == both


def test_an_estimate_says_when_the_ranges_are_not_sure():
    month = used("2026-10-20", "2026-11-21", kwh(all=300))
    part = used("2026-11-10", "2026-11-21", kwh(all=300))
    kept = used("2026-10-28", "2026-11-20", kwh(all=300), before="2026-11")
    assert price(ROWS, month, MONTHS).complete
    assert not price(ROWS, kept, MONTHS).complete  # the days before the 28th are of this month too
    assert not price(ROWS, month, MONTHS, alone=False).complete
    assert not price(ROWS, part, MONTHS).complete
    assert not price(ROWS, month, DAYS).complete
    earlier = Use(DAY("2026-11-01"), DAY("2026-11-10"), kwh(all=3800))
    found = price(ROWS, part, MONTHS, already=[earlier])
    assert (found.complete, found.total) == (True, Money(100 * 600 + 200 * 900))
    # Small ones are told all the same; where the ranges may well be others, nothing is.
    assert price(ROWS, month, MONTHS, alone=False).believed
    large = used("2026-10-20", "2026-11-21", kwh(all=1951))
    assert price(ROWS, large, MONTHS).believed
    assert not price(ROWS, large, MONTHS, alone=False).believed
    assert not price(ROWS, used("2026-11-10", "2026-11-21", kwh(all=1951)), MONTHS).believed
    # Without ranges there is nothing to be unsure of.
    assert price(FLAT, large, MONTHS, alone=False).believed
    assert price(FLAT, month, MONTHS, alone=False).complete
    assert price(FLAT, part, MONTHS).complete


def test_what_a_verdict_says_was_used():
    given = Given(METER, (Display(1100), Display(2050)))
    previous = Taken(date(2026, 10, 30), Source.SUBSCRIBER, (Display(1000), Display(2000)))
    verdict = Verdict(
        given, Period(2026, 11), previous=previous, used=(Energy(100_000), Energy(50_000))
    )  # fmt: skip
    found = metered(verdict, DAY("2026-12-02"), VILLAGE)
    assert found == used("2026-10-30", "2026-12-02", kwh(peak=100, night=50), period="2026-11")
    assert metered(replace(verdict, period=None), DAY("2026-12-02"), VILLAGE) == found
    assert metered(replace(verdict, previous=None), DAY("2026-12-02"), VILLAGE) is None
    assert metered(replace(verdict, used=()), DAY("2026-12-02"), VILLAGE) is None


def test_who_is_always_late_has_a_reading_every_month():
    given = Given(replace(METER, zones=(Zone.ALL,)), (Display(1100),))
    previous = Taken(date(2026, 10, 28), Source.SUBSCRIBER, (Display(1000),), "exported")
    verdict = Verdict(given, Period(2026, 12), previous=previous, used=(Energy(100_000),))
    found = metered(verdict, DAY("2026-11-28"), CITY)
    assert found == used("2026-10-28", "2026-11-28", kwh(all=100), before="2026-11", period="2026-12")
    assert price(FLAT, found, ReadingRules()).total == Money(60_000)


def test_skipped_months():
    assert used("2026-11-10", "2026-11-20", {}).skipped == ()
    assert used("2026-10-10", "2026-11-20", {}).skipped == ()
    assert used("2025-11-10", "2026-02-20", {}).skipped == (Period(2025, 12), Period(2026, 1))
    assert used("2026-12-01", "2026-12-02", {}, period="2026-11").skipped == ()


def test_energy_of_a_bill_by_the_zones_of_a_meter():
    bill = (Energy(1), Energy(2), Energy(3))  # all, day or peak; night; half-peak
    assert by_zone((Zone.ALL,), (Energy(5), None, None)) == {Zone.ALL: Energy(5)}
    assert by_zone((Zone.DAY, Zone.NIGHT), bill) == {Zone.DAY: Energy(1), Zone.NIGHT: Energy(2)}
    assert by_zone((Zone.PEAK, Zone.HALFPEAK, Zone.NIGHT), bill) == {
        Zone.PEAK: Energy(1), Zone.HALFPEAK: Energy(3), Zone.NIGHT: Energy(2)
    }  # fmt: skip
    assert by_zone((Zone.NIGHT,), (Energy(5), None, None)) == {Zone.NIGHT: Energy(0)}
