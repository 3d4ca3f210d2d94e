"""What people do who choose what we tell them unasked, on both channels: see `tests/dialogs/scripts.py`."""

from __future__ import annotations

from tests.dialogs.channels import Played
from tests.dialogs.metered import GARAGE, past

FLAT = 1


def kinds_and_ways():
    """What of, at which hour, when not, how early, and where."""
    played = Played()
    played.person(5).says("о чем писать")
    played.person(6).says("тихие часы")
    person = played.person().has(FLAT)
    person.says("о чем писать")
    for chosen in ("supply", "news", "news", "back"):
        person.chooses(chosen)
    person.says("когда и куда")
    person.chooses("hour")
    for said in ("23", "18:30"):
        person.says(said)
    person.chooses("hour")
    person.chooses("usual")
    person.chooses("quiet")
    person.says("с 22 до 8")
    person.chooses("quiet")
    person.chooses("none")
    person.chooses("days")
    person.chooses("d2")
    person.chooses("place")
    person.chooses("p0")
    person.chooses("place")
    person.chooses("last")
    for said in ("предел 300", "предел"):
        person.says(said)
    person.chooses("none")
    person.says("без предела")
    owner = played.person(4).has(FLAT, 2)
    owner.says("предел 300")
    owner.chooses("notify-limit")
    return played


def a_limit_or_a_reading():
    """A bare number that the meter may show just now, while a limit is asked for."""
    played = Played(past)
    person = played.person().has(GARAGE)
    for chosen in ("meant", "reading"):
        person.says("предел")
        person.says("15420")
        person.chooses(chosen)
    return played
