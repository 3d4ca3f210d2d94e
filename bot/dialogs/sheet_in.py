"""The sheet comes back as a file: fetched outside the turn, then read.

Its meters come back as events of a few each (`sheet_back`), so that nobody waits behind five hundred of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import LINK, MENU, done, linked, opens
from bot.dialogs.files import fault_phrase, kept_file, lost_fault, want
from bot.dialogs.flow import Done
from bot.dialogs.model import say
from bot.dialogs.sheet import suits
from bot.dialogs.sheet_asked import ask
from core.files.model import TABLES, Fault, Want

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn

WISH = Want("sheet", TABLES, "sheet-file", 5_000_000)


def document(turn: Turn, _target: str) -> Move:
    """A file that is no picture: a filled sheet, or nothing we know."""
    if not linked(turn):
        return done(say("sheet-guest"), choices=(LINK, MENU))
    found = want(turn, turn.event.file, WISH, str(turn.sent_ms))
    return _refused(turn, found) if isinstance(found, Fault) else Done(())


def _refused(turn: Turn, fault: Fault) -> Done:
    if fault is Fault.NOT_TABLE:
        return other_format(turn)
    return done(fault_phrase(turn, fault, WISH), choices=(opens("sheet", "button-sheet"), MENU))


def other_format(turn: Turn) -> Done:
    """A file that is no table; who has a meter or two is told of no tables: it was a bill, or a passport."""
    if suits(turn):
        return done(say("sheet-trouble-other-format"), choices=(opens("sheet", "button-sheet"), MENU))
    return done(say("sheet-other-file"), choices=(opens("readings", "button-send-reading"), MENU))


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
