"""Calendars of groups: who shares one, how it is called, and when people of it may be told."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from core.clock import from_ms, to_ms
from core.notifications.calendar import Times
from core.notifications.events import soon
from core.notifications.groups import Calendar, Calendars, Circle
from core.notifications.model import Way
from core.notifications.quiet import Quiet

MOSCOW, KAMCHATKA, KALININGRAD, BERLIN = (
    ZoneInfo(name) for name in ("Europe/Moscow", "Asia/Kamchatka", "Europe/Kaliningrad", "Europe/Berlin")
)
USUAL, LATE = Calendar(MOSCOW), Quiet(22 * 60, 9 * 60)


def ms(text, zone=MOSCOW):
    return to_ms(datetime.fromisoformat(text).replace(tzinfo=zone))


def local(moment_ms, zone):
    return f"{from_ms(moment_ms).astimezone(zone):%m-%d %H:%M%z}"


def test_groups_that_share_a_calendar_are_one_circle_and_the_usual_one_names_none():
    east, late = Calendar(KAMCHATKA), Calendar(MOSCOW, Times(minute=12 * 60))
    own = {"b": east, "a": Calendar(KAMCHATKA), "late": late, "same": Calendar(MOSCOW, Times())}
    assert Calendars(USUAL, own).circles() == (
        Circle("Europe/Moscow", USUAL),
        Circle("Asia/Kamchatka", east, ("a", "b")),
        Circle("Europe/Moscow,hour=12:00", late, ("late",)),
    )


@pytest.mark.parametrize(
    ("times", "name"),
    [
        (Times(), "Asia/Kamchatka"),
        (Times(minute=690), "Asia/Kamchatka,hour=11:30"),
        (Times(spread=0), "Asia/Kamchatka,spread=0:00"),
        (Times(days_before=5), "Asia/Kamchatka,days=5"),
        (Times(last_day=False), "Asia/Kamchatka,last=0"),
        (Times(quiet=Quiet(1320, 420)), "Asia/Kamchatka,quiet=22:00-7:00"),
        (Times(5, False, 660, 60, Quiet(0, 0)),
         "Asia/Kamchatka,hour=11:00,spread=1:00,days=5,last=0,quiet=0:00-0:00"),
    ],
)  # fmt: skip
def test_its_name_has_all_that_is_not_usual_and_so_it_is_unique(times, name):
    found = Calendar(KAMCHATKA, times).name(USUAL)
    assert found == name
    assert "|" not in found
    assert " " not in found


def test_the_name_stays_when_what_is_usual_changes():
    """A plan that is made is found again: nobody renames plans by changing the hour of all others."""
    for usual in (Times(), Times(minute=12 * 60)):
        own = Calendar(KAMCHATKA, usual)
        assert own.name(Calendar(MOSCOW, usual)) == "Asia/Kamchatka"


def test_the_calendar_of_a_group_else_the_usual_one():
    east = Calendar(KAMCHATKA)
    found = Calendars(USUAL, {"east": east})
    assert [found.of(group) for group in ("east", "West", "", None)] == [east, USUAL, USUAL, USUAL]
    assert found.everyone() == (USUAL, east)


@pytest.mark.parametrize(
    ("zone", "quiet", "way", "now", "free"),
    [
        # Noon in Moscow: evening in Kamchatka, an hour earlier in Kaliningrad.
        (KAMCHATKA, (20, 9), Way(), "2026-11-22 12:00", "11-23 09:00+1200"),
        (KALININGRAD, (20, 9), Way(), "2026-11-22 12:00", "11-22 11:00+0200"),
        (KAMCHATKA, (22, 9), Way(), "2026-11-22 12:00", "11-22 21:00+1200"),
        (KALININGRAD, (20, 9), Way(), "2026-11-22 09:30", "11-22 09:00+0200"),
        (KALININGRAD, (20, 11), Way(), "2026-11-22 09:30", "11-22 11:00+0200"),
        # What somebody chose goes before, by the clock of the group.
        (KAMCHATKA, (20, 9), Way(quiet_from=1380, quiet_to=420), "2026-11-22 12:00", "11-22 21:00+1200"),
        (KAMCHATKA, (22, 9), Way(quiet_from=0, quiet_to=0), "2026-11-22 18:00", "11-23 03:00+1200"),
        # The night in which the clock goes on, and the one in which it goes back.
        (BERLIN, (20, 9), Way(), "2026-03-29 04:30", "03-29 09:00+0200"),
        (BERLIN, (20, 9), Way(), "2026-10-25 04:30", "10-25 09:00+0100"),
    ],
)  # fmt: skip
def test_quiet_hours_are_those_of_the_group_by_its_clock(zone, quiet, way, now, free):
    since, until = quiet
    calendar = Calendar(zone, Times(quiet=Quiet(since * 60, until * 60)))
    assert local(calendar.free_ms(way, ms(now)), zone) == free


@pytest.mark.parametrize(
    ("zone", "times", "import_at", "first", "last"),
    [
        (MOSCOW, Times(), "2026-11-22 03:00", "11-22 10:00+0300", "11-22 14:00+0300"),
        (KAMCHATKA, Times(), "2026-11-22 03:00", "11-22 12:00+1200", "11-22 16:00+1200"),
        (KAMCHATKA, Times(), "2026-11-22 12:00", "11-23 10:00+1200", "11-23 14:00+1200"),
        (KAMCHATKA, Times(quiet=LATE), "2026-11-22 12:00", "11-22 21:00+1200", "11-22 21:59+1200"),
        (KALININGRAD, Times(minute=660), "2026-11-22 03:00", "11-22 11:00+0200", "11-22 15:00+0200"),
        (BERLIN, Times(), "2026-03-29 03:00", "03-29 10:00+0200", "03-29 14:00+0200"),
        (BERLIN, Times(), "2026-10-24 23:00", "10-25 10:00+0100", "10-25 14:00+0100"),
    ],
)  # fmt: skip
def test_news_are_told_by_the_day_of_the_group(zone, times, import_at, first, last):
    told = soon(ms(import_at), times, zone)
    assert (local(told.due_ms, zone), local(told.due_ms + told.spread_ms, zone)) == (first, last)
