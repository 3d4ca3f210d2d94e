"""Which state of an intent may follow which. What is final stays; money that comes all the same is booked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from core.payments.model import IntentState as S

LIVE = frozenset({S.NEW, S.UNKNOWN, S.PENDING})
"""Not paid, not over: as long as one is there, no second link of the same account is given to its person."""

FOLLOWS: Mapping[S, frozenset[S]] = MappingProxyType(
    {
        S.NEW: frozenset({S.UNKNOWN, S.PENDING, S.HELD, S.SUCCEEDED, S.CANCELED, S.REFUSED}),
        S.UNKNOWN: frozenset({S.PENDING, S.HELD, S.SUCCEEDED, S.CANCELED, S.REFUSED}),
        S.PENDING: frozenset({S.HELD, S.SUCCEEDED, S.CANCELED}),
        S.HELD: frozenset({S.SUCCEEDED, S.CANCELED}),
        S.SUCCEEDED: frozenset(),
        S.CANCELED: frozenset(),
        S.REFUSED: frozenset(),
    }
)


def may(was: S, becomes: S) -> bool:
    """Whether an intent may go from one state to another.

    >>> may(S.PENDING, S.SUCCEEDED), may(S.SUCCEEDED, S.CANCELED), may(S.CANCELED, S.SUCCEEDED)
    (True, False, False)
    """
    return becomes in FOLLOWS[was]
