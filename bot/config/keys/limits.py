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
    failures_per_address_month: Annotated[
        int,
        key(
            "Wrong proofs in 30 days from one chat or phone: what a thousand patient chats may try.",
            ge=1,
            le=1_000,
        ),
    ] = 20
    failures_per_account_month: Annotated[
        int, key("Wrong proofs in 30 days for one account (NIST 800-63B: at most 100).", ge=1, le=100)
    ] = 100
    failures_per_phone_month: Annotated[
        int, key("Wrong one-time codes in 30 days for one phone.", ge=1, le=100)
    ] = 30
    tokens_missed_per_address_day: Annotated[
        int, key("Tokens of bills a day that open nothing, from one chat.", ge=1, le=1_000)
    ] = 20
    codes_per_phone_hour: Annotated[int, key("One-time codes an hour to one phone.", ge=1, le=100)] = 3
    codes_per_phone_day: Annotated[int, key("One-time codes a day to one phone.", ge=1, le=100)] = 5
    codes_per_address_hour: Annotated[
        int, key("One-time codes an hour asked from one chat.", ge=1, le=100)
    ] = 5
    codes_per_address_day: Annotated[int, key("One-time codes a day asked from one chat.", ge=1, le=100)] = 10
    codes_per_account_hour: Annotated[int, key("One-time codes an hour for one account.", ge=1, le=100)] = 5
    codes_per_account_day: Annotated[int, key("One-time codes a day for one account.", ge=1, le=100)] = 10
    codes_per_account_month: Annotated[
        int,
        key(
            "One-time codes in 30 days for one account: what somebody with a bill of their own may spend.",
            ge=1,
            le=1_000,
        ),
    ] = 40
    codes_per_prefix_hour: Annotated[
        int,
        key(
            "One-time codes an hour to phones that differ in the last four digits only.",
            ge=1,
            le=100_000,
        ),
    ] = 20
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
    sms_part_kopecks: Annotated[
        int, key("The most that one part of an SMS costs, kopecks; a code is one part.", ge=0, le=100_000)
    ] = 600
    sms_kopecks_per_day: Annotated[
        int,
        key(
            "What SMS may cost a day, kopecks; at the end of it no code goes and nothing that we begin,"
            " and staff are told.",
            ge=0,
            le=10_000_000_000,
        ),
    ] = 6_000_000
    sms_answers_kopecks_per_day: Annotated[
        int,
        key(
            "Up to what answers to people's own SMS go on, kopecks a day; 0: half as much again.",
            ge=0,
            le=10_000_000_000,
        ),
    ] = 0
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
    breaker_minutes: Annotated[
        int,
        key(
            "How long it stops; `python -m bot limits --close-breaker` lets codes go sooner.",
            ge=1,
            le=1_440,
        ),
    ] = 60
    guard_window: Annotated[
        int, key("From how many wrong proofs a day in all the share of right ones is watched.", ge=10)
    ] = 200
    guard_percent: Annotated[
        int,
        key(
            "Share of right proofs of a day below which codes go to phones known to billing only; 0: never.",
            ge=0,
            le=100,
        ),
    ] = 20
    sim_hold_hours: Annotated[
        int,
        key(
            "How long a phone whose SIM was replaced gets and proves nothing.",
            ge=1,
            le=168,
        ),
    ] = 24
    unlinked_readings_per_address_hour: Annotated[
        int,
        key(
            "Readings an hour for accounts that are not linked, from one chat or phone"
            " (readings.accept_unlinked).",
            ge=1,
            le=1_000,
        ),
    ] = 6
    unlinked_readings_per_address_day: Annotated[int, key("The same in a day.", ge=1, le=10_000)] = 20
