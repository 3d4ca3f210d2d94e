"""``[penalty]``: dated rules about what delay costs."""

from __future__ import annotations

from typing import Annotated, Literal

from bot.config.section import Section, key


class RateCap(Section, frozen=True):
    """The most that the rate may be for penalties, from a day to a day; an empty percent is no cap."""

    valid_from: str = ""
    valid_to: str = ""
    percent: str = ""


class Penalty(Section, frozen=True):
    """The penalty that is foretold («if paid on …»). Key rates come from billing, in rates.csv."""

    households: Annotated[bool, key("Whether households are told a forecast.")] = True
    organisations: Annotated[bool, key("Whether organisations are; their contracts differ.")] = False
    from_days: Annotated[
        tuple[int, ...], key("Days of delay from which each divisor counts; the day after the due date is 1.")
    ] = (31, 91)
    divisors: Annotated[
        tuple[int, ...], key("A day of delay costs the rate divided by this; one for each of from_days.")
    ] = (300, 130)
    caps: Annotated[
        tuple[RateCap, ...],
        key(
            "The most that the rate may be, with its dates. A day that no line covers has no known rate, and"
            " no penalty is foretold for it.",
        ),
    ] = (
        RateCap(valid_from="2000-01-01", valid_to="2022-02-27"),
        RateCap(valid_from="2022-02-28", valid_to="2026-12-31", percent="9.5"),
    )
    rate_of: Annotated[
        Literal["each_day", "payment_day"],
        key("Whether each day costs by its own rate, or all of them by the rate of the day of payment."),
    ] = "each_day"
    counted: Annotated[
        Literal["months", "balance"],
        key(
            "Up to which day the penalty that billing reports is counted: the end of the last billed month,"
            " or the day of the balance.",
        ),
    ] = "months"
