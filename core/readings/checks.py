"""Whether a reading can be right and what it counts for: every rule of a supplier, in one verdict.

Nothing is refused because of its value: a value that cannot be right is kept, asked about, and exported with
what the person said (docs/readings.md has the rules with their sources).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.readings.before import before, earlier
from core.readings.given import Verdict
from core.readings.journal import State
from core.readings.known import replaced
from core.readings.notes import about_sent, noted, same
from core.readings.order import VALUE, worst_first
from core.readings.reasons import Reason, Stance, stance
from core.readings.refusals import refusals
from core.readings.weigh import Weighed, weigh
from core.readings.window import place

if TYPE_CHECKING:
    from core.readings.before import Before
    from core.readings.given import Given, Past, Sending, Sent
    from core.readings.rules import ReadingRules
    from core.readings.window import Placed, Window

_NOTHING = Weighed()
QUICK, DEEP = 4, 30
"""How many readings of the meter settle most verdicts, and how many (two years and more) the others."""


def judge(given: Given, past: Past, rules: ReadingRules, window: Window, sending: Sending) -> Verdict:
    """The verdict on a reading. It never fails: whatever people send, there is an answer.

    `past.others` only help to name a slip: leave them out, and judge again with them if `doubts_value`.
    """
    placed = place(window, sending.on)
    base = before(given.meter, past, rules, placed, sending)
    refused = tuple(refusals(given.meter, past, rules, placed, sending, later=base.later))
    if refused:
        return _verdict(given, placed, base, refused)
    sent = earlier(past, placed, sending)
    value = weigh(given, base, past, rules, sending.day)
    repeated = sent is not None and same(given, sent)
    if value.reason and repeated and sent and sent.entry.state is not State.DRAFT:
        value = replace(value, reason=None)  # asked and answered when it came first
    reasons = (
        *([value.reason] if value.reason else []),
        *about_sent(sent, sending, repeated=repeated),
        *noted(given, base, placed, sending),
    )
    verdict = _verdict(given, placed, base, reasons, value, sent)
    return verdict if sent else replace(verdict, present=replaced(given.meter, past, placed))


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
        given, placed.period, worst_first(reasons), base.previous, value.used, value.suggested, value.fits,
        placed.opens_on, placed.closes_on, sent.entry if sent else None, base.disputed, value.suspect,
        value.usual,
    )  # fmt: skip
