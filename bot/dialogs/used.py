"""What the last month used, in a line, against the same month a year ago. Step 5 adds the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done
from bot.dialogs.flow import Done
from bot.dialogs.mine import of, open_account
from bot.dialogs.model import say
from core.usecases.month_use import last_month
from core.usecases.use_history import ShowUse
from core.year_ago import Change

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.year_ago import YearAgo

NEAR = 11
"""So many months back a bare «окт» can only be one month."""


def chart(turn: Turn, target: str) -> Done:
    """Tell the consumption of the last month, of the account named or the current one."""
    opened = open_account(turn, target, sums=False)
    if isinstance(opened, Done):
        return opened
    today = turn.desk.today(turn.now)
    found = last_month(ShowUse(turn.desk.rules.readings), turn.store, opened.card, today)
    choices = (of("past", "button-used-past", opened), of("readings", "button-send-reading", opened), MENU)
    if found is None:
        return done(say("used-none", account=opened.account), choices=choices)
    phrases = [_head(opened, found, (today.year - found.now.period.year) * 12 + today.month), _said(found)]
    if found.before is not None and found.change is not Change.CALCULATED:
        phrases.append(say("used-before", ago=found.before.energy))
    if found.now.replaced:
        phrases.append(say("used-replaced"))
    return done(*phrases, choices=choices)


def _head(opened: Opened, found: YearAgo, months: int) -> Phrase:
    """Whose, and which month; `months` from January of its year to today."""
    period = found.now.period
    if months - period.month > NEAR:
        return say("used-head-long-ago", account=opened.account, period=period)
    return say("used-head", account=opened.account, period=period, at=period.month)


def _said(found: YearAgo) -> Phrase:
    if found.change in {Change.LESS, Change.MORE}:
        return say(f"used-{found.change}", energy=found.now.energy, share=found.percent)
    return say(f"used-{found.change}", energy=found.now.energy)
