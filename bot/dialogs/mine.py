"""The one door to an account: a linked person, their role, the card that the screens are drawn from.

Buttons carry `a<id>` and what they open of it after a dot (`a5.2026-10`); words that a person typed behind a
command come without an account and mean the current one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, opens
from bot.dialogs.flow import Done
from bot.dialogs.guests import for_guest
from bot.dialogs.model import say
from bot.dialogs.suspended import suspended_for
from core.values import Masked

if TYPE_CHECKING:
    from datetime import date

    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Choice
    from core.accounts import AccountCard

_OURS = re.compile(r"a(\d{1,18})(?:\.(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Opened:
    """An account that this person may see; `rest` is what was asked of it."""

    card: AccountCard
    rest: str

    @property
    def account(self) -> Masked:
        return Masked(self.card.account.number)

    def target(self, rest: str = "") -> str:
        """What a button carries that opens this very account again."""
        return f"a{self.card.account.id}.{rest}" if rest else f"a{self.card.account.id}"

    def as_of(self, otherwise: date) -> date:
        """The day of the sums; `otherwise` where billing gave no balance yet."""
        return self.card.balance.as_of if self.card.balance else otherwise


def open_account(turn: Turn, target: str, *, sums: bool = True, dues: bool = False) -> Opened | Done:
    """Open the account that `target` names, or the current one; what to say where that may not be.

    With `sums` only those whose role sees money come in; with `dues` the card has the stages of payment.
    """
    ours = _OURS.fullmatch(target)
    account_id, rest = (int(ours[1]), ours[2] or "") if ours else (0, target)
    card = turn.desk.show_card(turn.store, turn.session, account_id, dues=dues)
    if card is None:
        return _hidden(turn, account_id)
    if sums and not card.role.sees_money:
        return done(say("reader-no-sums"), choices=(METERS, MENU))
    return Opened(card, rest)


def _hidden(turn: Turn, account_id: int) -> Done:
    """Answer for an account that this person has not, no longer, or not for now."""
    suspended = suspended_for(turn, account_id) if account_id else None
    if suspended is not None:
        return suspended
    if account_id and turn.session.subscriber_id:
        return done(say("account-not-linked"), choices=(opens("accounts", "button-accounts"), MENU))
    return for_guest(turn)


METERS = opens("meters", "button-meters")


def of(entry: str, label: str, opened: Opened, rest: str = "") -> Choice:
    """Make a button that opens a screen of this account."""
    return opens(entry, label, opened.target(rest))
