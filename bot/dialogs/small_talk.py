"""Short words that open nothing: thanks, a yes that answers no question, a code that nobody waits for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, LINK, MENU, done, linked
from bot.dialogs.link_pending import again
from bot.dialogs.model import say
from core.phones import phone_of

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn

_DIGIT = re.compile(r"[1-9]")
CODE = "code"
"""The entry of a code behind its name; where a step waits for a secret the router hands it over."""


def thanks(_turn: Turn, _target: str) -> Move:
    """Answer courtesy with courtesy."""
    return done(say("smswords-thanks"))


def who(_turn: Turn, _target: str) -> Move:
    """Say who writes."""
    return done(say("smswords-who"), choices=(CONTACTS, MENU))


def wrong_number(_turn: Turn, _target: str) -> Move:
    """Somebody got what is not theirs: a phone or an account of somebody before them."""
    return done(say("smswords-wrong-number"), choices=(CONTACTS, MENU))


def digit(turn: Turn) -> Move | None:
    """One digit that chooses nothing is rarely a reading; None for everything else."""
    text = turn.event.text.strip(" .!)")
    if not _DIGIT.fullmatch(text) or not phone_of(turn.session.address) or not linked(turn):
        return None
    return done(say("smswords-digit", count=int(text)), choices=(MENU,))


def code(turn: Turn, target: str) -> Move:
    """Take a code whose question was left; where nobody waits for one, how to begin what needs it."""
    return again(turn, target) or done(say("smswords-no-code"), choices=(LINK, CONTACTS, MENU))


def no_question(turn: Turn) -> Move:
    """A yes or a no, and nothing was asked."""
    if linked(turn):
        return done(say("smswords-no-question"), choices=(MENU,))
    return done(say("smswords-no-question-guest"), choices=(LINK, CONTACTS))
