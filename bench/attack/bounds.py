"""The most that the limits leave an attacker, from `core.limits.Limits` alone; docs/security.md has the text.

A bound is the number of tries that are looked at, times the chance of one (the union bound): the true
probability is at most that. Exact fractions, until they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.limits import Limits

SOURCES_AND_MONTHS = 2
"""Codes of an account that are good at a time: two months here; up to two sources a month in general."""


@dataclass(frozen=True, slots=True)
class Attack:
    """Its size. `without_phone` and `receipt_digits` are those of the town."""

    chats: int
    days: int
    accounts: int
    without_phone: Fraction
    receipt_digits: int
    office_codes: int


@dataclass(frozen=True, slots=True)
class Bound:
    """`tries` that are looked at, and the `chance` that one of them ends in a link, both at most."""

    tries: int
    chance: Fraction


def _window(day: int, month: int, days: int) -> int:
    """What a daily and a monthly limit leave in so many days."""
    return min(day * days, month * -(-days // 30))


def typed(limits: Limits, attack: Attack) -> int:
    """Second facts that all chats together may have looked at."""
    day, month = limits.failures_address_day, limits.failures_address_month
    return attack.chats * _window(day, month, attack.days)


def of_accounts(limits: Limits, attack: Attack, accounts: int) -> int:
    """The same about so many accounts, whoever asks."""
    day, month = limits.failures_account_day, limits.failures_account_month
    return min(typed(limits, attack), accounts * _window(day, month, attack.days))


def one_time(limits: Limits, attack: Attack, phones: int) -> int:
    """One-time codes of strangers' phones that may be guessed."""
    day, month = limits.failures_phone_day, limits.failures_phone_month
    return min(typed(limits, attack), phones * _window(day, month, attack.days))


def codes_sent(limits: Limits, attack: Attack, accounts: int) -> int:
    """Codes that so many proven accounts can have sent, and no phone confirms."""
    a_day = min(attack.chats * limits.address_day, limits.all_day, limits.affordable)
    return min(
        a_day * (attack.days + 1), accounts * _window(limits.account_day, limits.account_month, attack.days)
    )


def _guessing(limits: Limits, attack: Attack, tries: int, each: Fraction) -> Fraction:
    """A fact is guessed; then the own phone gets the code, or the code is guessed too."""
    second = Fraction(one_time(limits, attack, 1), 10**limits.code_digits)
    return tries * each * (attack.without_phone + (1 - attack.without_phone) * second)


def bounds(limits: Limits, attack: Attack) -> dict[str, Bound]:
    """The bound of each strategy."""
    receipt = Fraction(SOURCES_AND_MONTHS, 10**attack.receipt_digits)
    office = Fraction(attack.office_codes, attack.accounts * 10**8)
    tries, drilled = typed(limits, attack), of_accounts(limits, attack, -(-attack.chats // 100))
    known = of_accounts(limits, attack, 200)
    scanned = attack.chats * limits.tokens_missed_day * attack.days
    stolen = one_time(limits, attack, 100)
    with_phone = one_time(limits, attack, 200)
    code = Fraction(1, 10**limits.code_digits)
    spread = Bound(tries, _guessing(limits, attack, tries, receipt))
    return {
        "one code, many accounts": spread,
        "many codes, one account": Bound(drilled, _guessing(limits, attack, drilled, receipt)),
        "slow and spread": spread,
        "switching facts": spread,
        "office codes": Bound(tries, _guessing(limits, attack, tries, office)),
        # Meter and payment prove an account only where billing knows the phone: the code is to be guessed.
        "neighbours": Bound(known + with_phone, with_phone * code),
        "made-up links": Bound(scanned, Fraction(scanned * attack.accounts, 2**128)),
        "stolen bills": Bound(stolen, stolen * code),
        "SMS pumping": Bound(0, Fraction(0)),
    }
