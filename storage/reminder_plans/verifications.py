"""Verification of meters: two months and two weeks before it ends, to those who asked for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.notifications.events import soon
from core.notifications.kinds import Kind
from core.notifications.planning import Chosen, Wanted
from storage.reminder_plans.chosen_by import WISHED
from storage.reminder_plans.moments import moments
from storage.reminder_plans.words import DUE
from storage.visible import snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx
    from core.notifications.groups import Calendars
    from core.notifications.model import Plan

STAGES = (("months", 60), ("weeks", 14))
"""Stages, with the days before the last one."""
_LATE_DAYS = 5
"""So many days later it is still told, after the bot was down."""
_USE_MS = 7 * 24 * 3_600_000
_SQL = f"""
SELECT link.id, link.subscriber_id, link.account_id, {{due}}, {{until}}, ''
{WISHED}
    AND EXISTS (SELECT 1 FROM meter WHERE meter.account_id = link.account_id
        AND meter.generation = {snapshot("meters")} AND meter.removed_on IS NULL
        AND meter.verified_until = :period)
"""


class VerificationNews:
    """`core.notifications.planning.Source` of verification; its period is the last day."""

    kind = Kind.VERIFICATION

    def __init__(self, calendars: Calendars, *, sms: bool) -> None:
        self._calendars, self._sms = calendars, sms

    def wanted(self, _tx: Tx, now_ms: int) -> Sequence[Wanted]:
        """A plan for each last day that is so many days ahead."""
        usual = self._calendars.usual
        today, told = usual.day(now_ms), soon(now_ms, usual.times, usual.zone)
        until_ms, found = told.due_ms + _USE_MS, []
        for stage, ahead in STAGES:
            for late in range(_LATE_DAYS):
                day = (today + timedelta(days=ahead - late)).isoformat()
                found.append(Wanted(self.kind, stage, day, "", told.due_ms, told.spread_ms, until_ms))
        return found

    def chosen(self, plan: Plan) -> Chosen:
        """Links of people who switched it on, of accounts with a meter of that day."""
        when = moments(self._calendars, plan, DUE, lambda _calendar, due_ms: due_ms + _USE_MS)
        return Chosen(when.sql(_SQL), {"sms": int(self._sms), **when.params}, table="notify_choice")
