"""With which reading a new one is compared: the last one that somebody took and nobody disputes.

A calculated reading was read by nobody; one that billing or its sender doubts would lock people out because
of last month's slip. Neither is *previous* (`compare = max` excepted), but both are told of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.meters import Source
from core.readings.journal import State
from core.readings.known import known
from core.readings.rules import Compare

if TYPE_CHECKING:
    from datetime import date

    from core.meters import Meter, Taken
    from core.readings.given import Past, Sending, Sent
    from core.readings.rules import ReadingRules
    from core.readings.window import Placed

ALIVE = frozenset({State.DRAFT, State.ACCEPTED, State.EXPORTED, State.CONFIRMED, State.UNKNOWN})
_AUTHORITY = {Source.INSPECTOR: 2, Source.BILLING: 1}


@dataclass(frozen=True, slots=True)
class Before:
    """Readings of the meter before the one in question.

    `previous` is what it is compared with; `sure` are all undisputed ones, newest first; `disputed` the
    newest that was passed over, `calculated` the newest calculated one, where they are newer than the last
    sure one; `later` is whether a taken one is newer than the reading in question.
    """

    previous: Taken | None
    sure: tuple[Taken, ...]
    disputed: Taken | None
    calculated: Taken | None
    later: bool


def before(meter: Meter, past: Past, rules: ReadingRules, placed: Placed, sending: Sending) -> Before:
    """Sort what is known into what counts and what does not."""
    newest = sorted(known(meter, past, placed), key=_order, reverse=True)
    taken = [(reading, doubted) for reading, doubted in newest if reading.source is not Source.CALCULATED]
    sure = tuple(reading for reading, doubted in taken if not doubted and reading.on <= sending.day)
    last = sure[0] if sure else None
    disputed = next((one for one, doubted in taken if doubted and one.on <= sending.day), None)
    guessed = next((one for one, _ in newest if one.source is Source.CALCULATED), None)
    guessed = guessed if _newer(guessed, last) else None
    previous = guessed if rules.compare is Compare.MAX and _greater(guessed, last) else last
    return Before(
        previous, sure, disputed if _newer(disputed, last) else None, guessed,
        later=any(not doubted and one.on > sending.day for one, doubted in taken),
    )  # fmt: skip


def earlier(past: Past, placed: Placed, sending: Sending) -> Sent | None:
    """The newest living entry of the same period; what another person left in doubt does not count."""
    return next(
        (
            sent
            for sent in past.sent
            if sent.entry.period == placed.period
            and sent.entry.state in ALIVE
            and (sent.entry.state is not State.DRAFT or sent.entry.subscriber_id == sending.subscriber_id)
        ),
        None,
    )


def _order(reading: tuple[Taken, bool]) -> tuple[date, int]:
    """By day; of one day what the supplier itself read comes before what it was told."""
    return reading[0].on, _AUTHORITY.get(reading[0].source, 0)


def _newer(reading: Taken | None, last: Taken | None) -> bool:
    return reading is not None and (last is None or reading.on > last.on)


def _greater(guessed: Taken | None, last: Taken | None) -> bool:
    if guessed is None or last is None:
        return guessed is not None
    pairs = zip(guessed.shown, last.shown, strict=True)
    return all(one.units >= other.units for one, other in pairs)
