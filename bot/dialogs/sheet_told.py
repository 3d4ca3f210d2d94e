"""What is said of a sheet: one receipt, one table of doubts, grouped by reason and leafed through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, opens
from bot.dialogs.model import Reply, say
from bot.dialogs.serials import serial_tail
from bot.dialogs.sheet_price import energy_of
from bot.dialogs.sheet_standing import shown_of, standing, was_of
from core.readings.sheet_record import Fate
from core.values import Masked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Choice, Phrase
    from core.accounts import AccountCard
    from core.readings.sheet_record import Sheet, SheetLine
    from core.values import Value

_NAMED = 30


def receipt(sheet: Sheet, number: str, *, sums: bool, again: bool = False) -> tuple[Phrase, ...]:
    """What was written down of a sheet, in figures; `sums`: with roubles, where every row has them."""
    account, kept = Masked(number), len(sheet.of(Fate.TAKEN, Fate.SAME))
    if not kept or sheet.period is None:
        return (say("sheet-saved-none", account=account),)
    key, whole = "sheet-again" if again else "sheet-saved", max(sheet.new.total, len(sheet.lines))
    head = say(key, count=kept, whole=whole, account=account, period=sheet.period)
    used = tuple(energy_of(sheet, sums=sums)) if sheet.used else ()
    return (head, *used, say("sheet-number", sheet_number=sheet.number))


def figures(sheet: Sheet, doubts: int) -> Iterator[Phrase]:
    """How much is in doubt, not taken, not filled in."""
    refused = len(sheet.of(Fate.REFUSED))
    if doubts:
        yield say("sheet-doubts", count=doubts)
    if refused:
        yield say("sheet-refused", count=refused)
    if sheet.new.empty:
        yield say("sheet-empty", count=sheet.new.empty)


def items(sheet: Sheet, waiting: frozenset[int]) -> tuple[SheetLine, ...]:
    """The lines of the table: doubted ones that still wait, then refused ones, by reason and row."""
    doubted = [line for line in sheet.of(Fate.DOUBTED) if line.entry_id in waiting]
    by_reason = [
        sorted(found, key=lambda line: (line.why, line.row)) for found in (doubted, sheet.of(Fate.REFUSED))
    ]
    return tuple(line for found in by_reason for line in found)


def table(
    turn: Turn, card: AccountCard, sheet: Sheet, found: Sequence[SheetLine], skip: int
) -> Iterator[Phrase]:
    """One page of the table; a heading where the reason changes, what would be replaced below its line."""
    rows = turn.desk.rows(turn.session.address)
    shown = found[skip : skip + rows]
    if len(found) > rows:
        yield say("sheet-part", first=skip + 1, last=skip + len(shown), whole=len(found))
    there = standing(turn, card, sheet, shown)
    last = ""
    for at, line in enumerate(shown, skip + 1):
        if line.why != last:
            last = line.why
            yield say(f"sheet-why-{last}")
        yield _row(at, line)
        if line.serial in there and sheet.period is not None:
            yield say("sheet-row-replaces", period=sheet.period, shown=there[line.serial])


def _row(at: int, line: SheetLine) -> Phrase:
    if not line.serial:
        named = line.named[:_NAMED]
        return say("sheet-row-unknown", number=at, row=line.row, named=named, seen=line.seen)
    values: dict[str, Value] = {
        "number": at,
        "tail": serial_tail(line.serial),
        "seen": shown_of(line) if line.shown else line.seen,
    }
    if line.was and line.was_on:
        before: dict[str, Value] = {"day": line.was_on, "source": line.was_source, "state": line.was_state}
        return say("sheet-row", **values, **before, stood=was_of(line))
    return say("sheet-row-first", **values)


def choices(sheet: Sheet, found: Sequence[SheetLine], skip: int, rows: int) -> tuple[Choice, ...]:
    """What can be done about the table."""
    made: list[Choice] = []
    newest = max((line.entry_id for line in found if line.fate is Fate.DOUBTED), default=0)
    if newest:
        made.append(opens("sheet-yes", "button-sheet-yes", f"{sheet.id}.{newest}"))
    if found:
        made.append(opens("sheet-fix", "button-sheet-fix", str(sheet.id)))
    if skip + rows < len(found):
        made.append(opens("sheet-doubts", "button-sheet-more", f"{sheet.id}.p{skip + rows}"))
    return (*made, MENU)


def final(turn: Turn, sheet: Sheet, phrases: tuple[Phrase, ...]) -> Reply:
    """The receipt of a sheet without doubts; where it is long, its list can be had as a file."""
    long = len(sheet.lines) > turn.desk.rows(turn.session.address)
    listed = (opens("sheet-list", "button-sheet-list", str(sheet.id)),) if long else ()
    return Reply(phrases, choices=(*listed, MENU), lasting=True)
