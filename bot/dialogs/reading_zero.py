"""A bare 0: the word for help everywhere, but an answer where a number from the display is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.flow import Typed
from bot.dialogs.reading import READING_DIALOG
from core.readings.grammar.normal import normalise

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn

_ASKED = frozenset({"value", "zone"})
_AS_A_NUMBER = "00"
"""What the grammar hears as the reading 0."""


def zero(turn: Turn, text: str) -> Move | None:
    """What a 0 means to the question that is open; None where it is no answer."""
    session = turn.session
    if session.dialog != READING_DIALOG.name or session.step not in _ASKED or normalise(text).strip() != "0":
        return None
    return READING_DIALOG.steps[session.step].take(turn, Typed(_AS_A_NUMBER))
