"""The usual slips: each is found where it explains the value, and only there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.meters import Source
from core.readings.reasons import Reason
from tests.core.readings.builders import DAY_NIGHT, LAST, METER, THREE, judged, kwh, monthly, shown, taken

SMALL = replace(METER, digits=6)
FLAT = monthly(150)
TWO = monthly((150, 80), last=(8_000, 3_000))
GARAGE = replace(METER, serial="20001010-2")
BATH = replace(DAY_NIGHT, serial="20001010-3")


@pytest.mark.parametrize(
    ("value", "reason", "suggested"),
    [
        (101_507, Reason.LAST_DIGIT, (10_150,)),
        (104_659, Reason.LAST_DIGIT, (10_465,)),
        (104_660, Reason.TOO_LARGE, ()),
        (99_999, Reason.TOO_LARGE, ()),  # a tenth would be less than before
        (100_000, Reason.LAST_DIGIT, (10_000,)),
    ],
)
def test_the_red_digit(value, reason, suggested):
    verdict = judged(value, FLAT, meter=SMALL)
    assert (verdict.reasons, verdict.suggested) == ((reason,), shown(suggested))


def test_the_digits_after_the_comma_without_the_comma():
    """`15427` on a meter that shows 1542,7 is heard as 15427,0."""
    tenths = replace(METER, decimals=1)
    verdict = judged(154_270, monthly(1_500, last=14_200, decimals=1), meter=tenths)
    assert (verdict.reasons, verdict.suggested) == ((Reason.LAST_DIGIT,), shown(15_427, 1))


def test_two_digits_after_the_comma():
    office = replace(METER, digits=6, decimals=2, ratio=1)
    verdict = judged(10_150_00_00, monthly(150_00, last=10_000_00, decimals=2), meter=office)
    assert (verdict.reasons, verdict.suggested) == ((Reason.LAST_DIGIT,), shown(10_150_00, 2))


def test_the_red_digit_of_one_register_only():
    verdict = judged((8_150, 30_807), TWO, meter=replace(DAY_NIGHT, digits=6))
    assert (verdict.reasons, verdict.suggested) == ((Reason.LAST_DIGIT,), shown((8_150, 3_080)))
    verdict = judged((81_507, 30_807), TWO, meter=replace(DAY_NIGHT, digits=6))
    assert verdict.suggested == shown((8_150, 3_080))


@pytest.mark.parametrize(
    ("values", "reason", "suggested"),
    [
        ((3_080, 8_150), Reason.SWAPPED, (8_150, 3_080)),
        ((3_080, 8_466), Reason.LESS, ()),  # 466 by day are too many
        ((3_080, 8_465), Reason.SWAPPED, (8_465, 3_080)),
        ((2_999, 8_150), Reason.LESS, ()),
        ((8_150, 3_080), None, ()),
    ],
)
def test_day_and_night(values, reason, suggested):
    verdict = judged(values, TWO, meter=DAY_NIGHT)
    assert (verdict.reasons, verdict.suggested) == ((reason,) if reason else (), shown(suggested))


def test_an_order_that_can_be_right_is_not_doubted():
    """Both registers near each other: the other order would do as well, nobody is asked."""
    near = monthly((100, 100), last=(5_000, 5_050))
    assert judged((5_150, 5_100), near, meter=DAY_NIGHT).reasons == ()
    assert judged((5_100, 5_150), near, meter=DAY_NIGHT).reasons == ()


@pytest.mark.parametrize(
    "given", [(1_040, 3_060, 2_050), (2_050, 1_040, 3_060), (3_060, 2_050, 1_040), (2_050, 3_060, 1_040)]
)
def test_any_order_of_three(given):
    history = monthly((40, 50, 60), last=(1_000, 2_000, 3_000))
    verdict = judged(given, history, meter=THREE)
    assert (verdict.reasons, verdict.suggested) == ((Reason.SWAPPED,), shown((1_040, 2_050, 3_060)))


def test_the_least_unusual_order_is_suggested():
    history = monthly((40, 50, 60), last=(1_000, 1_100, 3_000))
    verdict = judged((3_060, 1_040, 1_150), history, meter=THREE)
    assert verdict.suggested == shown((1_040, 1_150, 3_060))


@pytest.mark.parametrize(
    ("value", "reason", "suggested"),
    [
        (150, Reason.CONSUMPTION, (10_150,)),
        (465, Reason.CONSUMPTION, (10_465,)),
        (466, Reason.LESS, ()),
        (38, Reason.CONSUMPTION, (10_038,)),  # a quarter of the usual 150
        (37, Reason.LESS, ()),
        (0, Reason.CONSUMPTION, (10_000,)),  # «ничего не потратил»
        (1_015, Reason.LESS, ()),
    ],
)
def test_the_consumption_of_the_month(value, reason, suggested):
    verdict = judged(value, FLAT)
    assert (verdict.reasons, verdict.suggested) == ((reason,), shown(suggested))


def test_the_consumption_by_zones():
    verdict = judged((150, 80), TWO, meter=DAY_NIGHT)
    assert (verdict.reasons, verdict.suggested) == ((Reason.CONSUMPTION,), shown((8_150, 3_080)))


def test_nothing_is_suggested_beyond_the_display():
    verdict = judged(400, monthly(150, last=99_700))
    assert (verdict.reasons, verdict.suggested) == ((Reason.CONSUMPTION,), ())


def test_another_own_meter():
    others = ((GARAGE, taken(LAST, 40_000)), (BATH, taken(LAST, (2_000, 900))))
    verdict = judged(40_090, FLAT, others=others)
    assert (verdict.reasons, verdict.fits) == ((Reason.OTHER_METER,), GARAGE)
    assert judged(40_090, FLAT).reasons == (Reason.TOO_LARGE,)
    assert judged(39_999, FLAT, others=others).reasons == (Reason.TOO_LARGE,)
    assert judged(40_466, FLAT, others=others).reasons == (Reason.TOO_LARGE,)
    assert judged((2_050, 920), TWO, meter=DAY_NIGHT, others=others).fits is BATH


def test_another_own_meter_that_shows_less():
    verdict = judged(895, FLAT, others=((GARAGE, taken(LAST, 880)),))
    assert (verdict.reasons, verdict.fits) == ((Reason.OTHER_METER,), GARAGE)


def test_of_several_meters_the_nearest():
    near = replace(GARAGE, serial="5")
    others = ((GARAGE, taken(LAST, 40_000)), (near, taken(LAST, 40_080)))
    assert judged(40_090, FLAT, others=others).fits is near


@pytest.mark.parametrize("changes", [{"automatic": True}, {"removed_on": date(2026, 5, 1)}, {"digits": 4}])
def test_a_meter_that_nobody_reads_fits_nothing(changes):
    others = ((replace(GARAGE, **changes), taken(LAST, 40_000)),)
    assert judged(40_090, FLAT, others=others).reasons == (Reason.TOO_LARGE,)


def test_the_same_meter_is_no_other():
    assert judged(40_090, FLAT, others=((METER, taken(LAST, 40_000)),)).reasons == (Reason.TOO_LARGE,)


def test_a_right_value_is_never_explained():
    """Nobody is asked about a value that is plainly right, though it would fit elsewhere too."""
    others = ((GARAGE, taken(LAST, 10_140)),)
    assert judged(10_150, FLAT, others=others).reasons == ()


def test_a_slip_against_a_disputed_reading():
    history = [taken(LAST, 51_000, state="disputed"), *monthly(150, newest=date(2026, 9, 20))]
    verdict = judged(150, history)
    assert verdict.reasons == (Reason.CONSUMPTION, Reason.PREVIOUS_DISPUTED)
    assert verdict.suggested == shown(10_150)


def test_organisations_speak_of_the_display_too():
    office = replace(METER, ratio=40)
    history = monthly(360, last=10_000)
    verdict = judged(350, history, meter=office)
    assert (verdict.reasons, verdict.suggested) == ((Reason.CONSUMPTION,), shown(10_350))
    assert judged(
        10_360, [taken(LAST, 10_000, Source.INSPECTOR)], meter=office, norm=kwh(5_000)[0]
    ).used == kwh(14_400)
