"""When to ask the provider what became of a payment. Pure; times are UTC milliseconds.

Asked also where notices come in: a notice may be lost, and the answer to a question may not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.payments.model import IntentState

if TYPE_CHECKING:
    from core.payments.model import Intent

_S = 1000
FIRST_S = (5, 15, 30, 60)
"""Seconds after the link was made."""
SHARE, MOST_S, UNTIL_S = 3, 120, 65 * 60
"""Then after a third of the time that has passed, two minutes at the most, up to five minutes after the
link's hour: who has paid waits for a part of what paying took, and a link costs forty questions at most."""
LIFE_S = 3600
"""How long a link can be paid."""
UNSURE_S, UNSURE_UNTIL_S = 60, 24 * 3600
"""An unknown outcome: each minute with the same key, which the provider remembers for a day."""
LATER_S = 3600
"""What is still open then (the provider was away, or does not agree with us): each hour, until it is over."""
HELD_S = 300
"""What is held may agree the next time: the person has paid and waits."""
ASKED_S = 600
"""A wish that nobody asked the provider about for so long: its effect is lost, somebody has to look."""


def look_after(intent: Intent, now_ms: int) -> int:
    """When to look at a wish next; 0: never. That of a link is counted from when the link was made."""
    linked = intent.state is IntentState.PENDING and intent.expires_ms
    since_ms = intent.expires_ms - LIFE_S * _S if linked else intent.created_ms
    return next_look(intent.state, since_ms, now_ms)


def next_look(state: IntentState, since_ms: int, now_ms: int) -> int:
    """When to look next; 0: it is over, never. `since_ms`: of the link, or else of the wish."""
    age_s = max(0, now_ms - since_ms) // _S
    if state is IntentState.PENDING:
        for at_s in FIRST_S:
            if age_s < at_s:
                return since_ms + at_s * _S
        return now_ms + (min(MOST_S, age_s // SHARE) if age_s < UNTIL_S else LATER_S) * _S
    if state is IntentState.UNKNOWN:
        return now_ms + (UNSURE_S if age_s < UNSURE_UNTIL_S else LATER_S) * _S
    if state is IntentState.NEW:
        return max(now_ms + UNSURE_S * _S, since_ms + ASKED_S * _S)
    if state is IntentState.HELD:
        return now_ms + (HELD_S if age_s < UNTIL_S else LATER_S) * _S
    return 0


def same_key(created_ms: int, now_ms: int) -> bool:
    """Whether the provider still knows the key: asked again, it makes no second payment.

    An hour less than its day, for clocks differ.
    """
    return now_ms - created_ms < (UNSURE_UNTIL_S - 3600) * _S
