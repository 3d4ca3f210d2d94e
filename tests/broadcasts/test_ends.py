"""What a report says of a message, by what the outbox knows of it."""

from __future__ import annotations

import pytest

from core.broadcasts.ends import LONGEST, ended


@pytest.mark.parametrize(
    ("state", "error", "end"),
    [
        ("sent", "", ("sent", "")), ("sent", "same text a moment ago", ("sent", "")),
        ("failed", "stop", ("skipped", "stop")), ("failed", "unwanted", ("skipped", "stop")),
        ("failed", "unlinked", ("skipped", "not-meant")),
        ("failed", "consent revoked", ("skipped", "unreachable")),
        ("failed", "403 Forbidden: bot was blocked by the user", ("failed", "blocked")),
        ("failed", "400 Bad Request: chat not found", ("failed", "blocked")),
        ("failed", "403 Forbidden: user is deactivated", ("failed", "blocked")),
        ("failed", "gave up: the money of the day", ("failed", "late")),
        ("failed", "7 not a phone", ("failed", "7 not a phone")),
        ("failed", "a\n" * 100, ("failed", ("a " * 100)[:LONGEST])),
    ],
)  # fmt: skip
def test_how_it_ended(state, error, end):
    assert ended(state, error) == end
