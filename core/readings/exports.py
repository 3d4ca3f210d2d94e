"""The export of readings: what a line says. Batches are those of every export (core/exports.py)."""

from __future__ import annotations

from dataclasses import dataclass

from core.readings.journal import Action

UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Line:
    """What billing is told of one reading. `entry_id` and `replaces` stand behind the receipt numbers.

    `mark` are words: `unconfirmed`, and what the person said of it (`previous-wrong`, `meter-replaced`, …).
    """

    line: int
    action: Action
    account: str
    serial: str
    taken_ms: int
    shown: tuple[int, ...]
    decimals: int
    period: str
    channel: str
    entry_id: int
    replaces: int
    mark: str
    photo: str
