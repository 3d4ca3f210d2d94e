"""The accounts and meters of a person, read once in a turn, and what the grammar is told of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.dialogs.flow import Done
from bot.dialogs.mine import open_account
from bot.texts.taken_day import taken_on
from core.readings.grammar.days import is_ahead
from core.readings.grammar.hearing import hear
from core.readings.heard import Heard, Unheard
from core.readings.places import by_serial, fits
from core.readings.reasons import Reason
from core.readings.whom import Known
from core.readings.whose import in_place

if TYPE_CHECKING:
    from datetime import date

    from bot.dialogs.flow import Turn
    from core.accounts import Account, AccountCard
    from core.meters import Meter
    from core.readings.heard import Message

_ACCOUNT = re.compile(r"\s*\*?\s*(\d{4,20})[\s.!]*")
_NUMBERED = re.compile(r"\s*[nN][ .:]?([0-9]{1,8}(?:[.,][0-9]{1,3})?)[ .!]*")
"""«N15420»: the night of several zones, and «№» where no meter has any."""
MOST = 20
"""Accounts that are looked at; a chat is no place for more."""


@dataclass(frozen=True, slots=True)
class Home:
    """One account of the person and its meters, those in place first."""

    account: Account
    label: str
    meters: tuple[Meter, ...]


@dataclass(frozen=True, slots=True)
class Homes:
    """All accounts of the person; `card` is the one shown last."""

    card: AccountCard
    all: tuple[Home, ...]

    def home(self, account_id: int) -> Home | None:
        """The account with this id, if it is linked."""
        return next((one for one in self.all if one.account.id == account_id), None)

    def named(self, text: str) -> Home | None:
        """The only account whose number or last four digits the text is, with or without a star."""
        digits = _ACCOUNT.fullmatch(text)
        found = [one for one in self.all if digits and one.account.number.endswith(digits[1])]
        sure = digits is not None and len(found) == 1 and len(digits[1]) in {4, len(found[0].account.number)}
        return found[0] if sure else None

    def known(self, turn: Turn) -> Known:
        """What helps the grammar to tell numbers apart."""
        return Known(
            tuple(home.account.number for home in self.all),
            tuple((meter.serial, len(meter.zones)) for home in self.all for meter in home.meters),
            frozenset(turn.desk.rules.account_lengths),
        )


def homes_of(turn: Turn) -> Homes | Done:
    """Two statements for one account, one more for each further one; what to say where there is none."""
    opened = open_account(turn, "", sums=False)
    if isinstance(opened, Done):
        return opened
    card, meters = opened.card, turn.store.meters
    if card.linked <= 1:
        return Homes(card, (Home(card.account, card.label, meters.of(card.account.id)),))
    links = turn.desk.list_accounts(turn.store, turn.session)[:MOST]
    return Homes(card, tuple(Home(one.account, one.label, meters.of(one.account.id)) for one in links))


def card_of(turn: Turn, homes: Homes, account_id: int) -> AccountCard | Done:
    """The card of one of the accounts; another than the one shown last is read anew."""
    if homes.card.account.id == account_id:
        return homes.card
    opened = open_account(turn, f"a{account_id}", sums=False)
    return opened if isinstance(opened, Done) else opened.card


def listen(turn: Turn, text: str, homes: Homes) -> Message:
    """What a text says of readings; one that it dates after the day it was sent is none."""
    message = _hear(turn, text, homes)
    if isinstance(message, Unheard):
        return message
    today = _latest(turn, homes)
    day = taken_on(text, message, today, turn.desk.reading_words)
    ahead = day is not None and day > today
    if isinstance(message, Heard) and (ahead or is_ahead(text, today)):
        return Unheard(Reason.FUTURE)
    return message if day is None or ahead else replace(message, taken_on=day)


def _latest(turn: Turn, homes: Homes) -> date:
    """Today where it is latest: whose reading it is is not known yet, and is judged by its own day later."""
    mine = turn.desk.reads(homes.card)
    if len(homes.all) == 1:
        return mine.day(turn.sent_at)
    groups = ("", homes.card.group, *mine.zones)
    return max(turn.desk.take_readings.by(group).day(turn.sent_at) for group in groups)


def _hear(turn: Turn, text: str, homes: Homes) -> Message:
    """What the grammar hears, places of the person's meters taken for their serial numbers."""
    known, words = homes.known(turn), turn.desk.reading_words
    meters = [meter for home in homes.all for meter in in_place(home.meters)]
    if (numbered := _NUMBERED.fullmatch(text)) and not any(len(meter.zones) > 1 for meter in meters):
        text = numbered[1]
    renamed = by_serial(text, meters)
    if renamed and fits(message := hear(renamed, known, words), meters):
        return message
    return hear(text, known, words)


def numbers_of(text: str) -> bool:
    """Whether there is anything that could be a reading."""
    return any(one.isdigit() for one in text)
