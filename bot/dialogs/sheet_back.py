"""A sheet that has been read: its meters judged a few a turn, then what became of all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.common import MENU, done, opens
from bot.dialogs.flow import Done, Start
from bot.dialogs.mine import open_account
from bot.dialogs.model import Kind, say
from bot.dialogs.reading_company import tell_of_lines
from bot.dialogs.sheet_in import other_format
from bot.dialogs.sheet_outcome import mine, shown
from bot.dialogs.sheet_told import receipt
from bot.dialogs.sheet_wire import Chunk, unpacked
from core.readings.sheet import Trouble
from core.readings.sheet_record import Fate, NewSheet
from core.usecases.readings import Sender

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.mine import Opened
    from core.readings.sheet_record import Sheet

_CHUNK = msgspec.json.Decoder(Chunk)


def sheet_lines(turn: Turn, target: str) -> Move:
    """Some meters of a sheet have been read: judge them; after the last ones say what became of all."""
    if turn.event.kind is not Kind.SYSTEM:
        return Start("menu")
    chunk = _CHUNK.decode(target)
    if chunk.trouble == Trouble.OTHER_FORMAT:
        return other_format(turn)
    if chunk.trouble:
        return done(say(f"sheet-trouble-{chunk.trouble}"), choices=(opens("sheet", "button-sheet"), MENU))
    opened = open_account(turn, f"a{chunk.account_id}", sums=False)
    if isinstance(opened, Done):
        return opened if chunk.at == 0 else Done(())
    sheet = _judged(turn, opened, chunk)
    if chunk.at + 1 < chunk.parts:
        return Done(())
    return _outcome(turn, opened, tell_of_lines(turn, sheet), new=not chunk.onto)


def _judged(turn: Turn, opened: Opened, chunk: Chunk) -> Sheet:
    """The sheet with the meters of this event."""
    session, card = turn.session, opened.card
    serials = [one.serial for one in chunk.points if one.serial]
    meters = {meter.serial: meter for meter in turn.store.meters.named(card.account.id, serials)}
    points = [unpacked(one, meters) for one in chunk.points]
    known = turn.store.sheets.get(chunk.onto) if chunk.onto else None
    if known is None or not mine(turn, known):
        new = NewSheet(
            chunk.source, session.address, session.subscriber_id, card.account.id, chunk.sent_ms, chunk.total,
            chunk.empty,
        )  # fmt: skip
        known = turn.store.sheets.begin(new, turn.now_ms)
    sent_at = min(datetime.fromtimestamp(chunk.sent_ms / 1000, UTC), turn.now)
    channel = session.address.partition(":")[0]
    sender = Sender(channel, session.address, session.subscriber_id, turn.event_id, sent_at, turn.now_ms)
    return turn.desk.take_sheet.judge(turn.store, card, known, points, sender)


def _outcome(turn: Turn, opened: Opened, sheet: Sheet, *, new: bool) -> Move:
    """The receipt, with the table where something is in doubt or was not taken."""
    again = new and bool(sheet.of(Fate.SAME)) and not sheet.of(Fate.TAKEN)
    before = turn.store.sheets.before(sheet) if again else None
    if before is not None and {line.serial for line in before.lines} >= {line.serial for line in sheet.lines}:
        # Nothing of it is new: the number that was told before stays the only one.
        turn.store.sheets.drop(sheet.id)
        sheet = before
    card = opened.card
    said = receipt(sheet, card.account.number, sums=card.role.sees_money, again=again)
    return shown(turn, sheet, said)
