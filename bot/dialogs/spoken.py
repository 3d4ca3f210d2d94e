"""What a text may be that is neither an answer nor a command: a code, a reading, a list of them, a late yes.

The router knows only that such texts exist; this is where it learns what they mean in this trade.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.bill_pasted import pasted
from bot.dialogs.card_typed import card_typed
from bot.dialogs.common import MENU, done
from bot.dialogs.hush import ECHO, ROBOT, echoed, robot
from bot.dialogs.link_pending import resumed
from bot.dialogs.link_reverse import hear
from bot.dialogs.model import say
from bot.dialogs.reading import corrected, doubtful, idle
from bot.dialogs.reading_after import late_yes
from bot.dialogs.reading_caption import captioned
from bot.dialogs.reading_zero import zero
from bot.dialogs.router import Router
from bot.dialogs.sheet_listed import listed
from bot.dialogs.small_talk import digit, no_question
from bot.dialogs.stage import LATE_ANSWER
from bot.dialogs.whose import named_in, whose
from core.codes import parse_code
from core.phones import phone_of

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Step, Turn
    from bot.dialogs.model import Reply
    from bot.dialogs.router import Words

_NUMBER = re.compile(r"\d")
_ALWAYS = frozenset({"stop", "emergency"})
"""Heard from a robot, too: it may be a person after all."""


class SpokenReadings:
    """Texts about readings, and codes that come alone."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def listed(self, turn: Turn, text: str) -> Move | None:
        return card_typed(turn, text) or zero(turn, text) or listed(turn, text)

    def proof(self, turn: Turn, text: str, *, answers: bool) -> Move | None:
        heard = pasted(turn, text) or card_typed(turn, text)
        return heard or hear(turn, text, answers=answers) or resumed(turn, text)

    def corrected(self, turn: Turn, text: str, step: Step | None) -> Move | None:
        return corrected(turn, text, step)

    def captioned(self, turn: Turn, text: str) -> Move | None:
        return captioned(turn, text)

    def doubtful(self, turn: Turn) -> Reply | None:
        return doubtful(turn)

    def idle(self, turn: Turn, text: str, step: Step | None) -> Move | None:
        if _NUMBER.search(text):
            missed = LATE_ANSWER in turn.path and _is_code(turn, text)
            if missed:
                return done(say("link-code-expired"), choices=(MENU,))
            return (digit(turn) if step is None else None) or idle(turn, text)
        if step is not None or (said := self._words.answer(text)) is None:
            return None
        return (late_yes(turn) if said == "yes" else None) or no_question(turn)

    def silent(self, turn: Turn, text: str, entry: str) -> bool:
        if not phone_of(turn.session.address):
            return False
        ours = self._words.ours(text) or echoed(turn)
        rule = ECHO if ours else ROBOT if robot(turn) and entry not in _ALWAYS else ""
        turn.path.extend([rule] if rule else [])
        return bool(rule)

    def placed(self, turn: Turn, asked: tuple[str, str]) -> tuple[str, str] | Move:
        entry, typed = asked
        if not typed or turn.event.edited:
            return asked
        target = whose(turn, entry, typed)
        if target is None:
            return "", ""
        return (entry, target) if isinstance(target, str) else target

    def named(self, turn: Turn, entry: str, text: str) -> str:
        return named_in(turn, entry, text)


def understanding(words: Words) -> Router:
    """The router of the product: its words, and what texts mean in its trade."""
    return Router(words, SpokenReadings(words))


def _is_code(turn: Turn, text: str) -> bool:
    digits = turn.desk.confirm_code.limits.code_digits
    return len(parse_code(text, digits) or "") == digits
