"""Why a reading is not taken at all: its meter, its account or its time; never its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.meters import Verification, verification
from core.readings.before import ALIVE
from core.readings.reasons import Reason
from core.readings.rules import Outside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.meters import Meter
    from core.readings.given import Past, Sending
    from core.readings.rules import ReadingRules
    from core.readings.window import Placed


def refusals(
    meter: Meter, past: Past, rules: ReadingRules, placed: Placed, sending: Sending, *, later: bool
) -> Iterator[Reason]:
    """Every reason not to take a reading; `later`: a taken one of a later day is known."""
    if sending.closed:
        yield Reason.ACCOUNT_CLOSED
    if meter.removed_on is not None and meter.removed_on <= sending.day:
        yield Reason.METER_REMOVED
    if meter.automatic:
        yield Reason.AUTOMATIC
    if not rules.accept_unverified and verification(meter, sending.day) is Verification.OVER:
        yield Reason.VERIFICATION_REFUSED
    if sending.day > sending.on:
        yield Reason.FUTURE
    if rules.outside is Outside.REFUSE and not placed.inside:
        yield Reason.WINDOW_CLOSED
    if sending.taken_on is not None and sending.taken_on < placed.opens_on:
        yield Reason.TAKEN_EARLY
    if later or _sent_later(past, sending):
        yield Reason.OLDER


def _sent_later(past: Past, sending: Sending) -> bool:
    """Whether a message of a later time was here first; equal times are told apart by nobody."""
    return any(
        sending.at_ms and sent.entry.taken_ms > sending.at_ms
        for sent in past.sent
        if sent.entry.state in ALIVE
    )
