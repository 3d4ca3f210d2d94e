"""Limits of a month's consumption: by the forecast who will pass theirs, once a month.

Looked at four times a day. The first look of a day is at everybody with a limit; the others at those who
changed it or sent a reading since the last look, and at everybody after an import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.notifications.calendar import MINUTE_MS, moment
from core.notifications.events import soon
from core.notifications.kinds import Kind
from core.notifications.planning import Chosen, Wanted
from core.values import Period
from storage.journal_rows import LIVING
from storage.reminder_plans.chosen_by import LIMITED
from storage.reminder_plans.moments import moments

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.database import Tx
    from core.notifications.groups import Calendars
    from core.notifications.model import Plan

LIMIT = "limit"
LOOKS = (10 * 60, 13 * 60, 16 * 60, 19 * 60)
"""Minutes of the day, local."""
_BACK_MS = 200 * MINUTE_MS
"""From one look to the last one, and some more."""
_USE_MS = 36 * 60 * MINUTE_MS
_IMPORTED = "SELECT max(touched_ms) FROM import_run WHERE state = 'switched'"
_DUE = "CAST(:due_ms AS BIGINT)"
_SQL = f"""
SELECT link.id, link.subscriber_id, link.account_id, {{due}}, CAST({{until}} AS BIGINT), '',
    lim.watt_hours
{LIMITED}
    AND NOT EXISTS (SELECT 1 FROM reminder AS told WHERE told.link_id = link.id AND told.kind = :kind
        AND told.stage = :stage AND told.period = :period)
    AND (CAST(:fact AS BIGINT) = 0 OR lim.changed_ms >= CAST(:fact AS BIGINT)
        OR EXISTS (SELECT 1 FROM reading_entry AS entry WHERE entry.account_id = link.account_id
            AND entry.created_ms >= CAST(:fact AS BIGINT) AND {LIVING.replace("state", "entry.state")}))
"""


class LimitNews:
    """`core.notifications.planning.Source` of limits that will be passed."""

    kind = Kind.FORECAST

    def __init__(self, calendars: Calendars, foretold: Callable[[Tx, int, int], int], *, sms: bool) -> None:
        """`foretold` is what the month of an account will come to for a person: watt-hours, 0 unknown."""
        self._calendars, self._foretold, self._sms = calendars, foretold, sms

    def wanted(self, tx: Tx, now_ms: int) -> Sequence[Wanted]:
        """The last look that is due today; its `fact` is since when somebody has to have done something."""
        usual = self._calendars.usual
        day = usual.day(now_ms)
        looks = [at_ms for minute in LOOKS if (at_ms := moment(day, minute, usual.zone)) <= now_ms]
        if not looks:
            return ()
        row, since_ms = tx.one(_IMPORTED), looks[-1] - _BACK_MS
        imported = row is not None and row[0] is not None and int(row[0]) >= since_ms
        fact = 0 if len(looks) == 1 or imported else since_ms
        name = (LIMIT, str(Period.of(day)), f"{day.isoformat()}T{len(looks)}")
        told = soon(looks[-1], usual.times, usual.zone)
        return (Wanted(self.kind, *name, told.due_ms, 0, told.due_ms + _USE_MS, fact=str(fact)),)

    def chosen(self, plan: Plan) -> Chosen:
        """Whoever has a limit and was not told this month, if the forecast is above it."""

        def judge(tx: Tx, row: tuple[Any, ...]) -> str | None:
            _, subscriber_id, account_id, *_, limit = row
            return str(limit) if self._foretold(tx, subscriber_id, account_id) > limit else None

        when = moments(self._calendars, plan, _DUE, lambda _calendar, due_ms: due_ms + _USE_MS)
        given = {"sms": int(self._sms), **when.params}
        return Chosen(when.sql(_SQL), given, table="notify_limit", judge=judge)
