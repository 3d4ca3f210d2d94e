"""In which order the reasons of a verdict are told: the worst first."""

from __future__ import annotations

from core.readings.reasons import Reason

VALUE = frozenset(
    {
        Reason.LESS,
        Reason.ROLLOVER,
        Reason.TOO_LARGE,
        Reason.LAST_DIGIT,
        Reason.CONSUMPTION,
        Reason.OTHER_METER,
        Reason.SWAPPED,
    }
)
"""Doubts about the value; at most one of them is in a verdict."""

_WORST_FIRST = (
    # refused: what can least be helped comes first
    Reason.ACCOUNT_CLOSED,
    Reason.METER_REMOVED,
    Reason.AUTOMATIC,
    Reason.VERIFICATION_REFUSED,
    Reason.FUTURE,
    Reason.WINDOW_CLOSED,
    Reason.TAKEN_EARLY,
    Reason.OLDER,
    # doubted
    Reason.OTHER_METER,
    Reason.SWAPPED,
    Reason.LAST_DIGIT,
    Reason.CONSUMPTION,
    Reason.ROLLOVER,
    Reason.LESS,
    Reason.TOO_LARGE,
    Reason.SOMEBODY_ELSE,
    # noted: first what became of it, then what is worth knowing
    Reason.SAME_AGAIN,
    Reason.REPLACES,
    Reason.NEXT_PERIOD,
    Reason.PREVIOUS_DISPUTED,
    Reason.DECIMALS_DROPPED,
    Reason.TOTAL_LEFT,
    Reason.VERIFICATION_OVER,
    Reason.BELOW_CALCULATED,
)
_RANK = {reason: rank for rank, reason in enumerate(_WORST_FIRST)}


def worst_first(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Each reason once; its stance grows milder from one to the next."""
    return tuple(sorted(dict.fromkeys(reasons), key=lambda reason: _RANK.get(reason, len(_RANK))))
