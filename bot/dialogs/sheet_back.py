"""What became of a sheet: its meters judged a few a turn, the receipt, the table of doubts, the last word."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.common import MENU, done, opens
from bot.dialogs.flow import Dialog, Done, Go, Start, Step, Typed
from bot.dialogs.mine import open_account
from bot.dialogs.model import Kind, Reply, say
from bot.dialogs.paging import page
from bot.dialogs.sheet import lines as read_lines
from bot.dialogs.sheet import put
from bot.dialogs.sheet_told import choices, figures, final, items, receipt, table
from bot.dialogs.sheet_typed import Heard, hear, shape
from bot.dialogs.sheet_wire import Chunk, Confirmed, Job, unpacked
from core.readings.sheet_record import Fate, NewSheet
from core.usecases.readings import Sender
from core.usecases.sheets import CHUNK

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.readings.sheet_record import Sheet, SheetLine

DIALOG = MEMO = "sheet"
"""The dialog of the table, and where a session remembers the sheet that was shown last."""
_CHUNK = msgspec.json.Decoder(Chunk)
_CONFIRMED = msgspec.json.Decoder(Confirmed)
_FREE = frozenset({"", DIALOG, "meters", "accounts"})
"""Open dialogs whose place the table of doubts may take: nothing is asked in them that would be lost."""


def sheet_lines(turn: Turn, target: str) -> Move:
    """Some meters of a sheet have been read: judge them; after the last ones say what became of all."""
    if turn.event.kind is not Kind.SYSTEM:
        return Start("menu")
    chunk = _CHUNK.decode(target)
    if chunk.trouble:
        return done(say(f"sheet-trouble-{chunk.trouble}"), choices=(opens("sheet", "button-sheet"), MENU))
    opened = open_account(turn, f"a{chunk.account_id}", sums=False)
    if isinstance(opened, Done):
        return opened if chunk.at == 0 else Done(())
    sheet = _judged(turn, opened, chunk)
    if chunk.at + 1 < chunk.parts:
        return Done(())
    return _outcome(turn, opened, sheet, new=not chunk.onto)


def _judged(turn: Turn, opened: Opened, chunk: Chunk) -> Sheet:
    """The sheet with the meters of this event."""
    session, card = turn.session, opened.card
    serials = [one.serial for one in chunk.points if one.serial]
    meters = {meter.serial: meter for meter in turn.store.meters.named(card.account.id, serials)}
    points = [unpacked(one, meters) for one in chunk.points]
    known = turn.store.sheets.get(chunk.onto) if chunk.onto else None
    if known is None or not _mine(turn, known):
        new = NewSheet(
            chunk.source, session.address, session.subscriber_id, card.account.id, chunk.sent_ms, chunk.total,
            chunk.empty,
        )  # fmt: skip
        known = turn.store.sheets.begin(new, turn.now_ms)
    sent_at = min(datetime.fromtimestamp(chunk.sent_ms / 1000, UTC), turn.now)
    channel = session.address.partition(":")[0]
    sender = Sender(channel, session.address, session.subscriber_id, turn.event_id, sent_at, turn.now_ms)
    return turn.desk.take_sheet.judge(turn.store, card, known, points, sender)


def _mine(turn: Turn, sheet: Sheet) -> bool:
    return bool(turn.session.subscriber_id) and sheet.new.subscriber_id == turn.session.subscriber_id


def _outcome(turn: Turn, opened: Opened, sheet: Sheet, *, new: bool) -> Move:
    """The receipt, with the table where something is in doubt or was not taken."""
    again = new and bool(sheet.of(Fate.SAME)) and not sheet.of(Fate.TAKEN)
    before = turn.store.sheets.before(sheet) if again else None
    if before is not None and {line.serial for line in before.lines} >= {line.serial for line in sheet.lines}:
        # Nothing of it is new: the number that was told before stays the only one.
        turn.store.sheets.drop(sheet.id)
        sheet = before
    said = receipt(sheet, opened.card.account.number, again=again)
    return _shown(turn, sheet, said)


def _shown(turn: Turn, sheet: Sheet, said: tuple[Phrase, ...]) -> Move:
    """Say it, and put the table as an open question unless the person is amid something else."""
    waiting = turn.desk.confirm_sheet.waiting(turn.store, sheet)
    said = (*said, *figures(sheet, len(waiting)))
    turn.session.memo[MEMO] = f"{sheet.id}.{max(waiting, default=0)}"
    if not items(sheet, waiting):
        return Done((final(turn, sheet, said),))
    if turn.session.dialog not in _FREE:
        doubts = opens("sheet-doubts", "button-sheet-doubts", str(sheet.id))
        return Done((Reply(said, choices=(doubts, MENU), lasting=True),))
    return Go("doubts", said, DIALOG, {"sheet": sheet.id, "skip": 0})


def _opened(turn: Turn, target: str) -> tuple[Opened, Sheet, str] | Done:
    """The sheet that a button names, if it is this person's and the account still theirs."""
    number, _, rest = (target or str(turn.session.memo.get(MEMO, ""))).partition(".")
    sheet = turn.store.sheets.get(int(number)) if number.isdecimal() and len(number) <= 18 else None
    if sheet is None or not _mine(turn, sheet):
        return done(say("sheet-gone"), choices=(opens("sheet", "button-sheet"), MENU))
    opened = open_account(turn, f"a{sheet.new.account_id}", sums=False)
    return opened if isinstance(opened, Done) else (opened, sheet, rest)


