"""Times of SMSC as tables: the field `time`, the field `valid`."""

from __future__ import annotations

from datetime import datetime

import pytest

from core.clock import to_ms
from sandbox.smsc.refusals import Refused
from sandbox.smsc.times import HOUR_MS, life, local, start

NOW_MS = to_ms(datetime.fromisoformat("2026-11-20T11:30:00+03:00"))


@pytest.mark.parametrize(
    ("time", "tz", "minutes"),
    [
        ("", "", 0),
        ("0", "", 0),
        ("+5", "", 5),
        ("2011261145", "", 15),
        ("20.11.26 11:45", "", 15),
        ("20.11.26 13:45", "2", 15),
        ("20.11.26 10:45", "", 0),
        (f"0{NOW_MS // 1000 + 60}", "", 1),
        ("10-20", "", 0),
        ("12-20", "", 30),
        ("9-11", "", 21 * 60 + 30),
    ],
)
def test_when_to_begin(time, tz, minutes):
    assert start(time, tz, NOW_MS) == NOW_MS + minutes * 60_000


@pytest.mark.parametrize("time", ["вчера", "3213261145", "20.11.2026", " 5", "20-10", "5-25", "-5"])
def test_a_time_that_is_none(time):
    with pytest.raises(Refused) as refused:
        start(time, "", NOW_MS)
    assert refused.value.code == 5


@pytest.mark.parametrize(("valid", "hours"), [("", 24), ("1", 1), ("01:00", 1), ("1:30", 1.5), ("24", 24)])
def test_how_long_it_lives(valid, hours):
    assert life(valid) == hours * HOUR_MS


@pytest.mark.parametrize("valid", ["0", "25", "24:01", "00:59", "час"])
def test_a_life_that_is_none(valid):
    with pytest.raises(Refused):
        life(valid)


def test_moments_are_written_as_in_moscow():
    assert local(NOW_MS) == "20.11.2026 11:30:00"
