"""How the message of a recipient ended, in the few words that a report counts by."""

from __future__ import annotations

BLOCKED = "blocked"
LATE = "late"
UNKNOWN = "unknown"
LONGEST = 80
"""Characters of what a provider says that are kept."""

_HELD_BACK = {
    "stop": "stop",
    "unwanted": "stop",
    "unlinked": "not-meant",
    "access ended": "not-meant",
    "consent revoked": "unreachable",
}
"""What came between the writing of the message and its leaving: nothing left."""
_BLOCKS = ("forbidden", "blocked", "chat not found", "deactivated", "peer_id_invalid")
"""How Telegram says that a person cannot be written to."""


def ended(state: str, error: str) -> tuple[str, str]:
    """State and reason of a recipient by the state and the error of the message in the outbox."""
    if state == "sent":
        return "sent", ""
    if error in _HELD_BACK:
        return "skipped", _HELD_BACK[error]
    said = error.lower()
    if any(word in said for word in _BLOCKS):
        return "failed", BLOCKED
    if said.startswith("gave up"):
        return "failed", LATE
    return "failed", " ".join(error.split())[:LONGEST]
