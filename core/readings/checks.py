"""Whether a reading can be right and what it counts for: every rule of a supplier, in one verdict.

Nothing is refused because of its value: a value that cannot be right is kept, asked about, and exported with
what the person said (docs/readings.md has the rules with their sources).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.meters import Verification, verification
from core.readings.before import ALIVE, before, earlier, rescaled
from core.readings.given import Verdict
from core.readings.journal import State
from core.readings.reasons import Reason, Stance, stance
from core.readings.rules import Outside
from core.readings.weigh import Weighed, weigh
from core.readings.window import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.readings.before import Before
    from core.readings.given import Given, Past, Sending, Sent
    from core.readings.rules import ReadingRules
    from core.readings.window import Placed, Window

VALUE = frozenset(
    {
        Reason.LESS,
        Reason.ROLLOVER,
        Reason.TOO_LARGE,
        Reason.LAST_DIGIT,
        Reason.CONSUMPTION,
        Reason.OTHER_METER,
        Reason.SWAPPED,
    }
)
"""Doubts about the value; at most one of them is in a verdict."""

_WORST_FIRST = (
    # refused: what can least be helped comes first
    Reason.ACCOUNT_CLOSED,
    Reason.METER_REMOVED,
    Reason.AUTOMATIC,
    Reason.VERIFICATION_REFUSED,
    Reason.FUTURE,
    Reason.WINDOW_CLOSED,
    Reason.OLDER,
    # doubted
    Reason.OTHER_METER,
    Reason.SWAPPED,
    Reason.LAST_DIGIT,
    Reason.CONSUMPTION,
    Reason.ROLLOVER,
    Reason.LESS,
    Reason.TOO_LARGE,
    Reason.SOMEBODY_ELSE,
    # noted: first what became of it, then what is worth knowing
    Reason.SAME_AGAIN,
    Reason.REPLACES,
    Reason.NEXT_PERIOD,
    Reason.PREVIOUS_DISPUTED,
    Reason.DECIMALS_DROPPED,
    Reason.VERIFICATION_OVER,
    Reason.BELOW_CALCULATED,
)
_NOTHING = Weighed()
_RANK = {reason: rank for rank, reason in enumerate(_WORST_FIRST)}


def judge(given: Given, past: Past, rules: ReadingRules, window: Window, sending: Sending) -> Verdict:
    """The verdict on a reading. It never fails: whatever people send, there is an answer.

    `past.others` only help to name a slip: leave them out, and judge again with them if `doubts_value`.
    """
    placed = place(window, sending.on)
    base = before(given.meter, past, rules, placed, sending)
    refused = tuple(_refused(given, past, rules, placed, sending, later=base.later))
    if refused:
        return _verdict(given, placed, base, refused)
    sent = earlier(past, placed, sending)
    value = weigh(given, base, past, rules, sending.day)
    repeated = sent is not None and _same(given, sent)
    if value.reason and repeated and sent and sent.entry.state is not State.DRAFT:
        value = replace(value, reason=None)  # asked and answered when it came first
    reasons = (
        *([value.reason] if value.reason else []),
        *_about_sent(sent, sending, repeated=repeated),
        *_noted(given, base, placed, sending),
    )
    return _verdict(given, placed, base, reasons, value, sent)


QUICK, DEEP = 4, 30
"""How many readings of the meter settle most verdicts, and how many (two years and more) the others."""


def settled(verdict: Verdict, rules: ReadingRules) -> bool:
    """Whether a verdict on the `QUICK` newest readings would be the same on all of them.

    So it is where nothing is taken, or no more was used than is always believed; otherwise judge again on
    `DEEP` ones: they tell what is usual. It saves most people's readings half of their cost.
    """
    if verdict.reasons and stance(verdict.reasons[0]) is Stance.REFUSED:
        return True
    most = rules.least_limit_kwh * 1000
    known = verdict.previous is not None and not doubts_value(verdict)
    return known and all(energy.watt_hours <= most for energy in verdict.used)


def doubts_value(verdict: Verdict) -> bool:
    """Whether the value itself is doubted: then the person's other meters may explain it."""
    return any(reason in VALUE for reason in verdict.reasons)


def _verdict(
    given: Given,
    placed: Placed,
    base: Before,
    reasons: tuple[Reason, ...],
    value: Weighed = _NOTHING,
    sent: Sent | None = None,
) -> Verdict:
    return Verdict(
        given, placed.period, _sorted(reasons), base.previous, value.used, value.suggested, value.fits,
        placed.opens_on, placed.closes_on, sent.entry if sent else None, base.disputed, value.suspect,
        value.usual,
    )  # fmt: skip


def _refused(
    given: Given, past: Past, rules: ReadingRules, placed: Placed, sending: Sending, *, later: bool
) -> Iterator[Reason]:
    meter = given.meter
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
    if later or _sent_later(past, sending):
        yield Reason.OLDER


def _sent_later(past: Past, sending: Sending) -> bool:
    """Whether a message of a later time was here first; equal times are told apart by nobody."""
    return any(
        sending.at_ms and sent.entry.taken_ms > sending.at_ms
        for sent in past.sent
        if sent.entry.state in ALIVE
    )


def _about_sent(sent: Sent | None, sending: Sending, *, repeated: bool) -> Iterator[Reason]:
    if sent is None:
        return
    if repeated:
        yield Reason.SAME_AGAIN
    elif sent.entry.subscriber_id == sending.subscriber_id:
        yield Reason.REPLACES
    else:
        yield Reason.SOMEBODY_ELSE


def _noted(given: Given, base: Before, placed: Placed, sending: Sending) -> Iterator[Reason]:
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


def _same(given: Given, sent: Sent) -> bool:
    decimals = given.meter.decimals
    return given.shown == tuple(rescaled(display, decimals) for display in sent.taken.shown)


def _sorted(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(sorted(dict.fromkeys(reasons), key=lambda reason: _RANK.get(reason, len(_RANK))))
