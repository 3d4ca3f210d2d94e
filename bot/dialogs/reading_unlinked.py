"""A reading for an account that its sender has not linked: kept for billing to check, where that is wanted.

One answer for every account number, whether there is such an account or not: nothing is learned here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, LINK, MENU, done
from bot.dialogs.model import say
from bot.dialogs.reading_told import written_shown
from bot.dialogs.reading_work import Work
from core.usecases.unlinked import MOST
from core.values import Wait

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Move, Turn
    from core.readings.heard import Written


def unlinked(turn: Turn, readings: Sequence[Written]) -> Move | None:
    """Keep readings that name their accounts in full; None where the supplier wants no such ones."""
    rules = turn.desk.rules
    if not rules.readings.accept_unlinked or not readings:
        return None
    if any(len(one.account) not in rules.account_lengths for one in readings):
        return None
    readings = readings[:MOST]
    sender = Work.begun(turn, tuple(readings)).sender(turn)
    wait = turn.desk.take_unlinked(turn.store, readings, sender)
    if wait:
        return done(say("reading-unlinked-often", wait=Wait(wait)), choices=(LINK, CONTACTS, MENU))
    return done(say("reading-unlinked", shown=written_shown(readings)), choices=(LINK, CONTACTS, MENU))
