"""The doubtful readings of a sheet, drafts so far: confirmed together or one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.readings.journal import State
from core.readings.reasons import Reason
from core.readings.sheet_record import Fate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from core.ports import Store
    from core.readings.journal import Entry
    from core.readings.sheet_record import Sheet, SheetLine

PREVIOUS_WRONG = "previous-wrong"
"""What a person says of a meter whose smaller reading is right; exported with it."""
_LIVING = frozenset({State.ACCEPTED, State.EXPORTED, State.CONFIRMED, State.UNKNOWN})


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
