"""What became of a sheet is said: the receipt, the table of doubts as an open question; whose a sheet is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, opens
from bot.dialogs.flow import Done, Go
from bot.dialogs.mine import open_account
from bot.dialogs.model import Reply, say
from bot.dialogs.sheet_told import figures, final, items, receipt

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.readings.sheet_record import Sheet

DIALOG = MEMO = "sheet"
"""The dialog of the table, and where a session remembers the sheet that was shown last."""


def shown(turn: Turn, sheet: Sheet, said: tuple[Phrase, ...]) -> Move:
    """Say it, and put the table as an open question unless the person is amid one that would be lost."""
    waiting = turn.desk.confirm_sheet.waiting(turn.store, sheet)
    said = (*said, *figures(sheet, len(waiting)))
    turn.session.memo[MEMO] = f"{sheet.id}.{max(waiting, default=0)}"
    if not items(sheet, waiting):
        return Done((final(turn, sheet, said),))
    if turn.occupied:
        doubts = opens("sheet-doubts", "button-sheet-doubts", str(sheet.id))
        return Done((Reply(said, choices=(doubts, MENU), lasting=True),))
    return Go("doubts", said, DIALOG, {"sheet": sheet.id, "skip": 0})


def mine(turn: Turn, sheet: Sheet) -> bool:
    """Whether this person sent it."""
    return bool(turn.session.subscriber_id) and sheet.new.subscriber_id == turn.session.subscriber_id


def opened_sheet(turn: Turn, target: str) -> tuple[Opened, Sheet, str] | Done:
    """The sheet that a button names, if it is this person's and the account still theirs."""
    number, _, rest = (target or str(turn.session.memo.get(MEMO, ""))).partition(".")
    sheet = turn.store.sheets.get(int(number)) if number.isdecimal() and len(number) <= 18 else None
    if sheet is None or not mine(turn, sheet):
        return done(say("sheet-gone"), choices=(opens("sheet", "button-sheet"), MENU))
    opened = open_account(turn, f"a{sheet.new.account_id}", sums=False)
    return opened if isinstance(opened, Done) else (opened, sheet, rest)


def confirm(turn: Turn, opened: Opened, sheet: Sheet, entries: list[int]) -> Move:
    """Make these doubted readings count and say what became of the sheet."""
    desk, address = turn.desk, turn.session.address
    sheet = desk.confirm_sheet.confirm(turn.store, sheet, entries, turn.now_ms, address)
    card = opened.card
    return shown(turn, sheet, receipt(sheet, card.account.number, sums=card.role.sees_money))
