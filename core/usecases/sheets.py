"""Taking a filled sheet: every meter by the rules of a single reading, a few meters a turn.

Normal readings count at once, doubtful ones are drafts (`sheets_confirmed`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.people import Role
from core.pricing.model import Unpriced
from core.readings.assign import assign_to
from core.readings.given import Given
from core.readings.heard import Written
from core.readings.journal import State
from core.readings.known import source_of
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

OPEN = "open"
"""Why a line has no roubles: its price hangs on what else the account uses in the month."""
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
        """Judge some meters, write down what counts, and add them to the sheet; about six statements each.

        Each is priced as its own receipt would be, for who may see sums.
        """
        unpriced = replace(card, role=Role.READER)
        alone = self._alone(store, card, sheet)
        lines: list[SheetLine] = []
        period = sheet.period
        for point in points:
            noted = self._judged(store, unpriced, point, sender)
            line = line_of(point, noted)
            if line.entry_id and not isinstance(noted, Reason) and card.role.sees_money:
                line = self._priced(store, replace(noted, card=card), line, sender, alone=alone)
            lines.append(line)
            period = period or (noted.verdict.period if not isinstance(noted, Reason) else None)
        judged = replace(sheet.with_lines(lines), period=period)
        store.sheets.save(judged, sender.now_ms)
        return judged

    @staticmethod
    def _alone(store: Store, card: AccountCard, sheet: Sheet) -> bool:
        """Whether the account has no other meter, which would share its ranges."""
        if sheet.new.total > 1:
            return False
        return sum(one.removed_on is None for one in store.meters.of(card.account.id)) <= 1

    def _priced(
        self, store: Store, noted: Noted, line: SheetLine, sender: Sender, *, alone: bool
    ) -> SheetLine:
        """What the reading costs; a doubted one too, for it may be confirmed."""
        card = noted.card
        take = self.take.by(card.group)
        if not line.used:
            return replace(line, kopecks=0)
        day, window = take.day(sender.sent_at), take.window(card)
        price = take.pricing.of(store, card, noted.verdict, day, window, alone=alone)
        if isinstance(price, Unpriced):
            return replace(line, unpriced=str(price.why))
        if not price.believed:
            return replace(line, unpriced=OPEN)
        return replace(line, kopecks=price.total.kopecks, least=not price.complete)

    def _judged(self, store: Store, card: AccountCard, point: Point, sender: Sender) -> Noted | Reason:
        if point.meter is None or point.reason is not None:
            return point.reason or Reason.METER_UNKNOWN
        given = assign_to(point.meter, Written(point.numbers))
        if isinstance(given, Given):
            return self.take.by(card.group).take(store, card, given, sender)
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
    if verdict.previous is not None:
        last = verdict.previous
        source = source_of(verdict.given.meter, last)
        line = replace(line, was_on=last.on, was_source=source, was_state=last.state)
    if entry is None:
        return line
    doubted = entry.state is State.DRAFT
    fate = Fate.DOUBTED if doubted else Fate.SAME if noted.again else Fate.TAKEN
    reasons = entry.doubts if doubted and noted.again else verdict.reasons
    over = tuple(one.id for one in noted.over)
    return replace(line, fate=fate, entry_id=entry.id, reasons=reasons, over=over)


def meters_of_sheet(meters: Sequence[Meter]) -> tuple[Meter, ...]:
    """The meters of a sheet in its order: those still in place, which rows count from 1."""
    return tuple(meter for meter in meters if meter.removed_on is None)
