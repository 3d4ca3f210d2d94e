"""When to ask the provider what became of a payment. Pure; times are UTC milliseconds.

Asked also where notices come in: a notice may be lost, and the answer to a question may not.
"""

from __future__ import annotations

from core.payments.model import IntentState

_S = 1000
FIRST_S = (5, 15, 30, 60)
"""Seconds after the link was given out."""
THEN_S, UNTIL_S = 300, 65 * 60
"""Every five minutes up to five minutes after the link's hour."""
UNSURE_S, UNSURE_UNTIL_S = 60, 24 * 3600
"""An unknown outcome: each minute with the same key, which the provider remembers for a day."""
LATER_S = 3600
"""What is still open then (the provider was away, or does not agree with us): each hour, until it is over."""
ASKED_S = 600
"""A wish that nobody asked the provider about for so long: its effect is lost, somebody has to look."""


def next_look(state: IntentState, created_ms: int, now_ms: int) -> int:
    """When to look next; 0: it is over, never."""
    age_s = max(0, now_ms - created_ms) // _S
    if state is IntentState.PENDING:
        for at_s in FIRST_S:
            if age_s < at_s:
                return created_ms + at_s * _S
        return now_ms + (THEN_S if age_s < UNTIL_S else LATER_S) * _S
    if state is IntentState.UNKNOWN:
        return now_ms + (UNSURE_S if age_s < UNSURE_UNTIL_S else LATER_S) * _S
    if state is IntentState.NEW:
        return max(now_ms + UNSURE_S * _S, created_ms + ASKED_S * _S)
    return now_ms + LATER_S * _S if state is IntentState.HELD else 0


def same_key(created_ms: int, now_ms: int) -> bool:
    """Whether the provider still knows the key: asked again, it makes no second payment.

    An hour less than its day, for clocks differ.
    """
    return now_ms - created_ms < (UNSURE_UNTIL_S - 3600) * _S
