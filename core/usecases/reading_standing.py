"""What is known of a meter before anybody sends a new reading: for prompts, by the rules of the checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.meters import counts
from core.readings.before import ALIVE, before
from core.readings.given import Sending
from core.readings.journal import State
from core.readings.known import replaced

if TYPE_CHECKING:
    from core.meters import Meter, Taken
    from core.readings.given import Past
    from core.readings.rules import ReadingRules
    from core.readings.window import Placed

_COUNT = ALIVE - {State.DRAFT}


@dataclass(frozen=True, slots=True)
class Standing:
    """`previous` is what a new reading will be compared with, `present` what the month has already."""

    previous: Taken | None = None
    present: Taken | None = None


def standing(meter: Meter, past: Past, rules: ReadingRules, placed: Placed) -> Standing:
    """What a new reading of the day of `placed` meets. Doubted entries are nobody's reading yet."""
    previous = before(meter, past, rules, placed, Sending(placed.day)).previous
    ours = (
        sent.taken for sent in past.sent if sent.entry.state in _COUNT and sent.entry.period == placed.period
    )
    return Standing(previous, next(ours, None) or replaced(meter, past, placed))


def newest(meter: Meter, past: Past) -> Taken | None:
    """The last reading that somebody took and nobody disputes, ours or billing's."""
    ours = [sent.taken for sent in past.sent if sent.entry.state in _COUNT]
    taken = [*ours, *(one for one in past.history if counts(one))]
    whole = [one for one in taken if len(one.shown) == len(meter.zones)]
    return max(whole, key=lambda one: one.on, default=None)
