"""What passes between the conversation about a sheet and the executor that reads it, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from core.readings.heard import Label, Number
from core.readings.reasons import Reason
from core.readings.sheet import Point

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.meters import Meter

READ, SCHEME = "read-sheet", "sheet"
"""Kind and scheme of the effect: no answer to anybody queues behind the reading of a file."""
LINES, CONFIRM = "sheet-lines", "sheet-confirm"
"""Entries that are told what came of it, a few meters a time."""


class Job(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is to be read, or confirmed. `file` is a kept file, `text` lines of a message.

    `accounts` are those of the person, the one shown last first; `onto` is the sheet that the lines correct.
    """

    address: str
    subscriber_id: int
    accounts: list[int]
    sent_ms: int
    file: str = ""
    text: str = ""
    onto: int = 0
    confirm: list[int] = []


class PackedPoint(msgspec.Struct, frozen=True, array_like=True):
    """A `core.readings.sheet.Point`; the meter by its serial, "" for none."""

    rows: list[int]
    serial: str
    named: str
    seen: str
    numbers: list[tuple[str, str, str]]
    reason: str


class Chunk(msgspec.Struct, frozen=True, omit_defaults=True):
    """Some points of a sheet, the `at`th of `parts`; or the trouble with all of it (`sheet.Trouble`).

    `source` is the identity of the sheet, `total` and `empty` count all of it.
    """

    source: str
    at: int = 0
    parts: int = 1
    account_id: int = 0
    sent_ms: int = 0
    total: int = 0
    empty: int = 0
    onto: int = 0
    points: list[PackedPoint] = []
    trouble: str = ""


class Confirmed(msgspec.Struct, frozen=True):
    """Entries of a sheet that are said to be right, the `at`th part of `parts`."""

    sheet: int
    entries: list[int]
    at: int
    parts: int


def packed(point: Point) -> PackedPoint:
    """A point for an event."""
    numbers = [(one.whole, one.fraction, one.label.value) for one in point.numbers]
    serial = point.meter.serial if point.meter else ""
    return PackedPoint(list(point.rows), serial, point.named, point.seen, numbers, point.reason or "")


def unpacked(given: PackedPoint, meters: Mapping[str, Meter]) -> Point:
    """A point of an event. A meter that is gone since the file was read is unknown."""
    numbers = tuple(Number(whole, fraction, Label(label)) for whole, fraction, label in given.numbers)
    reason = Reason(given.reason) if given.reason else None
    return Point(tuple(given.rows), meters.get(given.serial), numbers, reason, given.seen, given.named)
