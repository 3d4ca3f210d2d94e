"""What the receipt of a sheet says of energy and roubles: the sum of what the receipts of its rows would say.

A sum of some rows would be taken for that of all: where one has no price there is none, and a sentence why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.model import say
from core.pricing.model import Why
from core.readings.sheet_record import Fate
from core.usecases.sheets import OPEN
from core.values import Energy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.model import Phrase
    from core.readings.sheet_record import Sheet

_WHY = {
    OPEN: "reading-unpriced-open",
    Why.METHOD_UNKNOWN: "reading-unpriced-gap",
    Why.BILLS_UNKNOWN: "reading-unpriced-gap",
    Why.NO_TARIFF: "reading-unpriced-no-tariff",
    Why.NO_PREVIOUS: "sheet-unpriced-first",
}


def energy_of(sheet: Sheet, *, sums: bool) -> Iterator[Phrase]:
    """The energy of what was written down, with roubles for those who may see them."""
    lines, energy = sheet.of(Fate.TAKEN, Fate.SAME), Energy(sheet.used)
    untold = [line.unpriced for line in lines if line.kopecks < 0]
    whole = (sum(line.kopecks for line in lines) + 50) // 100
    if not sums or untold or not whole:
        yield say("sheet-used", energy=energy)
        if sums and any(untold):
            yield say(_WHY.get(next(filter(None, untold)), "reading-unpriced-no-list"))
        return
    key = "sheet-used-least" if any(line.least for line in lines) else "sheet-used-cost"
    yield say(key, energy=energy, roubles=whole)
