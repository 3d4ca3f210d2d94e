"""What the grammar is told of a person: it tells numbers apart by it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Known:
    """What helps to tell numbers apart: this person's accounts, and their meters as (serial, zones).

    `account_lengths`: digits that account numbers of this supplier may have.
    """

    accounts: tuple[str, ...] = ()
    meters: tuple[tuple[str, int], ...] = ()
    account_lengths: frozenset[int] = field(default_factory=lambda: frozenset({10}))
