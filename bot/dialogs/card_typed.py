"""A card's number typed into the chat: it belongs to the payment page, and is taken for nothing here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, opens
from bot.dialogs.flow import Done
from bot.dialogs.model import say
from bot.dialogs.reading_heard import homes_of
from core.payments.card_numbers import card_number

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn

_FOUR = 4
"""Readings that the groups of a card's number may be."""


def card_typed(turn: Turn, text: str) -> Move | None:
    """The warning; None for a text without such a number, or where it is a number of ours."""
    number = card_number(text)
    if number is None or (number.isdecimal() and _ours(turn, number)) or _readings(turn, number):
        return None
    turn.path.append("card-typed")
    return done(say("paycard-never"), choices=(opens("pay", "button-pay"), MENU))


def _ours(turn: Turn, number: str) -> bool:
    """Whether accounts are so long, or a fact of linking (the number of a meter) may be."""
    return len(number) in turn.desk.rules.account_lengths or turn.session.dialog.startswith("link")


def _readings(turn: Turn, number: str) -> bool:
    """Whether four numbers beside each other may be the readings of all that they read."""
    if number.isdecimal() or "-" in number:
        return False
    homes = homes_of(turn)
    if isinstance(homes, Done):
        return False
    return sum(len(meter.zones) for home in homes.all for meter in home.meters) >= _FOUR
