"""Leafing through long lists: «earlier» and «later», by button or by word, never by an open question.

A button carries the screen it leads to; the same words, typed, lead to where the buttons of the list shown
last do. A list is read anew each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, opens
from bot.dialogs.flow import Start
from bot.dialogs.model import say

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.model import Choice

EARLIER, LATER = "earlier", "later"
_SCREENS = frozenset({"why", "lines", "charges", "payments", "tariffs", "contacts", "past"})
"""What can be leafed through."""


def leaves(turn: Turn, screen: str, earlier: str = "", later: str = "") -> tuple[Choice, ...]:
    """Make the buttons, each where it has somewhere to go, and remember them for the typed words."""
    turn.session.memo[EARLIER] = f"{screen}.{earlier}" if earlier else ""
    turn.session.memo[LATER] = f"{screen}.{later}" if later else ""
    found: list[Choice] = []
    if earlier:
        found.append(opens(EARLIER, "button-earlier", f"{screen}.{earlier}"))
    if later:
        found.append(opens(LATER, "button-later", f"{screen}.{later}"))
    return tuple(found)


def earlier(turn: Turn, target: str) -> Move:
    """Go to what is older."""
    return _leaf(turn, target, EARLIER)


def later(turn: Turn, target: str) -> Move:
    """Go to what is newer."""
    return _leaf(turn, target, LATER)


def _leaf(turn: Turn, target: str, way: str) -> Move:
    screen, _, rest = (target or str(turn.session.memo.get(way, ""))).partition(".")
    if screen not in _SCREENS:
        return done(say("page-none"), choices=(MENU,))
    return Start(screen, rest)


def page(text: str) -> int:
    """How many rows to skip, written `p6`; 0 for anything else."""
    digits = text.removeprefix("p")
    return int(digits) if text.startswith("p") and digits.isdecimal() and len(digits) <= 5 else 0
