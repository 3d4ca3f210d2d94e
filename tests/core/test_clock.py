"""Milliseconds and moments are the same time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.clock import SystemClock, from_ms, to_ms


def test_there_and_back() -> None:
    for moment_ms in (0, 1, 999, 1_763_980_000_123, 4_102_444_799_999, -1):
        assert to_ms(from_ms(moment_ms)) == moment_ms


def test_other_zones_are_the_same_moment() -> None:
    moscow = timezone(timedelta(hours=3))
    assert to_ms(datetime(2026, 11, 20, 11, 0, tzinfo=moscow)) == to_ms(
        datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    )


def test_naive_is_refused() -> None:
    with pytest.raises(TypeError):
        to_ms(datetime(2026, 11, 20))  # noqa: DTZ001


def test_system_clock_is_aware_and_now() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(clock.now_ms() - time.time() * 1000) < 1000
