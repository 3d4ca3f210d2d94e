"""From numbers to registers, and to the meter that is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.readings.assign import assign, assign_to, fill, shortened
from core.readings.given import Given, Partial
from core.readings.heard import Label, Number, Written
from core.readings.reasons import Reason
from core.readings.whose import find_meter, shortest_name
from core.tariffs import Zone
from core.values import Display
from tests.core.readings.builders import DAY_NIGHT, METER, THREE, shown, written

TENTHS = replace(METER, digits=4, decimals=1)
ODD = replace(THREE, zones=(Zone.PEAK, Zone.HALFPEAK, Zone.NIGHT))
GARAGE = replace(METER, serial="20001010-2")
SMART = replace(METER, serial="30005555", automatic=True)
GONE = replace(METER, serial="10009999", removed_on=date(2026, 5, 1))


def units(found):
    return tuple(one and one.units for one in found.shown)


@pytest.mark.parametrize(
    ("meter", "numbers", "expected"),
    [
        (METER, ["15420"], (15420,)),
        (METER, ["00042"], (42,)),
        (METER, ["000000042"], (42,)),
        (METER, ["0"], (0,)),
        (METER, [("t1", "15420")], (15420,)),
        (DAY_NIGHT, ["100", "200"], (100, 200)),
        (DAY_NIGHT, [("night", "200"), ("day", "100")], (100, 200)),
        (DAY_NIGHT, [("t2", "200"), ("t1", "100")], (100, 200)),
        (DAY_NIGHT, [("t2", "200"), ("day", "100")], (100, 200)),
        (DAY_NIGHT, [("night", "200"), "100"], (100, 200)),
        # a name means the register that this very meter counts the zone with; T2 is a place
        (THREE, [("peak", "1"), ("halfpeak", "3"), ("night", "2")], (1, 2, 3)),
        (ODD, [("peak", "1"), ("halfpeak", "3"), ("night", "2")], (1, 3, 2)),
        (ODD, [("t1", "1"), ("t2", "2"), ("t3", "3")], (1, 2, 3)),
        (TENTHS, ["1542,7"], (15427,)),
        (TENTHS, ["1542"], (15420,)),
        (TENTHS, ["0,5"], (5,)),
        (TENTHS, [",5"], (5,)),
    ],
)
def test_registers(meter, numbers, expected):
    found = assign(written(*numbers), [meter])
    assert isinstance(found, Given)
    assert units(found) == expected
    assert found.notes == ()
    assert {display.decimals for display in found.shown} == {meter.decimals}


@pytest.mark.parametrize(
    ("meter", "text", "expected"),
    [(METER, "15420,7", 15420), (TENTHS, "1542,78", 15427), (METER, "15420,0", 15420)],
)
def test_digits_a_meter_does_not_have_are_dropped_with_a_word(meter, text, expected):
    found = assign(written(text), [meter])
    assert (units(found), found.notes) == ((expected,), (Reason.DECIMALS_DROPPED,))


def test_a_word_is_said_once():
    assert assign(written("1,5", "2,5"), [DAY_NIGHT]).notes == (Reason.DECIMALS_DROPPED,)


@pytest.mark.parametrize(
    ("meter", "numbers", "reason"),
    [
        (METER, ["100000"], Reason.TOO_LONG),
        (TENTHS, ["15427"], Reason.TOO_LONG),
        (METER, [], Reason.NO_NUMBER),
        (METER, ["1", "2"], Reason.ZONE_EXTRA),
        (METER, [("t2", "1")], Reason.ZONE_EXTRA),
        (METER, [("day", "1"), ("night", "2")], Reason.ZONE_EXTRA),
        (DAY_NIGHT, [("t3", "1")], Reason.ZONE_EXTRA),
        (DAY_NIGHT, [("peak", "1")], Reason.ZONE_EXTRA),
        (DAY_NIGHT, [("day", "1"), "2", "3"], Reason.ZONE_EXTRA),
        (DAY_NIGHT, [("day", "1"), ("day", "1")], Reason.ZONE_TWICE),
        (DAY_NIGHT, [("day", "1"), ("t1", "1")], Reason.ZONE_TWICE),
        (METER, [("t0", "1")], Reason.TOTAL_REGISTER),
        (DAY_NIGHT, [("t1", "1"), ("t2", "2"), ("t0", "3")], Reason.TOTAL_REGISTER),
        # one number too many that is the sum of the others
        (DAY_NIGHT, ["100", "200", "300"], Reason.TOTAL_REGISTER),
        (DAY_NIGHT, ["301", "100", "200"], Reason.TOTAL_REGISTER),
        (DAY_NIGHT, ["100", "200", "350"], Reason.ZONE_EXTRA),
        (THREE, ["1", "2", "3", "6"], Reason.TOTAL_REGISTER),
    ],
)
def test_refusals(meter, numbers, reason):
    assert assign(written(*numbers), [meter]) is reason


def test_the_longest_value_of_a_display_is_taken():
    assert units(assign(written("99999"), [METER])) == (99999,)


@pytest.mark.parametrize(
    ("meter", "numbers", "expected", "missing"),
    [
        (DAY_NIGHT, ["100"], (100, None), (1,)),
        (DAY_NIGHT, [("night", "200")], (None, 200), (0,)),
        (THREE, ["1", "2"], (1, 2, None), (2,)),
        (THREE, [("night", "2")], (None, 2, None), (0, 2)),
        (THREE, [("night", "2"), "1"], (1, 2, None), (2,)),
    ],
)
def test_a_missing_zone_is_never_filled(meter, numbers, expected, missing):
    found = assign(written(*numbers), [meter])
    assert isinstance(found, Partial)
    assert (units(found), found.missing) == (expected, missing)


@pytest.mark.parametrize(
    ("first", "answer", "expected"),
    [
        (["100"], ["200"], (100, 200)),
        ([("night", "200")], ["100"], (100, 200)),
        (["100"], [("night", "200")], (100, 200)),
        (["100"], [("day", "101"), ("night", "200")], (101, 200)),
        (["100"], ["101", "200"], (101, 200)),
    ],
)
def test_an_answer_completes(first, answer, expected):
    found = fill(assign(written(*first), [DAY_NIGHT]), written(*answer))
    assert isinstance(found, Given)
    assert units(found) == expected


def test_answers_one_by_one_keep_what_was_said():
    first = assign(written(("night", "2,7")), [THREE])
    second = fill(first, written("1"))
    assert (units(second), second.missing) == ((1, 2, None), (2,))
    third = fill(second, written("3"))
    assert (units(third), third.notes) == ((1, 2, 3), (Reason.DECIMALS_DROPPED,))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(["1", "2"], Reason.ZONE_EXTRA), (["1234567"], Reason.TOO_LONG), ([("day", "1")], Reason.ZONE_EXTRA)],
)
def test_an_answer_that_does_not_fit(answer, reason):
    partial = assign(written("1", "2"), [THREE])
    assert fill(partial, written(*answer)) is reason


@pytest.mark.parametrize(
    ("serial", "meters", "found"),
    [
        ("", [METER], METER),
        ("", [METER, GONE], METER),
        ("", [METER, SMART], METER),
        ("", [SMART], SMART),
        ("", [METER, GARAGE], Reason.CHOOSE_METER),
        ("", [GONE], Reason.METER_REMOVED),
        ("", [], Reason.NO_METERS),
        ("20001111", [METER, GARAGE], METER),
        ("020001111", [METER, GARAGE], METER),
        ("1111", [METER, GARAGE], METER),
        ("20001010-2", [METER, GARAGE], GARAGE),
        ("200010102", [METER, GARAGE], GARAGE),
        ("0102", [METER, GARAGE], GARAGE),
        ("111", [METER, GARAGE], Reason.METER_UNKNOWN),
        ("5555555", [METER], Reason.METER_UNKNOWN),
        ("2222", [METER], Reason.METER_UNKNOWN),
        ("9999", [METER, GONE], GONE),
        ("1111", [METER, replace(GONE, serial="33331111")], METER),
        ("1111", [METER, replace(METER, serial="33331111")], Reason.CHOOSE_METER),
        ("СЕ-1234", [replace(METER, serial="CE1234")], replace(METER, serial="CE1234")),
    ],
)
def test_whose(serial, meters, found):
    assert find_meter(written("1", serial=serial), meters) == found


def test_names_of_zones_tell_the_meter():
    assert find_meter(written(("day", "1"), ("night", "2")), [METER, DAY_NIGHT, THREE]) is DAY_NIGHT
    assert find_meter(written(("peak", "1")), [METER, DAY_NIGHT, THREE]) is THREE
    assert find_meter(written("1", "2"), [METER, DAY_NIGHT]) is Reason.CHOOSE_METER
    assert find_meter(written(("night", "2")), [METER, DAY_NIGHT, THREE]) is Reason.CHOOSE_METER


def test_a_meter_that_is_removed_later_is_still_there():
    assert find_meter(written("1"), [GONE], date(2026, 4, 30)) is GONE
    assert find_meter(written("1"), [GONE], date(2026, 5, 1)) is Reason.METER_REMOVED


def test_a_removed_meter_is_given_if_it_is_named():
    assert assign(written("1", serial="10009999"), [METER, GONE]).meter is GONE


def test_the_red_digit_behind_a_number_that_is_too_long():
    assert shortened(written("154207"), METER).shown == shown(15420)
    assert shortened(written("15427"), TENTHS).shown == shown(15427, 1)
    assert shortened(written("1542077"), METER) is None
    assert shortened(written("154207,5"), METER) is None


LABELS = st.sampled_from(list(Label))
DIGITS = st.text("0123456789", max_size=30)
WRITTEN = st.builds(
    Written,
    st.lists(st.builds(Number, DIGITS, DIGITS, LABELS), max_size=5).map(tuple),
    st.just(""),
    st.sampled_from(["", "1111", "0", "zz"]),
)
METERS = st.lists(st.sampled_from([METER, DAY_NIGHT, THREE, ODD, TENTHS, GARAGE, SMART, GONE]), max_size=4)


@settings(deadline=None)
@given(WRITTEN, METERS)
def test_whatever_is_written_there_is_an_answer(message, meters):
    found = assign(message, meters)
    if isinstance(found, Given | Partial):
        assert len(found.shown) == len(found.meter.zones)
        top = 10 ** (found.meter.digits + found.meter.decimals)
        assert all(one is None or 0 <= one.units < top for one in found.shown)
        assert sum(one is not None for one in found.shown) == len(message.numbers)


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 99_999), min_size=3, max_size=3), st.permutations(["peak", "night", "halfpeak"])
)
def test_named_zones_come_in_any_order(values, order):
    by_name = dict(zip(("peak", "night", "halfpeak"), values, strict=True))
    for meter in (THREE, ODD):
        found = assign_to(meter, written(*((name, str(by_name[name])) for name in order)))
        assert found.shown == tuple(Display(by_name[zone.value]) for zone in meter.zones)


@settings(deadline=None)
@given(st.integers(0, 99_999), st.integers(0, 9))
def test_decimals_are_never_rounded(whole, tenth):
    assert assign_to(replace(METER, decimals=1), written(f"{whole},{tenth}")).shown == shown(
        whole * 10 + tenth, 1
    )
    assert assign_to(METER, written(f"{whole},{tenth}")).shown == shown(whole)


def test_the_shortest_name_of_a_meter_finds_it():
    alike = [replace(METER, serial=f"40{at:02}1031") for at in range(1, 4)]
    gone = replace(METER, serial="50001111", removed_on=date(2026, 4, 20))
    assert shortest_name(METER, [METER, DAY_NIGHT, gone]) == "1111"
    assert shortest_name(alike[1], alike) == "40021031"
    assert shortest_name(replace(METER, serial="2000-2"), [METER]) == "2000-2"
