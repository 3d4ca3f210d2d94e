"""Checks of ``[deadlines]`` and ``[penalty]``, and the days on which their rules end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.config.dated import caps_of, deadlines_of
from bot.config.findings import Problem, error
from core.dated import Dated, known_until

if TYPE_CHECKING:
    from bot.config.tree import Config


@dataclass(frozen=True, slots=True)
class RuleEnd:
    """A rule with validity dates (a rate, a deadline) and its last day, as the storage knows it."""

    rule: str
    last_day: date


def deadlines(config: Config) -> Iterator[Problem]:
    """Dates are dates, days are days of a month, stages leave a rest."""
    yield from _readable("deadlines.rules", lambda: deadlines_of(config))
    for rule in config.deadlines.rules:
        days = (rule.bill_by, rule.pay_by, rule.readings_from, rule.readings_to)
        if not all(0 <= day <= 31 for day in days):
            yield error("deadlines.rules", "needs days of a month from 1 to 31, or 0 for what is not told")
    stages = config.deadlines.stages
    if not all(0 < part < 100 for part in stages) or sum(stages) >= 100:
        yield error("deadlines.stages", "needs parts from 1 to 99 that leave a rest, for example [30, 40]")


def penalty(config: Config) -> Iterator[Problem]:
    """Steps go up and have a divisor each, caps are readable."""
    given = config.penalty
    if len(given.from_days) != len(given.divisors) or not given.from_days:
        yield error("penalty.divisors", "needs one divisor for each of penalty.from_days, as [300, 130]")
    elif list(given.from_days) != sorted(set(given.from_days)) or min(given.from_days) < 1:
        yield error("penalty.from_days", "needs growing days of delay, for example [31, 91]")
    if any(divisor < 1 for divisor in given.divisors):
        yield error("penalty.divisors", "needs whole numbers over 0, for example [300, 130]")
    yield from _readable("penalty.caps", lambda: caps_of(config))


def _readable(key: str, read: Callable[[], Sequence[Dated]]) -> Iterator[Problem]:
    try:
        rules = read()
    except ValueError as wrong:
        yield error(key, f"cannot be read ({wrong}); dates are written 2026-12-31, percentages 9.5")
        return
    if any(rule.valid_to and rule.valid_to < rule.valid_from for rule in rules):
        yield error(key, "has a rule that ends before it begins")


def own_ends(config: Config, today: date) -> Iterator[RuleEnd]:
    """When the rules of the configuration end; nothing for those that hold until further notice."""
    try:
        rules: dict[str, Sequence[Dated]] = {
            "deadlines.rules": deadlines_of(config),
            "penalty.caps": caps_of(config),
        }
    except ValueError:
        return  # the check of the section says it
    for key, dated in rules.items():
        end = known_until(dated, today)
        if end is not None:
            yield RuleEnd(key, end)
