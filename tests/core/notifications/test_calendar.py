"""When people are reminded: every window, month and zone has its moments once, by day, inside the window."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.clock import from_ms, to_ms
from core.notifications.calendar import BEFORE, KEPT_MS, LAST, Stage, Times, hours, moment, now, stages
from core.notifications.quiet import Quiet
from core.readings.window import Window
from core.values import Period

HOUR_MS = 3_600_000
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Moscow", "Europe/Kaliningrad", "Asia/Kamchatka", "Europe/Berlin", "America/New_York",
        "America/Sao_Paulo", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns",
        "Africa/Cairo", "America/Asuncion", "Asia/Gaza",
    )
]  # fmt: skip
USUAL = Times()


def found(
    window: str, month: str, zone: str = "Europe/Moscow", days: int = 3, times: Times = USUAL
) -> list[str]:
    """Stage, first and last moment as local times."""
    place = ZoneInfo(zone)
    return [
        f"{stage.name} {from_ms(stage.hours.due_ms).astimezone(place):%Y-%m-%d %H:%M%z}"
        f" {from_ms(stage.until_ms + 1).astimezone(place):%m-%d %H:%M}"
        for stage in stages(Window.parse(window), Period.parse(month), times, place, days)
    ]


@pytest.mark.parametrize(
    ("window", "month", "zone", "days", "expected"),
    [
        ("15-25", "2026-11", "Europe/Moscow", 3,
         ["before 2026-11-22 10:00+0300 11-25 20:00", "last 2026-11-25 10:00+0300 11-25 20:00"]),
        ("23-25/26", "2026-11", "Europe/Moscow", 3,
         ["before 2026-11-23 10:00+0300 11-26 20:00", "last 2026-11-26 10:00+0300 11-26 20:00"]),
        # Three days before the third of March is the last of February, in a leap year the 29th.
        ("28-3", "2027-02", "Europe/Moscow", 3,
         ["before 2027-02-28 10:00+0300 03-03 20:00", "last 2027-03-03 10:00+0300 03-03 20:00"]),
        ("28-3", "2028-02", "Europe/Moscow", 3,
         ["before 2028-02-29 10:00+0300 03-03 20:00", "last 2028-03-03 10:00+0300 03-03 20:00"]),
        ("20-31", "2028-02", "Europe/Moscow", 3,
         ["before 2028-02-26 10:00+0300 02-29 20:00", "last 2028-02-29 10:00+0300 02-29 20:00"]),
        ("25-31", "2026-04", "Europe/Moscow", 3,
         ["before 2026-04-27 10:00+0300 04-30 20:00", "last 2026-04-30 10:00+0300 04-30 20:00"]),
        ("28-3", "2026-12", "Europe/Moscow", 3,
         ["before 2026-12-31 10:00+0300 01-03 20:00", "last 2027-01-03 10:00+0300 01-03 20:00"]),
        # One's own number of days; never before the window opens.
        ("15-25", "2026-11", "Europe/Moscow", 7,
         ["before 2026-11-18 10:00+0300 11-25 20:00", "last 2026-11-25 10:00+0300 11-25 20:00"]),
        ("15-25", "2026-11", "Europe/Moscow", 30,
         ["before 2026-11-15 10:00+0300 11-25 20:00", "last 2026-11-25 10:00+0300 11-25 20:00"]),
        # A window of a day, and no days before the last: one moment.
        ("20-20", "2026-11", "Europe/Moscow", 3, ["before 2026-11-20 10:00+0300 11-20 20:00"]),
        ("15-25", "2026-11", "Europe/Moscow", 0, ["before 2026-11-25 10:00+0300 11-25 20:00"]),
        # The clock is changed between the two.
        ("15-25", "2026-10", "Europe/Berlin", 3,
         ["before 2026-10-22 10:00+0200 10-25 20:00", "last 2026-10-25 10:00+0100 10-25 20:00"]),
        ("20-30", "2027-03", "Europe/Berlin", 3,
         ["before 2027-03-27 10:00+0100 03-30 20:00", "last 2027-03-30 10:00+0200 03-30 20:00"]),
        ("5-8", "2026-03", "America/New_York", 3,
         ["before 2026-03-05 10:00-0500 03-08 20:00", "last 2026-03-08 10:00-0400 03-08 20:00"]),
    ],
)  # fmt: skip
def test_moments(window: str, month: str, zone: str, days: int, expected: list[str]) -> None:
    assert found(window, month, zone, days) == expected


def test_without_the_last_day() -> None:
    assert found("15-25", "2026-11", times=Times(last_day=False)) == [
        "before 2026-11-22 10:00+0300 11-25 20:00"
    ]


def test_a_minute_that_the_clock_leaves_out_or_repeats() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert from_ms(moment(date(2027, 3, 28), 150, berlin)).isoformat() == "2027-03-28T01:30:00+00:00"
    assert from_ms(moment(date(2026, 10, 25), 150, berlin)).isoformat() == "2026-10-25T00:30:00+00:00"
    assert moment(date(2026, 10, 25), 1440, berlin) == moment(date(2026, 10, 26), 0, berlin)


def test_ones_own_minute_is_counted_from_midnight_also_when_the_clock_is_changed() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for day in (date(2027, 3, 28), date(2026, 10, 25), date(2026, 11, 1)):
        eleven = from_ms(hours(day, USUAL, berlin).midnight_ms + 11 * HOUR_MS).astimezone(berlin)
        assert (eleven.date(), eleven.hour, eleven.minute) == (day, 11, 0)


@pytest.mark.parametrize(
    ("times", "first", "spread", "end"),
    [
        (USUAL, 600, 240, 1200),
        (Times(minute=18 * 60), 1080, 120, 1200),  # not into the quiet hours
        (Times(minute=21 * 60), 540, 240, 1200),  # refused by check-config: the morning
        (Times(minute=60, quiet=Quiet(0, 0)), 60, 240, 1440),
        (Times(minute=22 * 60, quiet=Quiet(60, 420)), 1320, 120, 1440),
        (Times(minute=300, quiet=Quiet(540, 540)), 300, 240, 1440),
    ],
)
def test_hours_of_a_day(times: Times, first: int, spread: int, end: int) -> None:
    day, zone = date(2026, 11, 22), ZoneInfo("Europe/Moscow")
    of = hours(day, times, zone)
    assert of.due_ms == moment(day, first, zone)
    assert of.end_ms == moment(day, end, zone)
    assert (of.spread_ms + 1) // 60_000 == spread


def cases(count: int) -> list[tuple[Window, Times, ZoneInfo, int]]:
    dice = random.Random(8)
    made = []
    for _ in range(count):
        window = Window(dice.randint(1, 31), dice.randint(1, 31), dice.randint(1, 31))
        since = dice.randint(18, 23) * 60
        times = Times(
            minute=dice.randint(8, 17) * 60,
            spread=dice.randint(0, 720),
            quiet=Quiet(since, dice.randint(4, 8) * 60),
        )
        made.append((window, times, dice.choice(ZONES), dice.randint(0, 14)))
    return made


def test_one_moment_for_stage_and_month_by_day_and_inside_the_window() -> None:
    for window, times, zone, days in cases(60):
        seen: set[tuple[str, Period]] = set()
        for month in range(30):
            period = Period.parse("2026-09").shift(month)
            for stage in stages(window, period, times, zone, days):
                assert (stage.name, period) not in seen
                seen.add((stage.name, period))
                check(window, times, zone, stage)
            assert (BEFORE, period) in seen


def check(window: Window, times: Times, zone: ZoneInfo, stage: Stage) -> None:
    for at in (stage.hours.due_ms, stage.hours.due_ms + stage.hours.spread_ms):
        local = from_ms(at).astimezone(zone)
        assert window.opens(stage.period) <= local.date() <= window.closes(stage.period)
        assert not times.quiet.holds(local.hour * 60 + local.minute)
        assert stage.since_ms <= at <= stage.until_ms
    until = from_ms(stage.until_ms).astimezone(zone)
    assert until.date() == window.closes(stage.period)
    if stage.name == LAST:
        assert stage.day == window.closes(stage.period)


def test_whoever_looks_now_and_then_finds_every_moment() -> None:
    """Looks at random moments, also backwards, with downtimes below a month, name each stage that passed."""
    dice = random.Random(4)
    for window, times, zone, days in cases(25):
        begin = to_ms(datetime(2026, 9, 1, tzinfo=zone))
        named: set[tuple[str, Period]] = set()
        at = begin
        for _ in range(60):
            at += dice.randint(-3, 20) * 24 * HOUR_MS + dice.randint(0, 23) * HOUR_MS
            named |= {(stage.name, stage.period) for stage in now(window, times, zone, days, at)}
        whole = [Period.parse("2026-10").shift(month) for month in range(40)]
        expected = {
            (stage.name, period)
            for period in whole
            for stage in stages(window, period, times, zone, days)
            if begin + 31 * 24 * HOUR_MS < stage.since_ms and stage.until_ms < at - 24 * HOUR_MS
        }
        assert expected <= named


def test_named_from_midnight_on_and_for_a_month_after() -> None:
    zone, window = ZoneInfo("Europe/Moscow"), Window.parse("15-25")
    (before, last) = stages(window, Period.parse("2026-11"), USUAL, zone, 3)
    midnight = moment(date(2026, 11, 22), 0, zone)

    def names(at: int) -> list[tuple[str, str]]:
        return [(stage.name, str(stage.period)) for stage in now(window, USUAL, zone, 3, at)]

    assert (BEFORE, "2026-11") not in names(midnight - 1)
    assert names(midnight)[-1] == (BEFORE, "2026-11")
    assert names(last.until_ms + KEPT_MS - 1)[:1] == [(BEFORE, "2026-11")]
    assert (LAST, "2026-11") not in names(last.until_ms + KEPT_MS)
    assert before.day + timedelta(days=3) == last.day
