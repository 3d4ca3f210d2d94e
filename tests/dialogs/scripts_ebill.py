"""What people do who want no paper, on both channels: see `tests/dialogs/scripts.py`."""

from __future__ import annotations

from tests.dialogs.billed import bills
from tests.dialogs.channels import Played
from tests.dialogs.lawful import lawful_desk
from tests.dialogs.metered import HOUSE

FLAT = 1


def electronic_bills():
    """To the chat and back to paper; which of two accounts is asked."""
    played = Played(bills, desk=lawful_desk())
    person = played.person().has(FLAT, HOUSE)
    person.says("электронная квитанция")
    person.chooses("ebill", str(FLAT))
    for _ in range(3):
        person.chooses("yes")
    person.says("верните бумажную квитанцию")
    person.chooses("paper-bill", str(FLAT))
    person.chooses("yes")
    return played
