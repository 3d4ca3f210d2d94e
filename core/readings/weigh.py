"""Whether the value itself can be right, against the reading before it; nothing of days, rights, windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.consumption import used_by_register
from core.readings.question import Question, Slip
from core.readings.reasons import Reason
from core.readings.slips import find_slip
from core.readings.steps import steps
from core.readings.usage import Usual, fits
from core.values import Display

if TYPE_CHECKING:
    from datetime import date

    from core.meters import Meter, Taken
    from core.readings.before import Before
    from core.readings.given import Given, Past
    from core.readings.rules import ReadingRules
    from core.values import Energy


_NEW_DAYS = 365
"""After more days the norm says nothing of what has gone through a meter."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the value is: used energy by register, and what is wrong with it, if anything."""

    used: tuple[Energy, ...] = ()
    reason: Reason | None = None
    suggested: tuple[Display, ...] = ()
    fits: Meter | None = None
    suspect: Taken | None = None
    usual: tuple[Energy, ...] = ()


def weigh(given: Given, base: Before, past: Past, rules: ReadingRules, day: date) -> Weighed:
    """Judge a value; an equal one is right: no consumption is to be told too."""
    previous = base.previous
    if previous is None:
        return _first(given, past, rules, day)
    used = used_by_register(previous.shown, given.shown, given.meter)
    least = rules.least_limit_kwh * 1000
    if all(0 <= energy.watt_hours <= least for energy in used):
        return Weighed(used)
    usual = Usual(given.meter, steps(base.sure, given.meter), past.norm, rules)
    limit = usual.limit(previous.on, day)
    if fits(used, limit):
        return Weighed(used)
    return _wrong(Question(given, previous, day, usual, limit, past.others), used, base)


def _wrong(asked: Question, used: tuple[Energy, ...], base: Before) -> Weighed:
    """A rollover, one of the usual slips, or simply less or too much."""
    given, usual = asked.given, asked.usual.expected(asked.previous.on, asked.day)
    back = tuple(energy.watt_hours < 0 for energy in used)
    if any(back):
        over = used_by_register(asked.previous.shown, given.shown, given.meter, back)
        if fits(over, asked.limit):
            return Weighed(over, Reason.ROLLOVER, usual=usual)
    slip = find_slip(asked) or Slip(Reason.LESS if any(back) else Reason.TOO_LARGE)
    suspect = _suspect(asked, base) if slip.reason is Reason.LESS else None
    told = () if any(back) else used
    return Weighed(told, slip.reason, slip.suggested, slip.fits, suspect, usual)


def _suspect(asked: Question, base: Before) -> Taken | None:
    """The previous reading, if this one fits the one before it and the previous does not: it was the slip."""
    if len(base.sure) < 2 or base.previous is not base.sure[0]:
        return None
    last, older, meter = base.sure[0], base.sure[1], asked.given.meter
    usual = Usual(meter, steps(base.sure[1:], meter), asked.usual.norm, asked.usual.rules)
    this = used_by_register(older.shown, asked.given.shown, meter)
    then = used_by_register(older.shown, last.shown, meter)
    right, wrong = fits(this, usual.limit(older.on, asked.day)), fits(then, usual.limit(older.on, last.on))
    return last if right and not wrong else None


def _first(given: Given, past: Past, rules: ReadingRules, day: date) -> Weighed:
    """The first reading ever; of a new meter: what the norm of the days since then cannot explain."""
    meter = given.meter
    if meter.installed_on is None or past.norm is None or (day - meter.installed_on).days > _NEW_DAYS:
        return Weighed()
    limit = Usual(meter, (), past.norm, rules).limit(meter.installed_on, day)
    zero = tuple(Display(0, one.decimals) for one in given.shown)
    believed = fits(used_by_register(zero, given.shown, meter), limit)
    return Weighed() if believed else Weighed(reason=Reason.TOO_LARGE)