def sheet_doubts(turn: Turn, target: str) -> Move:
    """A page of the table."""
    found = _opened(turn, target)
    if isinstance(found, Done):
        return found
    _, sheet, rest = found
    return Go("doubts", dialog=DIALOG, data={"sheet": sheet.id, "skip": page(rest)})


def sheet_yes(turn: Turn, target: str) -> Move:
    """«Всё верно»: what was shown counts; what came since then was not shown and waits."""
    found = _opened(turn, target)
    if isinstance(found, Done):
        return found
    opened, sheet, newest = found
    most = int(newest) if newest.isdecimal() and len(newest) <= 18 else 0
    waiting = turn.desk.confirm_sheet.waiting(turn.store, sheet)
    entries = sorted(one for one in waiting if one <= most)
    if len(entries) <= CHUNK:
        return _confirm(turn, opened, sheet, entries)
    source = f"y{turn.event_id}"
    job = Job(turn.session.address, sheet.new.subscriber_id, [], turn.now_ms, onto=sheet.id, confirm=entries)
    put(turn, source, job)
    return Done(())


def sheet_confirm(turn: Turn, target: str) -> Move:
    """Some of many entries to confirm; after the last ones say so."""
    if turn.event.kind is not Kind.SYSTEM:
        return Start("menu")
    given = _CONFIRMED.decode(target)
    found = _opened(turn, str(given.sheet))
    if isinstance(found, Done):
        return found if given.at == 0 else Done(())
    opened, sheet, _ = found
    if given.at + 1 < given.parts:
        turn.desk.confirm_sheet.confirm(turn.store, sheet, given.entries, turn.now_ms, turn.session.address)
        return Done(())
    return _confirm(turn, opened, sheet, given.entries)


def _confirm(turn: Turn, opened: Opened, sheet: Sheet, entries: list[int]) -> Move:
    desk, address = turn.desk, turn.session.address
    sheet = desk.confirm_sheet.confirm(turn.store, sheet, entries, turn.now_ms, address)
    return _shown(turn, sheet, receipt(sheet, opened.card.account.number))


def sheet_fix(turn: Turn, target: str) -> Move:
    """«Исправлю»: the file with the doubts marked, ready to be corrected and sent; lines are taken too."""
    found = _opened(turn, target)
    if isinstance(found, Done):
        return found
    return Go("fix", dialog=DIALOG, data={"sheet": found[1].id, "skip": 0})


def _ask_fix(turn: Turn) -> Reply:
    listed = f"sheet-list:{turn.session.data.get('sheet', 0)}"
    return Reply((say("sheet-fix"),), choices=(MENU,), document=listed)


def sheet_list(turn: Turn, target: str) -> Move:
    """What became of each meter, as a file."""
    found = _opened(turn, target)
    if isinstance(found, Done):
        return found
    _, sheet, _ = found
    said = (say("sheet-list", sheet_number=sheet.number),)
    return Done((Reply(said, choices=(MENU,), document=f"sheet-list:{sheet.id}", lasting=True),))


def _kept(turn: Turn) -> tuple[Opened, Sheet, tuple[SheetLine, ...]] | Done:
    """The sheet of the open question and the lines of its table, read anew."""
    found = _opened(turn, str(turn.session.data.get("sheet", "")))
    if isinstance(found, Done):
        return found
    opened, sheet, _ = found
    return opened, sheet, items(sheet, turn.desk.confirm_sheet.waiting(turn.store, sheet))


def _ask(turn: Turn) -> Reply:
    kept = _kept(turn)
    if isinstance(kept, Done):
        return kept.replies[0]
    _, sheet, found = kept
    skip = int(turn.session.data.get("skip", 0))
    skip = skip if skip < len(found) else 0
    said = tuple(table(turn, found, skip)) or (say("sheet-doubts-none"),)
    return Reply(said, choices=choices(sheet, found, skip, turn.desk.rows(turn.session.address)))


def _take(turn: Turn, answer: Answer) -> Move:
    """Lines that correct or confirm some meters of the table."""
    kept = _kept(turn)
    if isinstance(kept, Done) or not isinstance(answer, Typed):
        return kept if isinstance(kept, Done) else Start("menu")
    opened, sheet, found = kept
    said: Heard = hear(answer.value, turn.desk.headings, found, turn.store.meters.of(opened.card.account.id))
    if said.text:
        if said.right:
            turn.desk.confirm_sheet.confirm(turn.store, sheet, said.right, turn.now_ms, turn.session.address)
        return read_lines(turn, said.text, onto=sheet.id)
    return _confirm(turn, opened, sheet, sorted(said.right))


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
