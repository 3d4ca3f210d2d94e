"""The configuration and the domain name the same limits."""

from __future__ import annotations

from dataclasses import fields

import pytest

from bot.config import Config, keyring_of, limits_of
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
