"""Short words that open nothing: thanks, a yes that answers no question, a code that nobody waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, LINK, MENU, done, linked
from bot.dialogs.model import say

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn

CODE = "code"
"""The entry of a code behind its name; where a step waits for a secret the router hands it over."""


def thanks(_turn: Turn, _target: str) -> Move:
    """Answer courtesy with courtesy."""
    return done(say("smswords-thanks"))


def code(_turn: Turn, _target: str) -> Move:
    """Nobody waits for a code: how to begin what needs one."""
    return done(say("smswords-no-code"), choices=(LINK, CONTACTS, MENU))


def no_question(turn: Turn) -> Move:
    """A yes or a no, and nothing was asked."""
    if linked(turn):
        return done(say("smswords-no-question"), choices=(MENU,))
    return done(say("smswords-no-question-guest"), choices=(LINK, CONTACTS))
