"""Dated rules of the configuration as values of the domain. Dates are texts in the file, checked first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from core.deadlines import Deadlines
from core.penalty import PenaltyRule, Rate, Step
from core.usecases.screens import PenaltyTerms

if TYPE_CHECKING:
    from bot.config.tree import Config


def deadlines_of(config: Config) -> tuple[Deadlines, ...]:
    """The rules of ``[deadlines]``. Raises: ValueError for a date that is none."""
    return tuple(
        Deadlines(
            date.fromisoformat(rule.valid_from), last_day(rule.valid_to), rule.bill_by, rule.pay_by,
            rule.readings_from, rule.readings_to,
        )
        for rule in config.deadlines.rules
    )  # fmt: skip


def penalty_of(config: Config) -> PenaltyTerms:
    """The rules of ``[penalty]``. Raises: ValueError for a date or a percentage that is none."""
    given = config.penalty
    steps = tuple(Step(day, part) for day, part in zip(given.from_days, given.divisors, strict=True))
    rule = PenaltyRule(steps, caps_of(config), by_payment_day=given.rate_of == "payment_day")
    return PenaltyTerms(rule, given.households, given.organisations, given.counted == "months")


def caps_of(config: Config) -> tuple[Rate, ...]:
    """The caps of the rate, in 1/100 of a per cent; 0 is no cap."""
    return tuple(
        Rate(date.fromisoformat(cap.valid_from), last_day(cap.valid_to), hundredths(cap.percent))
        for cap in config.penalty.caps
    )


def last_day(text: str) -> date | None:
    """A last day, None for an empty text."""
    return date.fromisoformat(text) if text else None


def hundredths(percent: str) -> int:
    """`9.5` as 950; 0 for an empty text. Raises: ValueError."""
    try:
        value = Decimal(percent.replace(",", ".") or "0") * 100
    except InvalidOperation:
        raise ValueError(f"{percent!r} is no percentage") from None
    if value != int(value) or not 0 <= value <= 100_000:
        raise ValueError(f"{percent!r} is no percentage with two decimals at most")
    return int(value)
