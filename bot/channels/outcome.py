"""What an attempt comes to: whether it was the last one, when the next is, who is told."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from core.files.model import SCHEME
from core.records import Attempt, OutboxRow, RawEvent, Result

RETRY_MS = (1_000, 4_000, 15_000, 60_000, 300_000)
"""Waits after an attempt that failed; the last one repeats until the deadline."""
DEADLINE_MS = 24 * 3600 * 1000
"""An effect without a deadline of its own is given up after a day, as Telegram gives up an update."""


def deadline_of(row: OutboxRow) -> int:
    """Until when a row may be tried, UTC ms."""
    return row.deadline_ms or row.created_ms + DEADLINE_MS


def judge(row: OutboxRow, attempt: Attempt, now_ms: int) -> tuple[Attempt, bool]:
    """The attempt with its next try, and whether it was the last one."""
    if attempt.result in {Result.OK, Result.REFUSED, Result.BLOCKED}:
        return attempt, True
    wait_ms = attempt.retry_after_ms or RETRY_MS[min(row.attempts, len(RETRY_MS)) - 1]
    until_ms = deadline_of(row)
    if attempt.result is Result.UNKNOWN:  # each try may be one message more
        until_ms = min(until_ms, row.created_ms + DEADLINE_MS)
    if now_ms + wait_ms > until_ms:
        return Attempt(attempt.result, reason=f"gave up: {attempt.reason}", within=attempt.within), True
    return replace(attempt, retry_after_ms=wait_ms), False


def result_event(row: OutboxRow, attempt: Attempt, now_ms: int) -> RawEvent | None:
    """The one result event of an effect. A delivered message that nobody waits for is its own record."""
    about = row.notify or (row.address if attempt.result is Result.BLOCKED else "")
    if not about:
        return None
    result = attempt.result.value if attempt.result in {Result.OK, Result.BLOCKED} else "refused"
    if attempt.reason.startswith("gave up"):
        result = "gave_up"
    body = {"id": str(row.id), "kind": row.kind, "result": result, "reason": attempt.reason}
    if row.address.startswith(f"{SCHEME}:"):  # the address is a file of ours; others may be phones
        body |= {**attempt.told, "file": row.address.partition(":")[2]}
    return RawEvent("effect", str(row.id), about, msgspec.json.encode(body), now_ms)
