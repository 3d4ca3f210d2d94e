"""What a reading that is taken does to another of its month, and what is worth a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.meters import Verification, verification
from core.readings.known import rescaled
from core.readings.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.readings.before import Before
    from core.readings.given import Given, Sending, Sent
    from core.readings.window import Placed


def same(given: Given, sent: Sent) -> bool:
    """Whether the entry shows the same, be it in other units of the last digit."""
    decimals = given.meter.decimals
    return given.shown == tuple(rescaled(display, decimals) for display in sent.taken.shown)


def about_sent(sent: Sent | None, sending: Sending, *, repeated: bool) -> Iterator[Reason]:
    """What it is beside the living entry of the month, if there is one."""
    if sent is None:
        return
    if repeated:
        yield Reason.SAME_AGAIN
    elif sent.entry.subscriber_id == sending.subscriber_id:
        yield Reason.REPLACES
    else:
        yield Reason.SOMEBODY_ELSE


def noted(given: Given, base: Before, placed: Placed, sending: Sending) -> Iterator[Reason]:
    """What is said beside the receipt."""
    yield from given.notes
    if not placed.inside:
        yield Reason.NEXT_PERIOD
    if base.disputed is not None:
        yield Reason.PREVIOUS_DISPUTED
    if verification(given.meter, sending.day) is Verification.OVER:
        yield Reason.VERIFICATION_OVER
    if base.calculated is not None and base.calculated is not base.previous and _below(given, base):
        yield Reason.BELOW_CALCULATED


def _below(given: Given, base: Before) -> bool:
    """Whether billing had guessed more, in any register."""
    guessed = base.calculated.shown if base.calculated else ()
    return any(now.units < one.units for now, one in zip(given.shown, guessed, strict=True))
