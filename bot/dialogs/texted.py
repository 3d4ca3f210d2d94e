"""What an address without buttons needs of a turn: one message for one message, and options by number.

Two SMS come in any order and the first looks like the whole answer, so the replies of a turn are one message.
The options under a message that asks nothing are remembered for an hour, as buttons would stay to be pressed:
its «2-МЕНЮ» is answered by «2». Options under a question are the question's own affair.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.model import Press
from core.phones import phone_of

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn

OFFERED, OFFERED_MS = "offered", "offered_ms"
OPEN_MS = 60 * 60 * 1000
"""How long the numbers of a message are remembered."""
_NUMBER = re.compile(r" *([1-9])[ .)]*")


def settle(turn: Turn) -> None:
    """Make the replies of the turn one, and remember what it offers; nothing where there are buttons."""
    if not phone_of(turn.session.address) or not turn.replies:
        return
    *before, last = turn.replies
    if before and not any(one.document for one in turn.replies):
        said = tuple(phrase for one in turn.replies for phrase in one.phrases)
        turn.replies[:] = [replace(last, phrases=said, protect=any(one.protect for one in turn.replies))]
    memo = turn.session.memo
    memo.pop(OFFERED, None)
    last = turn.replies[-1]
    if last.choices and not last.prompt and turn.desk.numbers(last):
        options = (f"{one.id}:{one.target}" if one.press is Press.ENTRY else ":" for one in last.choices)
        memo[OFFERED], memo[OFFERED_MS] = " ".join(options), turn.now_ms


def chosen(turn: Turn) -> tuple[str, str] | None:
    """The entry and target that a bare number names; None for every other text."""
    number, memo = _NUMBER.fullmatch(turn.event.text), turn.session.memo
    if not number or turn.sent_ms - int(memo.get(OFFERED_MS, 0)) > OPEN_MS:
        return None
    offered = str(memo.get(OFFERED, "")).split(" ")
    at = int(number[1]) - 1
    entry, _, target = offered[at].partition(":") if at < len(offered) else ("", "", "")
    return (entry, target) if entry else None
