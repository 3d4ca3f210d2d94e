"""Rules that hold from a day to a day: which one holds, which comes next, where the known ones end.

Where no rule is valid the answer is None: the product says that it does not know and extends none silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar


class Dated(Protocol):
    """Something valid from its first to its last day, both inclusive; no last day: until further notice."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def covers(rule: Dated, day: date) -> bool:
    """Whether the rule is valid on the day."""
    return rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)


def valid_on(rules: Iterable[D], day: date) -> D | None:
    """The rule of the day; of several the one that began last. None where there is none."""
    return max((rule for rule in rules if covers(rule, day)), key=lambda rule: rule.valid_from, default=None)


def next_after(rules: Iterable[D], day: date) -> D | None:
    """The first rule that begins after the day."""
    return min(
        (rule for rule in rules if rule.valid_from > day), key=lambda rule: rule.valid_from, default=None
    )


def known_until(rules: Sequence[Dated], day: date) -> date | None:
    """The last day up to which the rules hold without a gap from `day`; None: until further notice.

    The day before `day` where no rule holds on it.
    """
    while (rule := valid_on(rules, day)) is not None:
        if rule.valid_to is None:
            return None
        later = [other for other in rules if other.valid_from > day and covers(other, rule.valid_to)]
        if any(other.valid_to is None for other in later):
            return None
        day = max([rule.valid_to, *(other.valid_to for other in later if other.valid_to)]) + timedelta(days=1)
    return day - timedelta(days=1)
