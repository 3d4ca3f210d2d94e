"""Hours as people write them, and the hours in which nobody is disturbed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import from_ms, to_ms
from core.notifications.calendar import Times
from core.notifications.groups import Calendar
from core.notifications.later import once_more
from core.notifications.model import Way
from core.notifications.quiet import NIGHT, Quiet
from core.notifications.times import days_of, minute_of, span_of

MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from([MOSCOW, BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kamchatka")])


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("10", 600), ("в 10", 600), ("9:05", 545), ("18.30", 1110), ("10 ч", 600), ("10 часов утра", 600),
        ("7 вечера", 1140), ("В  9 УТРА", 540), ("0", 0), ("24", 0), ("25", None), ("24:30", None),
        ("10:75", None), ("", None), ("утром", None), ("15420", None), ("-5", None), ("12 вечера", None),
        ("2 часа дня", 840), ("12 дня", 720), ("12 ночи", 0), ("11 ночи", 1380), ("3 ночи", 180),
        ("19 вечера", 1140), ("в 18:30.", 1110), ("около 9", 540), ("поздно", None), ("🌙", None),
    ],
)  # fmt: skip
def test_an_hour(text, minute):
    assert minute_of(text) == minute


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("с 21 до 8", (1260, 480)), ("22-7", (1320, 420)), ("22:30 – 7:15", (1350, 435)),
        ("с 0 по 24", (0, 0)), ("с 10 вечера до 8 утра", (1320, 480)), ("с 11 ночи до 7", (1380, 420)),
        ("с 25 вечера до 8", None), ("с поздна до 8", None), ("с 22 вечера до 8 утра", (1320, 480)),
        ("21", None), ("с 21", None), ("с 25 до 8", None), ("15420-15500", None),
    ],
)  # fmt: skip
def test_a_span(text, span):
    assert span_of(text) == span


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("4", 4),
        ("за 2 дня", 2),
        ("За  5 дней.", 5),
        ("1 день", 1),
        ("15420", None),
        ("", None),
        ("завтра", None),
    ],
)
def test_days(text, days):
    assert days_of(text) == days


@given(st.text(max_size=20))
def test_whatever_is_typed_is_an_hour_of_the_day_or_none(text):
    minute, span = minute_of(text), span_of(text)
    assert minute is None or 0 <= minute < 1440
    assert span is None or all(0 <= one < 1440 for one in span)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31)),  # noqa: DTZ001 - the zone is added below
    ZONES, st.integers(0, 1439), st.integers(0, 1439),
)  # fmt: skip
def test_after_quiet_hours_it_is_not_quiet_and_never_a_day_later(at, zone, since, until):
    quiet, now_ms = Quiet(since, until), to_ms(at.replace(tzinfo=UTC))
    end_ms = quiet.over(now_ms, zone)
    local = from_ms(end_ms).astimezone(zone)
    assert now_ms <= end_ms <= now_ms + 26 * 3_600_000
    again = quiet.over(end_ms, zone)
    assert again == end_ms or again - end_ms <= 3_600_000, local  # a clock put back repeats an hour


def test_nobody_is_woken_on_the_day_the_clock_changes():
    night = to_ms(datetime(2026, 3, 28, 22, tzinfo=BERLIN))
    assert from_ms(NIGHT.over(night, BERLIN)) == datetime(2026, 3, 29, 7, tzinfo=UTC)  # 9 by summer time
    assert Quiet(600, 600).over(night, BERLIN) == night


def test_once_more_is_at_the_persons_hour_outside_the_night():
    def at(way, calendar):
        moment_ms = once_more(date(2028, 2, 29), way, calendar)
        return f"{from_ms(moment_ms).astimezone(calendar.zone):%d %H:%M}"

    moscow, omsk = Calendar(MOSCOW), Calendar(ZoneInfo("Asia/Omsk"), Times(minute=690))
    assert [at(way, moscow) for way in (Way(), Way(minute=1110), Way(minute=60))] == [
        "29 10:00", "29 18:30", "29 09:00",
    ]  # fmt: skip
    assert [at(way, omsk) for way in (Way(), Way(minute=1110))] == ["29 11:30", "29 18:30"]
