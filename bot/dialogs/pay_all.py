"""«Оплатить все счета»: each account that owes something is a wish and a link of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, MENU, done, opens
from bot.dialogs.flow import Done, Start
from bot.dialogs.guests import for_guest
from bot.dialogs.model import say
from bot.dialogs.pay import refused
from bot.dialogs.pay_email import with_email
from bot.dialogs.pay_orders import Wanted, unfit
from bot.dialogs.pay_said import suggested

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Move, Turn

MOST = 10
"""Accounts paid in one go."""
_BALANCE = opens("balance", "button-balance")


def pay_all(turn: Turn, _target: str) -> Move:
    """Ask for the links of all accounts that owe something; say of those that get none.

    Where none can be paid so, what is said is what paying a single one of them would say.
    """
    mine = turn.desk.list_accounts(turn.store, turn.session)
    if not mine:
        return for_guest(turn)
    if not any(one.role.sees_money for one in mine):
        return Start("pay", f"a{mine[0].account.id}")
    if not turn.desk.pay.ready():
        return done(say("pay-off"), choices=(_BALANCE, CONTACTS, MENU))
    owing = list(_owing(turn))
    wanted = [one for one in owing if refused(turn, one.card) is None and unfit(turn, one.amount) is None]
    if not owing:
        return done(say("pay-nothing-anywhere"), choices=(_BALANCE, MENU))
    if not wanted:
        return Start("pay", f"a{owing[0].card.account.id}")
    move = with_email(turn, wanted)
    left = len(owing) - len(wanted)
    if not left or not isinstance(move, Done):
        return move
    first, *others = move.replies
    return Done((replace(first, phrases=(*first.phrases, say("pay-all-without", count=left))), *others))


def _owing(turn: Turn) -> Iterator[Wanted]:
    for one in turn.desk.list_accounts(turn.store, turn.session)[:MOST]:
        card = turn.desk.show_card(turn.store, turn.session, one.account.id, dues=False)
        offer = suggested(card) if card is not None and card.role.sees_money else None
        if card is not None and offer is not None and offer.all.kopecks > 0:
            yield Wanted(card, offer.all)
