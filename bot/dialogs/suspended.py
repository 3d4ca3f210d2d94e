"""Suspended links: an honest screen in the place of data, and what to do about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, LINK, MENU, done
from bot.dialogs.model import Phrase, say
from core.people import Why
from core.values import Masked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Done, Turn
    from core.people import Suspended

_MOST_SHOWN = 3


def suspended_lines(found: Sequence[Suspended]) -> tuple[Phrase, ...]:
    """What to do about suspended links, the newest first, at most three."""
    newest = sorted(found, key=lambda link: -link.at_ms)
    lines = [_SUSPENDED[link.why](Masked(link.number)) for link in newest[:_MOST_SHOWN]]
    if len(newest) > _MOST_SHOWN:
        lines.append(say("suspended-more", count=len(newest) - _MOST_SHOWN))
    return tuple(lines)


_SUSPENDED = {
    Why.DISPUTED: lambda account: say("suspended-disputed", account=account),
    Why.HOLDER: lambda account: say("suspended-holder", account=account),
    Why.CLOSED: lambda account: say("suspended-closed", account=account),
}


def suspended_screen(found: Sequence[Suspended]) -> Done:
    """The honest screen in the place of data."""
    link = () if all(one.why is Why.DISPUTED for one in found) else (LINK,)
    return done(*suspended_lines(found), choices=(*link, CONTACTS, MENU))


def suspended_for(turn: Turn, account_id: int = 0) -> Done | None:
    """The screen for this account, or for whatever is suspended where none is named; None if nothing is."""
    found = turn.desk.list_suspended(turn.store, turn.session)
    shown = [link for link in found if not account_id or link.account_id == account_id]
    return suspended_screen(shown) if shown else None


def suspended_names(turn: Turn) -> list[Phrase]:
    """A line for each suspended account, at most two, beside those that work."""
    found = turn.desk.list_suspended(turn.store, turn.session)
    return [say("suspended-name", account=Masked(link.number)) for link in found[:2]]
