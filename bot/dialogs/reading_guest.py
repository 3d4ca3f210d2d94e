"""Readings of people who have no account linked: an invitation to link, or what billing is to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, LINK, NO_RECEIPT
from bot.dialogs.flow import Done
from bot.dialogs.model import Reply, say
from bot.dialogs.reading_heard import numbers_of
from bot.dialogs.reading_unlinked import unlinked
from core.deadlines import deadlines_on
from core.readings.grammar.hearing import hear
from core.readings.heard import Heard, Unheard
from core.readings.whom import Known

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.model import Phrase
    from core.readings.heard import Unsure


def from_guest(turn: Turn, text: str, otherwise: Done, *, idly: bool = False) -> Move | None:
    """Answer a reading of somebody without an account; None where it may mean something else.

    `otherwise` is what the door to accounts says: of suspended links, or that none is linked.
    """
    heard = guest_heard(turn, text)
    if idly and heard is None:
        return None
    if otherwise.replies[0].phrases[0].key != "guest-no-account":
        return otherwise
    taken = unlinked(turn, heard.readings) if isinstance(heard, Heard) else None
    if taken is not None:
        return taken
    said = say("reading-guest" if text else "reading-guest-ask")
    if text and turn.desk.rules.readings.accept_unlinked:
        said = say("reading-guest-unlinked")
    return Done((Reply((said, *_days(turn)), choices=(LINK, NO_RECEIPT, CONTACTS)),))


def guest_heard(turn: Turn, text: str) -> Heard | Unsure | None:
    """What a text says of readings; None for other talk."""
    if not numbers_of(text):
        return None
    known = Known(account_lengths=frozenset(turn.desk.rules.account_lengths))
    message = hear(text, known, turn.desk.reading_words)
    return None if isinstance(message, Unheard) else message


def _days(turn: Turn) -> tuple[Phrase, ...]:
    """When readings are taken, as everybody is told."""
    found = deadlines_on(turn.desk.rules.deadlines, turn.desk.today(turn.now))
    if found is None or not (found.readings_from and found.readings_to):
        return ()
    return (say("reading-guest-days", first=found.readings_from, last=found.readings_to),)
