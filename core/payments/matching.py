"""Which of our payments billing knows of: by our number in its payments, else by the sum and the day. Pure.

One row of billing stands for one entry of ours. What is known from earlier takes its row first, so that of
two equal payments the second waits for a row of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from core.payments.numbers import ledger_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NEAR = timedelta(days=3)
"""How far billing's day of a payment may be from ours: banks have days of their own."""


class How(StrEnum):
    """How it is known that billing's balance holds an entry."""

    NUMBER = "number"  # its payments name it
    SUM = "sum"  # a payment of the same sum, at most three days away
    ANSWER = "answer"  # it said so in its answers, and a newer balance came
    PASSED = "passed"  # its balance holds later payments; somebody should look for this one


@dataclass(frozen=True, slots=True)
class Ours:
    """An entry of an account. `day` is Moscow's; `told` the day billing was told, None: not yet.

    `answer`: billing's own, "" for none; `answer_seen`: a balance came with that answer or after it.
    """

    id: int
    external_id: str
    kopecks: int
    day: date
    known: bool
    told: date | None = None
    answer: str = ""
    answer_seen: bool = False


@dataclass(frozen=True, slots=True)
class Theirs:
    """A payment as billing lists it, through `agent`; `external_id` is our number, the provider's, or ""."""

    day: date
    kopecks: int
    external_id: str = ""
    agent: str = field(default="", compare=False)


def acknowledged(
    ours: Sequence[Ours], theirs: Sequence[Theirs], payments_until: date | None
) -> dict[int, How]:
    """Entries that billing's balance holds, of those not known before.

    A row counts once the balance does: `payments_until` is the last day that its numbers hold (None: it does
    not say, and its payments are taken at their word).
    """
    rows = [row for row in theirs if payments_until is None or row.day <= payments_until]
    found: dict[int, How] = {}
    waiting, free = _by_number(ours, rows, found)
    for entry in sorted(waiting, key=lambda one: (not one.known, one.day, one.id)):
        row = _nearest(entry, free)
        if row is not None:
            free.remove(row)
            found[entry.id] = How.SUM
        elif entry.answer == "accepted" and entry.answer_seen:
            found[entry.id] = How.ANSWER
        elif _passed(entry, payments_until):
            found[entry.id] = How.PASSED
    new = {entry.id for entry in ours if not entry.known}
    return {entry_id: how for entry_id, how in found.items() if entry_id in new}


def not_ours(ours: Sequence[Ours], theirs: Iterable[Theirs]) -> list[Theirs]:
    """Billing's payments that stand for no entry of ours: made elsewhere."""
    waiting, free = _by_number(ours, theirs, {})
    for entry in sorted(waiting, key=lambda one: (not one.known, one.day, one.id)):
        row = _nearest(entry, free)
        if row is not None:
            free.remove(row)
    return free


def _by_number(
    ours: Iterable[Ours], rows: Iterable[Theirs], found: dict[int, How]
) -> tuple[list[Ours], list[Theirs]]:
    """Entries named by billing; what is left on both sides."""
    entries, free = {entry.id: entry for entry in ours}, []
    names = {entry.external_id: entry.id for entry in entries.values()}
    for row in rows:
        entry_id = ledger_of(row.external_id) or names.get(row.external_id, 0)
        if entry_id in entries:
            found[entry_id] = How.NUMBER
        else:
            free.append(row)
    return [entry for entry in entries.values() if entry.id not in found], free


def _nearest(entry: Ours, rows: Iterable[Theirs]) -> Theirs | None:
    """The row of the same sum nearest to the day; one that names something else is nobody's."""
    near = [
        row
        for row in rows
        if not row.external_id and row.kopecks == entry.kopecks and abs(row.day - entry.day) <= NEAR
    ]
    return min(near, key=lambda row: (abs(row.day - entry.day), row.day), default=None)


def _passed(entry: Ours, payments_until: date | None) -> bool:
    """Whether billing's numbers are past the day on which it must have counted this one.

    It cannot count what it was not told of, and it takes its days to count.
    """
    if payments_until is None or entry.told is None or entry.answer == "refused":
        return False
    return payments_until > max(entry.day, entry.told) + NEAR
