"""Words under a photo: a reading, or talk that nobody has to answer, for the photo is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.flow import Done
from bot.dialogs.reading import idle
from bot.dialogs.reading_heard import homes_of, listen
from bot.dialogs.reading_photo import ANSWERED
from core.readings.heard import Unheard

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn


def captioned(turn: Turn, text: str) -> Move | None:
    """What the words bring as a message of their own would; None where they carry no reading."""
    homes = homes_of(turn)
    if not isinstance(homes, Done):
        return None if isinstance(listen(turn, text, homes), Unheard) else idle(turn, text)
    move = idle(turn, text)
    if move is not None:
        turn.session.memo[ANSWERED] = turn.event_id
    return move
