"""``[deadlines]``: dated rules about when to pay."""

from __future__ import annotations

from typing import Annotated

from bot.config.section import Section, key


class DeadlineRule(Section, frozen=True):
    """Days of a month from a day to a day, both inclusive."""

    valid_from: str = ""
    valid_to: str = ""
    bill_by: int = 0
    pay_by: int = 0
    readings_from: int = 0
    readings_to: int = 0


class Deadlines(Section, frozen=True):
    """Days that everybody is told, before an account is linked, and stages of organisations."""

    rules: Annotated[
        tuple[DeadlineRule, ...],
        key(
            "Days of the month with the dates they hold for: the bill comes by bill_by, is paid by pay_by,"
            " readings are taken from readings_from to readings_to. 0 is not told; valid_to may be empty.",
        ),
    ] = (
        DeadlineRule(
            valid_from="2012-09-01", valid_to="2026-02-28",
            bill_by=5, pay_by=10, readings_from=15, readings_to=25,
        ),
        DeadlineRule(valid_from="2026-03-01", bill_by=5, pay_by=15, readings_from=15, readings_to=25),
    )  # fmt: skip
    stages: Annotated[
        tuple[int, ...],
        key("Per cent of a month that organisations pay in each stage before the last, which is the rest."),
    ] = (30, 40)
