"""What a conversation remembers of a linking that was left: the number, and whether its right was proven.

No code and no serial is kept. It is good for `linking.resume_minutes`; then linking begins anew and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn

_NUMBER, _ACCOUNT, _OFFICE, _UNTIL = "link.number", "link.account", "link.office", "link.until"


@dataclass(frozen=True, slots=True)
class Left:
    """Where somebody stopped: `account_id` 0 before the proof; `office_code`: what proved it, or 0."""

    number: str
    account_id: int
    office_code: int
    alive: bool


def remember(turn: Turn, number: str, account_id: int = 0, office_code: int = 0) -> None:
    """Note how far linking has come."""
    if not turn.desk.rules.resume_minutes:
        return
    until = turn.now_ms + turn.desk.rules.resume_minutes * 60_000
    memo: dict[str, str | int] = {_NUMBER: number, _ACCOUNT: account_id, _OFFICE: office_code, _UNTIL: until}
    turn.session.memo.update(memo)


def left(turn: Turn) -> Left | None:
    """What was left, by the person's own time; `alive` tells whether it may go on."""
    memo = turn.session.memo
    if _NUMBER not in memo:
        return None
    alive = turn.sent_ms <= int(memo.get(_UNTIL, 0))
    return Left(str(memo[_NUMBER]), int(memo.get(_ACCOUNT, 0)), int(memo.get(_OFFICE, 0)), alive)


def forget(turn: Turn) -> None:
    """Linking ended, or begins afresh."""
    for name in (_NUMBER, _ACCOUNT, _OFFICE, _UNTIL):
        turn.session.memo.pop(name, None)
