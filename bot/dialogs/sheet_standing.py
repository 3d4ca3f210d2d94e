"""What stands for the month of a sheet already: numbers that its doubtful lines would take the place of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.readings.sheet_record import Fate
from core.usecases.readings import moment_of
from core.values import Display, Displays

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.dialogs.flow import Turn
    from core.accounts import AccountCard
    from core.readings.sheet_record import Sheet, SheetLine


def standing(
    turn: Turn, card: AccountCard, sheet: Sheet, lines: Sequence[SheetLine]
) -> Mapping[str, Displays]:
    """By serial number, ours or billing's, where a line says another number.

    Looked up when they are shown, for somebody may have sent one since; two statements for each of them.
    """
    doubted = {line.serial: line for line in lines if line.fate is Fate.DOUBTED}
    if not doubted:
        return {}
    take, store = turn.desk.reads(card), turn.store
    day = take.day(moment_of(sheet.new.taken_ms))
    found: dict[str, Displays] = {}
    for meter in store.meters.named(card.account.id, list(doubted)):
        there = take.standing(store, card, meter, day).present
        if there is not None and there.shown != shown_of(doubted[meter.serial]).shown:
            found[meter.serial] = Displays(there.shown)
    return found


def shown_of(line: SheetLine) -> Displays:
    """What the line says, T1 first; empty where it says no number."""
    return Displays(tuple(Display(units, line.decimals) for units in line.shown))


def was_of(line: SheetLine) -> Displays:
    """The reading before it."""
    return Displays(tuple(Display(units, line.decimals) for units in line.was))
