"""What people are told when something about their links changed without them: by an import, by staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, LINK, MENU
from bot.dialogs.model import Reply, say
from bot.dialogs.suspended import suspended_lines
from core.people import Why
from core.values import Masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.model import Phrase
    from core.usecases.people_changes import Changes, Decided, Renumbered

_MOST_NUMBERS = 3


def of_changes(changes: Changes) -> Iterator[Reply]:
    """Messages for one person: one about everything suspended, one about new numbers."""
    if changes.suspended:
        again = (LINK,) if any(link.why is Why.HOLDER for link in changes.suspended) else ()
        yield Reply(suspended_lines(changes.suspended), choices=(*again, CONTACTS, MENU), lasting=True)
    if changes.renumbered:
        lines = [line for one in changes.renumbered[:_MOST_NUMBERS] for line in _renumbered(one)]
        if len(changes.renumbered) > _MOST_NUMBERS:
            lines.append(say("suspended-more", count=len(changes.renumbered) - _MOST_NUMBERS))
        yield Reply(tuple(lines), choices=(MENU,), lasting=True)


def _renumbered(one: Renumbered) -> Iterator[Phrase]:
    yield say("renumbered", account=Masked(one.number))
    if one.number[-4:] != one.before[-4:]:
        yield say("renumbered-before", before=Masked(one.before))


def of_decision(decided: Decided, *, restored: bool) -> Reply:
    """Message about what staff decided."""
    account = Masked(decided.link.number)
    if restored:
        return Reply((say("suspended-restored", account=account),), choices=(MENU,), lasting=True)
    return Reply((say("suspended-ended", account=account),), choices=(CONTACTS, MENU), lasting=True)
