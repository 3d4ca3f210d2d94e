"""When readings are taken of this person: by the window of their own account, not by the usual one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogs.flow import Done
from bot.dialogs.mine import open_account
from bot.dialogs.model import say
from bot.dialogs.reading_ask import window_phrase
from core.accounts import Holder

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Phrase


@dataclass(frozen=True, slots=True)
class OwnDays:
    """What is known of the days of one's own account.

    `window`: when readings are taken, () where nothing is read; the account is named where there are others.
    `in_parts`: organisations pay in parts, the usual day to pay by is not theirs.
    """

    window: tuple[Phrase, ...] = ()
    in_parts: bool = False


def own_days(turn: Turn) -> OwnDays:
    """Look at the current account, once."""
    opened = open_account(turn, "", sums=False)
    if isinstance(opened, Done):
        return OwnDays()
    card = opened.card
    window: tuple[Phrase, ...] = ()
    if card.readable:
        take = turn.desk.reads(card)
        placed = take.placed(card, take.day(turn.sent_at))
        account = [say("reading-window-of", account=opened.account)] if card.linked > 1 else []
        window = (*account, window_phrase(placed))
    return OwnDays(window, card.account.kind is Holder.ORGANISATION)
