"""When an effect is tried again, and until when."""

from __future__ import annotations

import pytest

from bot.channels.outcome import DEADLINE_MS, RETRY_MS, judge
from core.records import Attempt, OutboxRow, Priority, Result

HOUR_MS = 3_600_000


def row(attempts=9, deadline_ms=0):
    return OutboxRow(1, 1, "telegram:1", "message", "{}", attempts, 0, deadline_ms, "", Priority.NOTICE)


@pytest.mark.parametrize(
    ("result", "deadline_ms", "hours", "over"),
    [
        (Result.RETRY, 0, 23, False),
        (Result.RETRY, 0, 24, True),
        (Result.RETRY, 10 * DEADLINE_MS, 239, False),  # certainly not done: as long as it is of use
        (Result.RETRY, 10 * DEADLINE_MS, 240, True),
        (Result.UNKNOWN, 10 * DEADLINE_MS, 23, False),
        (Result.UNKNOWN, 10 * DEADLINE_MS, 24, True),  # each try may be one message more
        (Result.UNKNOWN, HOUR_MS, 1, True),
        (Result.OK, 0, 0, True),
        (Result.REFUSED, 0, 0, True),
        (Result.BLOCKED, 0, 0, True),
    ],
)
def test_until_when_it_is_tried(result, deadline_ms, hours, over):
    attempt, final = judge(row(deadline_ms=deadline_ms), Attempt(result, reason="why"), hours * HOUR_MS)
    assert final is over
    given_up = over and result in {Result.RETRY, Result.UNKNOWN}
    assert attempt.reason == ("gave up: why" if given_up else "why")
    assert attempt.retry_after_ms == (0 if over else RETRY_MS[-1])
