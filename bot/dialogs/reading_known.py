"""What is known of a meter beside the new reading: the last one with source and state, what is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.model import say
from core.readings.journal import State
from core.readings.known import source_of
from core.readings.reasons import Reason
from core.values import Display, Displays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.dialogs.model import Phrase
    from core.meters import Meter, Taken
    from core.readings.given import Verdict
    from core.usecases.reading_standing import Standing
    from core.values import Period


def known(meter: Meter, taken: Taken, which: str = "previous") -> Phrase:
    """The last reading with its source and state; `which`: previous, newest, or present (of this month)."""
    return say(
        "reading-known",
        which=which,
        shown=Displays(taken.shown, named=True, zones=meter.zones),
        day=taken.on,
        source=source_of(meter, taken),
        state=taken.state,
    )


def whose(meter: Meter, taken: Taken | None) -> Iterator[Phrase]:
    """Source and state of the reading before, behind a line that shows it."""
    if taken is not None:
        yield say("reading-known-whose", day=taken.on, source=source_of(meter, taken), state=taken.state)


def prompted(meter: Meter, found: Standing) -> Iterator[Phrase]:
    """What stood on the display, and what this month has already, above the question for a number."""
    last = found.previous
    if last is not None and len(meter.zones) == 1:
        yield known(meter, last)
    elif last is not None:
        for at, (zone, display) in enumerate(zip(meter.zones, last.shown, strict=False), 1):
            yield say(f"reading-ask-before-{zone}", register=f"T{at}", display=display)
        yield from whose(meter, last if found.present is None else None)
    if found.present is not None:
        yield known(meter, found.present, "present")


def _earlier(verdict: Verdict) -> tuple[tuple[Display, ...], date | None] | None:
    """What the month has already: our own entry that counts, else billing's, with its day."""
    entry = verdict.earlier
    if entry is not None:
        mine = Reason.REPLACES in verdict.reasons and entry.state is not State.DRAFT
        return (tuple(Display(units, entry.decimals) for units in entry.shown), None) if mine else None
    return (verdict.present.shown, verdict.present.on) if verdict.present else None


def instead_of(verdict: Verdict) -> Display | None:
    """The number of a single register that the new one takes the place of."""
    found = _earlier(verdict)
    return found[0][0] if found and len(found[0]) == 1 and found[0] != verdict.given.shown else None


def stays(verdict: Verdict) -> bool:
    """Whether what was probably meant is what the month has already: a digit too many was typed."""
    found = _earlier(verdict)
    return found is not None and bool(verdict.suggested) and found[0] == verdict.suggested


def replaced(verdict: Verdict) -> Iterator[Phrase]:
    """Say of a reading that is written down which one it took the place of."""
    found = _earlier(verdict)
    if found is None:
        return
    shown, day = found
    if shown == verdict.given.shown:
        yield from (say("reading-same-day", day=one) for one in [day] if one)
    elif len(shown) == 1:
        yield (
            say("reading-replaced-day", was=shown[0], day=day)
            if day
            else say("reading-replaced", was=shown[0])
        )
    elif day:
        yield say("reading-replaced-zones-day", shown=Displays(shown), day=day)
    else:
        yield say("reading-replaced-zones", shown=Displays(shown))


def replaces(verdict: Verdict, period: Period) -> Iterator[Phrase]:
    """Say of a doubted reading which one it would take the place of."""
    found = _earlier(verdict)
    if found is not None and found[0] != verdict.given.shown and not stays(verdict):
        key = "reading-replaces" if len(found[0]) == 1 else "reading-replaces-zones"
        yield say(key, period=period, shown=Displays(found[0]))


def row_replaced(verdict: Verdict, tail: str) -> Iterator[Phrase]:
    """The same for one of several meters."""
    found = _earlier(verdict)
    if found is not None and found[0] != verdict.given.shown:
        yield say("reading-row-replaced", tail=tail, shown=Displays(found[0]))
