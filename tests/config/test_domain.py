"""The configuration and the domain name the same limits; groups have what holds for all."""

from __future__ import annotations

from dataclasses import fields

import pytest

from bot.config import Config, keyring_of, limits_of
from bot.config.notifications import calendars_of
from bot.notifications.sources import reading_rules
from core.limits import Limits
from tests.config.good import KEY, config


def test_defaults_are_the_same_on_both_sides() -> None:
    assert limits_of(Config()) == Limits()


def test_every_limit_can_be_configured() -> None:
    """A number of the domain that no key reaches would look configurable and not be; sending_life is ours."""
    keys = {
        name: str([1, 2] if isinstance(value, tuple) else max(value - 1, 1))
        for name, value in vars_of(Config().limits).items()
    }
    keys |= {"code_digits": "8"}
    changed = limits_of(config(**{f"limits__{name}": value for name, value in keys.items()}))
    same = [f.name for f in fields(Limits) if getattr(changed, f.name) == getattr(Limits(), f.name)]
    assert same == ["sending_life"]


def vars_of(section: object) -> dict[str, int | tuple[int, ...]]:
    return {name: getattr(section, name) for name in section.__struct_fields__}  # type: ignore[attr-defined]


def test_keys_by_name() -> None:
    ring = keyring_of(config(security__previous_keys='{ k0 = "an earlier key, long enough" }'))
    assert ring.current == "k1"
    assert ring.keys == {"k1": KEY.encode(), "k0": b"an earlier key, long enough"}
    with pytest.raises(ValueError, match="at least"):
        keyring_of(Config())


def test_what_a_group_leaves_out_is_that_of_all() -> None:
    """By the names of circles: they tell what is not usual."""
    keys = {
        "a": "zone = 'Asia/Kamchatka'", "b": "zone = 'Asia/Kamchatka', hour = 12", "c": "spread_hours = 2",
        "d": "days_before = 5, last_day = false", "e": "quiet_from = 22", "f": "quiet_until = 11",
        "g": "hour = 12", "h": "zone = 'Europe/Moscow'",
    }  # fmt: skip
    groups = ", ".join(f"{name} = {{ {given} }}" for name, given in keys.items())
    found = calendars_of(config(reminders__groups=f"{{ {groups} }}", reminders__hour="12"))
    assert {circle.name: circle.groups for circle in found.circles()} == {
        "Europe/Moscow": (),
        "Asia/Kamchatka": ("a", "b"),
        "Europe/Moscow,spread=2:00": ("c",),
        "Europe/Moscow,days=5,last=0": ("d",),
        "Europe/Moscow,quiet=22:00-9:00": ("e",),
        "Europe/Moscow,quiet=20:00-11:00": ("f",),
    }
    assert found.of("e").times.minute == 12 * 60
    assert reading_rules(config(reminders__groups="{ c = { hour = 11 } }")).calendars.own.keys() == {"c"}
