"""Taking a filled sheet: every meter by the rules of a single reading, a few meters a turn.

Normal readings count at once, doubtful ones are drafts that are confirmed together or one by one.
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
    from collections.abc import Collection, Iterator, Sequence

    from core.accounts import AccountCard
    from core.meters import Meter
    from core.ports import Store
    from core.readings.journal import Entry
    from core.readings.sheet import Point
    from core.readings.sheet_record import Sheet
    from core.usecases.readings import Noted, Sender, TakeReadings

CHUNK = 10
"""Meters that are judged in one turn: 500 at once would hold up everybody else."""
PREVIOUS_WRONG = "previous-wrong"
"""What a person says of a meter whose smaller reading is right; exported with it."""
_LIVING = frozenset({State.ACCEPTED, State.EXPORTED, State.CONFIRMED, State.UNKNOWN})


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


@dataclass(frozen=True, slots=True)
class ConfirmSheet:
    """The doubted readings of a sheet, said to be right."""

    def waiting(self, store: Store, sheet: Sheet) -> frozenset[int]:
        """Entries of the sheet that still wait for a word; one statement."""
        drafts = {entry.id for entry in store.journal.drafts_of(sheet.new.subscriber_id)}
        return frozenset(line.entry_id for line in sheet.of(Fate.DOUBTED)) & drafts

    def confirm(self, store: Store, sheet: Sheet, entries: Collection[int], now_ms: int, by: str) -> Sheet:
        """Make these doubted entries of the sheet count; what was replaced meanwhile stays as it is."""
        confirmed = replace(sheet, lines=tuple(_confirmed(store, sheet, entries, now_ms, by)))
        store.sheets.save(confirmed, now_ms)
        return confirmed


def _confirmed(
    store: Store, sheet: Sheet, entries: Collection[int], now_ms: int, by: str
) -> Iterator[SheetLine]:
    for line in sheet.lines:
        if line.fate is not Fate.DOUBTED or line.entry_id not in entries:
            yield line
            continue
        entry = store.journal.confirm(line.entry_id, now_ms, by) or store.journal.get(line.entry_id)
        if entry is not None and Reason.LESS in line.reasons and not entry.flag:
            store.journal.flag(entry.id, PREVIOUS_WRONG, now_ms=now_ms, by=by)
        if not _counts(entry):
            yield replace(line, fate=Fate.REFUSED, reasons=(Reason.OLDER,))
            continue
        yield replace(line, fate=Fate.TAKEN)


def _counts(entry: Entry | None) -> bool:
    return entry is not None and entry.state in _LIVING


def meters_of_sheet(meters: Sequence[Meter]) -> tuple[Meter, ...]:
    """The meters of a sheet in its order: those still in place, which rows count from 1."""
    return tuple(meter for meter in meters if meter.removed_on is None)
