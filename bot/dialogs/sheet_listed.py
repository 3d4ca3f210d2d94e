"""The sheet comes back as lines of a message: told from other words, read like a file, by the same rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.flow import Done
from bot.dialogs.sheet_asked import MOST_ACCOUNTS, ask
from core.readings.sheet_cells import plain
from core.readings.sheet_pasted import pasted
from core.readings.sheet_points import Names
from core.usecases.sheets import meters_of_sheet

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn
    from core.readings.sheet import Headings, Line

LONGEST_LINES = 16_000
"""Characters of lines in one message: four times what people can send at once anywhere."""
FEWEST_LINES = 3
"""So many lines of a point and a value in one message are a sheet; fewer are readings of some meters."""


def lines(turn: Turn, text: str, onto: int = 0) -> Move:
    """Lines of a message: read like a file, by the same rules."""
    ask(turn, f"e{turn.event_id}", text=text, onto=onto, sent_ms=turn.sent_ms)
    return Done(())


def listed(turn: Turn, text: str) -> Move | None:
    """Lines of a sheet in a message; None for anything else: fewer lines, or names of none of the meters."""
    if text.count("\n") + 1 < FEWEST_LINES or len(text) > LONGEST_LINES or not turn.session.subscriber_id:
        return None
    headings = turn.desk.headings
    found = [line for line in pasted(text, headings) if not _zone(line, headings)]
    if len(found) < FEWEST_LINES:
        return None
    for link in turn.desk.list_accounts(turn.store, turn.session)[:MOST_ACCOUNTS]:
        names = Names(meters_of_sheet(turn.store.meters.of(link.account.id)))
        if 2 * sum(names.find(line) is not None for line in found) > len(found):
            return lines(turn, text)
    return None


def _zone(line: Line, headings: Headings) -> bool:
    """«День 15420» is a zone of one meter, no meter."""
    word = plain(line.place).partition(" ")[0]
    return word in headings.zones and not word.isdecimal()
