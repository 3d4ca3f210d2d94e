"""``[limits]``: guessing and paid SMS."""

from __future__ import annotations

from typing import Annotated

from bot.config.section import Section, key


class Limits(Section, frozen=True):
    """Limits on guessing and on paid SMS. They lock new linking only, never the people already linked."""

    code_digits: Annotated[int, key("Length of a one-time code.", ge=6, le=8)] = 6
    code_minutes: Annotated[int, key("How long a one-time code lives.", ge=1, le=10)] = 5
    code_attempts: Annotated[int, key("Wrong tries after which a one-time code is void.", ge=1, le=10)] = 5
    resend_seconds: Annotated[
        tuple[int, ...],
        key(
            "Waits before the second, third ... code; the last one repeats.",
        ),
    ] = (60, 120, 300, 900)
    failure_wait_seconds: Annotated[
        tuple[int, ...],
        key(
            "Waits after the second, third ... wrong pair of account and code; the last one repeats.",
        ),
    ] = (30, 60, 300, 900, 3600)
    failures_per_account_day: Annotated[int, key("Wrong proofs a day for one account.", ge=1, le=100)] = 10
    failures_per_address_day: Annotated[
        int, key("Wrong proofs a day from one chat or phone.", ge=1, le=100)
    ] = 10
    failures_per_phone_day: Annotated[int, key("Wrong one-time codes a day for one phone.", ge=1, le=100)] = (
        10
    )
    codes_per_phone_hour: Annotated[int, key("One-time codes an hour to one phone.", ge=1, le=100)] = 3
    codes_per_phone_day: Annotated[int, key("One-time codes a day to one phone.", ge=1, le=100)] = 5
    codes_per_address_day: Annotated[int, key("One-time codes a day asked from one chat.", ge=1, le=100)] = 10
    codes_per_account_day: Annotated[int, key("One-time codes a day for one account.", ge=1, le=100)] = 10
    codes_per_prefix_day: Annotated[
        int,
        key(
            "One-time codes a day to phones that differ in the last four digits only.",
            ge=1,
            le=100_000,
        ),
    ] = 50
    codes_per_hour: Annotated[int, key("One-time codes an hour in all.", ge=1, le=1_000_000)] = 1_000
    codes_per_day: Annotated[int, key("One-time codes a day in all.", ge=1, le=10_000_000)] = 10_000
    breaker_window: Annotated[
        int, key("Over how many last codes the share of confirmed ones is watched.", ge=10, le=10_000)
    ] = 50
    breaker_percent: Annotated[
        int,
        key(
            "Share of confirmed codes below which sending stops and staff are told.",
            ge=0,
            le=100,
        ),
    ] = 30
