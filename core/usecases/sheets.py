"""Taking a filled sheet: every meter by the rules of a single reading, a few meters a turn.

Normal readings count at once, doubtful ones are drafts (`sheets_confirmed`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.people import Role
from core.readings.assign import assign_to
from core.readings.given import Given
from core.readings.heard import Written
from core.readings.journal import State
from core.readings.reasons import Reason
from core.readings.sheet_record import Fate, SheetLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.accounts import AccountCard
    from core.meters import Meter
    from core.ports import Store
    from core.readings.sheet import Point
    from core.readings.sheet_record import Sheet
    from core.usecases.readings import Noted, Sender, TakeReadings

CHUNK = 10
"""Meters that are judged in one turn: 500 at once would hold up everybody else."""


@dataclass(frozen=True, slots=True)
class TakeSheet:
    """The meters of a sheet, by the rules of `take`."""

    take: TakeReadings

    def judge(
        self,
        store: Store,
        card: AccountCard,
        sheet: Sheet,
        points: Sequence[Point],
        sender: Sender,
    ) -> Sheet:
        """Judge some meters, write down what counts, and add them to the sheet; about five statements each.

        Sums are not told of a sheet: what a range costs is known of the whole account only.
        """
        unpriced = replace(card, role=Role.READER)
        lines: list[SheetLine] = []
        period = sheet.period
        for point in points:
            noted = self._judged(store, unpriced, point, sender)
            lines.append(line_of(point, noted))
            period = period or (noted.verdict.period if not isinstance(noted, Reason) else None)
        judged = replace(sheet.with_lines(lines), period=period)
        store.sheets.save(judged, sender.now_ms)
        return judged

    def _judged(self, store: Store, card: AccountCard, point: Point, sender: Sender) -> Noted | Reason:
        if point.meter is None or point.reason is not None:
            return point.reason or Reason.METER_UNKNOWN
        given = assign_to(point.meter, Written(point.numbers))
        if isinstance(given, Given):
            return self.take.take(store, card, given, sender)
        return given if isinstance(given, Reason) else Reason.ZONE_MISSING


def line_of(point: Point, noted: Noted | Reason) -> SheetLine:
    """What the sheet keeps of a meter."""
    serial = point.meter.serial if point.meter else ""
    line = SheetLine(point.rows[0], point.named, point.seen, Fate.REFUSED, serial)
    if isinstance(noted, Reason):
        return replace(line, reasons=(noted,))
    verdict, entry = noted.verdict, noted.entry
    shown = tuple(display.units for display in verdict.given.shown)
    was = tuple(display.units for display in verdict.previous.shown) if verdict.previous else ()
    used = sum(energy.watt_hours for energy in verdict.used) if verdict.used else -1
    decimals = verdict.given.meter.decimals
    line = replace(line, reasons=verdict.reasons, shown=shown, was=was, decimals=decimals, used=used)
    if entry is None:
        return line
    doubted = entry.state is State.DRAFT
    fate = Fate.DOUBTED if doubted else Fate.SAME if noted.again else Fate.TAKEN
    reasons = entry.doubts if doubted and noted.again else verdict.reasons
    return replace(line, fate=fate, entry_id=entry.id, reasons=reasons)


def meters_of_sheet(meters: Sequence[Meter]) -> tuple[Meter, ...]:
    """The meters of a sheet in its order: those still in place, which rows count from 1."""
    return tuple(meter for meter in meters if meter.removed_on is None)
