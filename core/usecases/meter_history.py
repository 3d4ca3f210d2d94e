"""Readings of a meter month by month: billing's, and those of our journal that billing has not told back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from core.consumption import used_by_register
from core.readings.journal import State
from core.readings.steps import PART_OF_DIAL, dial
from core.values import Display, Energy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.accounts import AccountCard
    from core.meters import Meter, Taken
    from core.ports import Store
    from core.readings.journal import Entry
    from core.usecases.readings import TakeReadings

MOST_BILLED, MOST_OURS = 120, 24
"""Readings that are looked at: ten years of billing's, two of ours."""
_ROUND_DAYS = 31
"""Billing's row of a reading of ours has the same display and is of about the same day."""


@dataclass(frozen=True, slots=True)
class Row:
    """One reading. `used` is the energy since the one before it, ratio applied; None where it tells nothing.

    `taken` is billing's row, `entry` ours: one of them is there.
    """

    on: date
    shown: tuple[Display, ...]
    used: Energy | None = None
    taken: Taken | None = None
    entry: Entry | None = None


def rows_of(
    store: Store, card: AccountCard, meter: Meter, take: TakeReadings, subscriber_id: int
) -> tuple[Row, ...]:
    """All readings of a meter that this person may see, the newest first; two statements."""
    billed = store.meters.history(card.account.id, meter, MOST_BILLED)
    entries = store.journal.of_meter(card.account.id, meter.serial, MOST_OURS)
    mine = [one for one in entries if one.state is not State.DRAFT or is_open(one, subscriber_id)]
    ours = waiting(mine, billed, take)
    rows = [Row(one.on, one.shown, taken=one) for one in billed]
    rows += [Row(take.sent_on(one), displays_of(one), entry=one) for one in ours]
    rows.sort(key=lambda row: (row.on, row.entry is not None), reverse=True)
    return tuple(_measured(row, sooner, meter) for row, sooner in zip_longest(rows, rows[1:]))


def is_open(entry: Entry, subscriber_id: int) -> bool:
    """Whether it waits for a word of this person; that of others is nobody else's."""
    return entry.state is State.DRAFT and entry.subscriber_id == subscriber_id


def waiting(entries: Sequence[Entry], billed: Sequence[Taken], take: TakeReadings) -> tuple[Entry, ...]:
    """Entries that billing has not told back: none of its readings shows the same at about the time."""
    return tuple(
        entry
        for entry in entries
        if not any(
            one.shown == displays_of(entry) and abs((one.on - take.sent_on(entry)).days) <= _ROUND_DAYS
            for one in billed
        )
    )


def displays_of(entry: Entry) -> tuple[Display, ...]:
    """What an entry shows, T1 first."""
    return tuple(Display(units, entry.decimals) for units in entry.shown)


def _measured(row: Row, sooner: Row | None, meter: Meter) -> Row:
    doubted = row.entry is not None and row.entry.state in {State.DRAFT, State.REFUSED}
    if sooner is None or doubted or len(row.shown) != len(sooner.shown):
        return row
    rolled = tuple(now.units < was.units for was, now in zip(sooner.shown, row.shown, strict=True))
    used = used_by_register(sooner.shown, row.shown, meter, rolled)
    most = dial(meter) // PART_OF_DIAL
    if any(over and one.watt_hours > most for one, over in zip(used, rolled, strict=True)):
        return row
    return Row(row.on, row.shown, Energy(sum(one.watt_hours for one in used)), row.taken, row.entry)
