"""What the readings of an open month tell, and whether they settle its bill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.forecasting.so_far import so_far
from core.meters import Meter, Source, Taken
from core.readings.rules import Spread
from core.readings.window import Window
from core.tariffs import Zone
from core.values import Display, Energy
from tests.core.forecasting.histories import NOVEMBER

WINDOW = Window.parse("15-25")
METER = Meter("1", "", "", (Zone.ALL,), 5, 0, 1, None, None, None, automatic=False)
SMART = replace(METER, automatic=True)
OCTOBER = (date(2026, 10, 20), 1000)


def taken(*readings, source=Source.SUBSCRIBER):
    return [Taken(on, source, (Display(shown),)) for on, shown in readings]


def told(*readings, meter=METER, source=Source.SUBSCRIBER, spread=Spread.MONTHS):
    return so_far([(meter, taken(*readings, source=source))], NOVEMBER, WINDOW, spread)


def test_a_reading_of_the_window_settles_the_bill():
    found = told(OCTOBER, (date(2026, 11, 18), 1120))
    assert (found.energy, found.days, found.final) == (((Zone.ALL, Energy(120_000)),), 29, True)


def test_a_reading_before_the_window_tells_its_days():
    found = told(OCTOBER, (date(2026, 11, 9), 1080))
    assert (found.energy, found.days, found.final) == (((Zone.ALL, Energy(80_000)),), 20, False)


def test_of_several_the_last_counts():
    found = told(OCTOBER, (date(2026, 11, 9), 1080), (date(2026, 11, 18), 1120))
    assert (found.energy[0][1], found.days, found.final) == (Energy(120_000), 29, True)


def test_a_meter_that_sends_by_itself_settles_it_on_the_last_day():
    start = (date(2026, 10, 31), 1000)
    found = told(start, (date(2026, 11, 20), 1100), meter=SMART, source=Source.BILLING)
    assert (found.days, found.final) == (20, False)
    assert told(start, (date(2026, 11, 30), 1150), meter=SMART, source=Source.BILLING).final


def test_without_a_reading_of_either_month_nothing_is_told():
    assert told(OCTOBER) is None
    assert told((date(2026, 8, 20), 900), (date(2026, 11, 18), 1120)) is None
    assert told(OCTOBER, (date(2026, 11, 18), 1120), source=Source.CALCULATED) is None
    assert so_far([], NOVEMBER, WINDOW) is None


def test_by_days_only_the_days_of_the_month_count():
    found = told(OCTOBER, (date(2026, 11, 9), 1080), spread=Spread.DAYS)
    assert (found.energy[0][1], found.days, found.final) == (Energy(36_000), 9, False)


def test_all_meters_or_none():
    other = replace(METER, serial="2")
    both = [
        (METER, taken(OCTOBER, (date(2026, 11, 9), 1080))),
        (other, taken(OCTOBER, (date(2026, 11, 18), 1010))),
    ]
    found = so_far(both, NOVEMBER, WINDOW)
    assert (found.energy[0][1], found.days, found.final) == (Energy(90_000), 20, False)
    assert so_far([both[0], (other, taken(OCTOBER))], NOVEMBER, WINDOW) is None


def test_a_month_in_which_a_meter_came_or_went_tells_nothing():
    read = taken(OCTOBER, (date(2026, 11, 18), 1120))
    gone = replace(METER, serial="2", removed_on=date(2026, 11, 5))
    assert so_far([(METER, read), (gone, ())], NOVEMBER, WINDOW) is None
    assert so_far([(replace(METER, installed_on=date(2026, 11, 5)), read)], NOVEMBER, WINDOW) is None
    long_gone = replace(METER, serial="2", removed_on=date(2026, 3, 5))
    assert so_far([(METER, read), (long_gone, ())], NOVEMBER, WINDOW).final
