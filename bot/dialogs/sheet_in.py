"""The sheet comes back as a file: fetched outside the turn, then read.

Its meters come back as events of a few each (`sheet_back`), so that nobody waits behind five hundred of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, linked, opens
from bot.dialogs.files import fault_phrase, kept_file, lost_fault, want
from bot.dialogs.flow import Done
from bot.dialogs.model import say
from bot.dialogs.sheet_asked import ask
from core.files.model import TABLES, Fault, Want

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn

WISH = Want("sheet", TABLES, "sheet-file", 5_000_000)


def document(turn: Turn, _target: str) -> Move:
    """A file that is no picture: a filled sheet, or nothing we know."""
    if not linked(turn):
        return done(say("sheet-guest"), choices=(MENU,))
    found = want(turn, turn.event.file, WISH, str(turn.sent_ms))
    return _refused(turn, found) if isinstance(found, Fault) else Done(())


def _refused(turn: Turn, fault: Fault) -> Done:
    other = fault is Fault.NOT_TABLE
    said = say("sheet-trouble-other-format") if other else fault_phrase(turn, fault, WISH)
    return done(said, choices=(opens("sheet", "button-sheet"), MENU))


def sheet_file(turn: Turn, target: str) -> Move:
    """The file is here, or will not be: have it read, or say why not."""
    file = kept_file(turn, target)
    if file is None:
        return Done(())
    fault = lost_fault(file)
    if fault is not None:
        return _refused(turn, fault)
    sent_ms = int(file.target) if file.target.isdecimal() else turn.now_ms
    ask(turn, f"{file.id}", file=file.file_name, sent_ms=sent_ms)
    return Done(())
