"""When each circle of groups is told of what one plan finds: one pass over the links for all of them.

What is told as soon as an import brought it hangs on no calendar: a plan for each would go through all links
once for each. So the moments of the others stand beside those of the usual calendar, and the row says by its
group which are its own. With no other calendar the statement is as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.notifications.calendar import midnight_of
from core.notifications.events import soon

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.database import Value
    from core.notifications.groups import Calendar, Calendars
    from core.notifications.model import Plan

_MOMENT = re.compile(r":(due|spread|until|midnight)_ms\b")


@dataclass(frozen=True, slots=True)
class Moments:
    """`due`, `until`: what a statement over `card` selects; `params`: what it is given beside its own."""

    due: str
    until: str
    params: Mapping[str, Value]

    def sql(self, statement: str) -> str:
        """A statement with its `{due}` and `{until}`."""
        return statement.format(due=self.due, until=self.until)


def moments(
    calendars: Calendars,
    plan: Plan,
    due: str,
    until: Callable[[Calendar, int], int],
    opens: Callable[[Calendar], int] = lambda _calendar: 0,
) -> Moments:
    """By each calendar, `due` (as in `words.DUE`) with its own hours; both depend on the plan alone.

    `until` is the last moment of use by a calendar, given when it begins to be told; `opens` the moment
    before which nobody is told. The usual calendar has the moments of the plan.
    """
    given: dict[str, Value] = {}
    whose = []
    for at, circle in enumerate(calendars.circles()[1:], 1):
        told = soon(max(plan.begun_ms, opens(circle.calendar)), circle.calendar.times, circle.calendar.zone)
        given |= {
            f"due_ms{at}": told.due_ms, f"spread_ms{at}": told.spread_ms,
            f"until_ms{at}": until(circle.calendar, told.due_ms),
            f"midnight_ms{at}": midnight_of(told.due_ms, circle.calendar.zone),
            **{f"circle{at}_{number}": group for number, group in enumerate(circle.groups)},
        }  # fmt: skip
        whose.append(", ".join(f":circle{at}_{number}" for number in range(len(circle.groups))))
    return Moments(_by_group(due, whose), _by_group(":until_ms", whose), given)


def _by_group(expression: str, whose: list[str]) -> str:
    """The expression with the moments of the circle that the card is of."""
    if not whose:
        return expression
    cases = [
        f"WHEN card.grp IN ({names}) THEN " + _MOMENT.sub(rf"\g<0>{at}", expression)
        for at, names in enumerate(whose, 1)
    ]
    return f"CASE {' '.join(cases)} ELSE {expression} END"
