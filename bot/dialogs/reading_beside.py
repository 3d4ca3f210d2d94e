"""A reading behind the word that begins linking («ЛС 1234567833 15420»)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.flow import Done
from bot.dialogs.reading import heard
from bot.dialogs.reading_guest import guest_heard
from bot.dialogs.reading_heard import homes_of
from bot.dialogs.reading_unlinked import unlinked
from core.readings.heard import Heard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Move, Turn
    from core.readings.heard import Written


def beside_link(turn: Turn, text: str) -> Move | None:
    """The reading of an account that is linked already, or of a stranger's where such ones are taken.

    Only what no code can be by its length: a code is always heard as a code.
    """
    said = guest_heard(turn, text)
    if not isinstance(said, Heard):
        return None
    codes = {turn.desk.rules.receipt_digits, turn.desk.rules.office_digits}
    if any(len(number.whole) in codes for one in said.readings for number in one.numbers):
        return None
    return heard(turn, text) if _own(turn, said.readings) else unlinked(turn, said.readings)


def _own(turn: Turn, readings: Sequence[Written]) -> bool:
    homes = homes_of(turn) if turn.session.subscriber_id else None
    if homes is None or isinstance(homes, Done):
        return False
    numbers = {home.account.number for home in homes.all}
    return all(one.account in numbers for one in readings)
