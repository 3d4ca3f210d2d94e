"""What people do who pay, on both channels: see `tests/dialogs/scripts.py`."""

from __future__ import annotations

from tests.dialogs.billed import bills
from tests.dialogs.channels import Played
from tests.dialogs.metered import HOUSE
from tests.dialogs.paying import paying_desk

FLAT = 1


def paying():
    """What is owed, another sum, all accounts in one go."""
    played = Played(bills, desk=paying_desk())
    person = played.person().has(FLAT, HOUSE)
    for text in (
        "оплатить",
        "оплата 1500",
        "другая сумма",
        "много",
        "1 500,50",
        "оплатить все счета",
        "оплата 0",
        "по реквизитам",
    ):
        person.says(text)
    person.says("меню")
    return played


def paying_with_a_receipt():
    """The address that the cash register needs is asked for once."""
    played = Played(bills, desk=paying_desk(needs_email=True))
    person = played.person().has(FLAT)
    for text in ("оплатить", "a@b", "name@example.ru", "оплата 300", "другая почта", "other@example.ru"):
        person.says(text)
    return played
