"""What control may change of an emulated service: every member has a rule, and nothing else is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.jsontext import Json

Rules = Mapping[str, Callable[[Any], bool]]


class BadChange(Exception):
    """A change that cannot be meant, in one sentence."""


def checked(changes: Json, rules: Rules) -> Json:
    """The same changes; raises BadChange for what cannot be meant."""
    for name, value in changes.items():
        rule = rules.get(name)
        if rule is None:
            raise BadChange(f"there is no {name}; known: {', '.join(rules)}")
        if not rule(value):
            raise BadChange(f"{name} cannot be {value!r}")
    return changes
