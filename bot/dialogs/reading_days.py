"""When readings are taken of this person: by the window of their own account, not by the usual one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.flow import Done
from bot.dialogs.mine import open_account
from bot.dialogs.model import say
from bot.dialogs.reading_ask import window_phrase
from core.accounts import Holder

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Phrase


def own_days(turn: Turn) -> tuple[Phrase, ...]:
    """The window of the current account, which is named where there are others; () where nothing is read."""
    opened = open_account(turn, "", sums=False)
    if isinstance(opened, Done) or not opened.card.readable:
        return ()
    placed = turn.desk.take_readings.placed(opened.card, turn.desk.today(turn.sent_at))
    account = [say("reading-window-of", account=opened.account)] if opened.card.linked > 1 else []
    return (*account, window_phrase(placed))


def pays_in_parts(turn: Turn) -> bool:
    """Whether the usual day to pay by is not that of the current account: organisations pay in parts."""
    opened = open_account(turn, "", sums=False)
    return not isinstance(opened, Done) and opened.card.account.kind is Holder.ORGANISATION
