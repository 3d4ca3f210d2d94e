"""Readings of people who have no account linked: an invitation to link, or what billing is to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, LINK, NO_RECEIPT
from bot.dialogs.flow import Done
from bot.dialogs.model import Reply, say
from bot.dialogs.reading_heard import numbers_of
from core.deadlines import deadlines_on
from core.readings.grammar.hearing import hear
from core.readings.heard import Known, Unheard

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.model import Phrase


def from_guest(turn: Turn, text: str, otherwise: Done, *, idly: bool = False) -> Move | None:
    """Answer a reading of somebody without an account; None where it may mean something else.

    `otherwise` is what the door to accounts says: of suspended links, or that none is linked.
    """
    if otherwise.replies[0].phrases[0].key != "guest-no-account":
        return otherwise if not idly or _heard(turn, text) else None
    if idly and not _heard(turn, text):
        return None
    said = say("reading-guest" if text else "reading-guest-ask")
    return Done((Reply((said, *_days(turn)), choices=(LINK, NO_RECEIPT, CONTACTS)),))


def _heard(turn: Turn, text: str) -> bool:
    known = Known(account_lengths=frozenset(turn.desk.rules.account_lengths))
    return numbers_of(text) and not isinstance(hear(text, known, turn.desk.reading_words), Unheard)


def _days(turn: Turn) -> tuple[Phrase, ...]:
    """When readings are taken, as everybody is told."""
    found = deadlines_on(turn.desk.rules.deadlines, turn.desk.today(turn.now))
    if found is None or not (found.readings_from and found.readings_to):
        return ()
    return (say("info-readings", first=found.readings_from, last=found.readings_to),)
