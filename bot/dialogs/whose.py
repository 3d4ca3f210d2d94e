"""Which account a typed command means: «баланс 7833», «баланс *7833», «история 1234567833».

The last four digits choose an account, as on the cards of a bank. Nobody is shown another account than the
one that was named: what fits none of their own is told so, whether there is such an account or not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, opens
from bot.dialogs.model import say
from core.values import Masked

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn
    from core.linking import Link

_TAIL = 4
_LONG, _LONGEST = 7, 20
"""Digits from which a number beside a command can only be meant as an account."""
_NAMED = re.compile(r"\*\d{4}(?!\d)|(?<!\d)\d{7,20}(?!\d)")
_SHOWN = frozenset({"balance", "why", "lines", "tariffs", "chart", "forecast", "zones", "bill", "unlink"})
_READ = frozenset({"meters", "last-reading", "past"})
"""Entries whose words also stand before a reading: «счетчик 15420», «мои показания 15420»."""
_YEARS = frozenset({"charges", "payments", "chart"})
_NUMBERS = frozenset({"pay", "penalty", "readings"})
"""Entries to which four digits say something else: a sum, a day, a reading."""
_ALL = _SHOWN | _READ | _YEARS | _NUMBERS
_ACCOUNTS = opens("accounts", "button-accounts")


def whose(turn: Turn, entry: str, typed: str) -> str | Move | None:
    """The target of an entry for the account that was typed behind it; `typed` where that is no account.

    None: it is none, and the whole text may be a reading. A move: they have no such account, or several.
    """
    digits = typed.replace(" ", "")
    if entry not in _ALL:
        return typed
    otherwise = None if entry in _READ else typed
    mine = turn.desk.list_accounts(turn.store, turn.session) if _may_name(digits) else ()
    if not mine:
        return otherwise
    meant = [link for link in mine if link.account.number.endswith(digits)]
    sure = len(digits) in turn.desk.rules.account_lengths or f"*{digits}" in turn.event.text
    short = len(digits) == _TAIL and not _says_else(entry, digits)
    if len(meant) == 1 and (sure or short):
        return _target(entry, meant[0])
    if not sure and (entry not in _SHOWN or _TAIL < len(digits) < _LONG or _says_else(entry, digits)):
        return otherwise
    if meant:
        return done(say("accounts-choose"), choices=(_ACCOUNTS, MENU))
    return done(say("smswords-not-yours", account=Masked(digits)), choices=(_ACCOUNTS, MENU))


def named_in(turn: Turn, entry: str, text: str) -> str:
    """The target for the only own account that a free text names by its number or `*7833`; "" for none."""
    numbers = _NAMED.findall(text) if entry in _ALL else []
    if len(numbers) != 1:
        return ""
    mine = turn.desk.list_accounts(turn.store, turn.session)
    meant = [link for link in mine if link.account.number.endswith(numbers[0].strip("*"))]
    return _target(entry, meant[0]) if len(meant) == 1 else ""


def _may_name(digits: str) -> bool:
    return digits.isdecimal() and _TAIL <= len(digits) <= _LONGEST


def _says_else(entry: str, digits: str) -> bool:
    """Whether four digits are rather a year, a sum, a day or a reading."""
    return entry in _NUMBERS or (entry in _YEARS and digits.startswith("20"))


def _target(entry: str, link: Link) -> str:
    return str(link.account.id) if entry == "unlink" else f"a{link.account.id}"
