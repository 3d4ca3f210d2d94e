"""The table of doubts as an open question: leafed through, corrected and confirmed line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU
from bot.dialogs.flow import Dialog, Done, Start, Step, Typed
from bot.dialogs.model import Reply, say
from bot.dialogs.reading_company import tell_of_sheet
from bot.dialogs.sheet_listed import lines as read_lines
from bot.dialogs.sheet_outcome import DIALOG, confirm, opened_sheet
from bot.dialogs.sheet_told import choices, items, table
from bot.dialogs.sheet_typed import Heard, hear, shape

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.readings.sheet_record import Sheet, SheetLine


def _kept(turn: Turn) -> tuple[Opened, Sheet, tuple[SheetLine, ...]] | Done:
    """The sheet of the open question and the lines of its table, read anew."""
    found = opened_sheet(turn, str(turn.session.data.get("sheet", "")))
    if isinstance(found, Done):
        return found
    opened, sheet, _ = found
    return opened, sheet, items(sheet, turn.desk.confirm_sheet.waiting(turn.store, sheet))


def _ask(turn: Turn) -> Reply:
    kept = _kept(turn)
    if isinstance(kept, Done):
        return kept.replies[0]
    opened, sheet, found = kept
    skip = int(turn.session.data.get("skip", 0))
    skip = skip if skip < len(found) else 0
    said = tuple(table(turn, opened.card, sheet, found, skip)) or (say("sheet-doubts-none"),)
    return Reply(said, choices=choices(sheet, found, skip, turn.desk.rows(turn.session.address)))


def _take(turn: Turn, answer: Answer) -> Move:
    """Lines that correct or confirm some meters of the table."""
    kept = _kept(turn)
    if isinstance(kept, Done) or not isinstance(answer, Typed):
        return kept if isinstance(kept, Done) else Start("menu")
    opened, sheet, found = kept
    said: Heard = hear(answer.value, turn.desk.headings, found, turn.store.meters.of(opened.card.account.id))
    tell_of_sheet(turn, sheet, said.right)
    if said.text:
        if said.right:
            turn.desk.confirm_sheet.confirm(turn.store, sheet, said.right, turn.now_ms, turn.session.address)
        return read_lines(turn, said.text, onto=sheet.id)
    return confirm(turn, opened, sheet, sorted(said.right))


def _ask_fix(turn: Turn) -> Reply:
    listed = f"sheet-list:{turn.session.data.get('sheet', 0)}"
    return Reply((say("sheet-fix"),), choices=(MENU,), document=listed)


def _hint(_turn: Turn) -> tuple[Phrase, ...]:
    return (say("sheet-hint"),)


SHEET_DIALOG = Dialog(
    name=DIALOG,
    version=1,
    steps={
        "doubts": Step(_ask, _take, shape=shape, hint=_hint, passing=True),
        "fix": Step(_ask_fix, _take, shape=shape, hint=_hint, passing=True),
    },
)
