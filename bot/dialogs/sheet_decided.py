"""The buttons of a sheet: its doubts, «Всё верно», «Исправлю», its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.common import MENU
from bot.dialogs.flow import Done, Go, Start
from bot.dialogs.model import Kind, Reply, say
from bot.dialogs.paging import page
from bot.dialogs.reading_company import tell_of_sheet
from bot.dialogs.sheet_asked import put
from bot.dialogs.sheet_outcome import DIALOG, confirm, opened_sheet
from bot.dialogs.sheet_wire import Confirmed, Job
from core.usecases.sheets import CHUNK

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn

_CONFIRMED = msgspec.json.Decoder(Confirmed)


def sheet_doubts(turn: Turn, target: str) -> Move:
    """A page of the table."""
    found = opened_sheet(turn, target)
    if isinstance(found, Done):
        return found
    _, sheet, rest = found
    return Go("doubts", dialog=DIALOG, data={"sheet": sheet.id, "skip": page(rest)})


def sheet_yes(turn: Turn, target: str) -> Move:
    """«Всё верно»: what was shown counts; what came since then was not shown and waits."""
    found = opened_sheet(turn, target)
    if isinstance(found, Done):
        return found
    opened, sheet, newest = found
    most = int(newest) if newest.isdecimal() and len(newest) <= 18 else 0
    waiting = turn.desk.confirm_sheet.waiting(turn.store, sheet)
    entries = sorted(one for one in waiting if one <= most)
    tell_of_sheet(turn, sheet, entries)
    if len(entries) <= CHUNK:
        return confirm(turn, opened, sheet, entries)
    source = f"y{turn.event_id}"
    job = Job(turn.session.address, sheet.new.subscriber_id, [], turn.now_ms, onto=sheet.id, confirm=entries)
    put(turn, source, job)
    return Done(())


def sheet_confirm(turn: Turn, target: str) -> Move:
    """Some of many entries to confirm; after the last ones say so."""
    if turn.event.kind is not Kind.SYSTEM:
        return Start("menu")
    given = _CONFIRMED.decode(target)
    found = opened_sheet(turn, str(given.sheet))
    if isinstance(found, Done):
        return found if given.at == 0 else Done(())
    opened, sheet, _ = found
    if given.at + 1 < given.parts:
        turn.desk.confirm_sheet.confirm(turn.store, sheet, given.entries, turn.now_ms, turn.session.address)
        return Done(())
    return confirm(turn, opened, sheet, given.entries)


def sheet_fix(turn: Turn, target: str) -> Move:
    """«Исправлю»: the file with the doubts marked, ready to be corrected and sent; lines are taken too."""
    found = opened_sheet(turn, target)
    if isinstance(found, Done):
        return found
    return Go("fix", dialog=DIALOG, data={"sheet": found[1].id, "skip": 0})


def sheet_list(turn: Turn, target: str) -> Move:
    """What became of each meter, as a file."""
    found = opened_sheet(turn, target)
    if isinstance(found, Done):
        return found
    _, sheet, _ = found
    said = (say("sheet-list", sheet_number=sheet.number),)
    return Done((Reply(said, choices=(MENU,), document=f"sheet-list:{sheet.id}", lasting=True),))
