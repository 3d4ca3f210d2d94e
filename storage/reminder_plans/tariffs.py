"""New prices: two weeks before they hold, to all accounts of the tariff, once for a tariff and a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.notifications.calendar import moment
from core.notifications.events import soon
from core.notifications.kinds import Kind
from core.notifications.planning import Chosen, Wanted
from core.tariffs import ORDER, changes
from storage.reminder_plans.moments import moments
from storage.reminder_plans.words import BY_SMS, DUE, FROM, OPEN
from storage.tariffs import TariffsGateway
from storage.visible import snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx
    from core.notifications.groups import Calendar, Calendars
    from core.notifications.model import Plan

CHANGE = "change"
AHEAD = 14
"""Days before."""
_DAYS = f"""
SELECT DISTINCT tariff, valid_from FROM tariff
WHERE generation = {snapshot("tariffs")} AND valid_from > :today AND valid_from <= :last
ORDER BY valid_from, tariff
"""
_SQL = f"""
SELECT link.id, link.subscriber_id, link.account_id, {{due}}, {{until}}, ''
{FROM}
WHERE {OPEN} AND card.tariff = :tariff AND (:sms = 1 OR NOT {BY_SMS})
"""


class TariffNews:
    """`core.notifications.planning.Source` of new prices; period: the first day, group: the tariff."""

    kind = Kind.TARIFF

    def __init__(self, calendars: Calendars, *, sms: bool) -> None:
        self._calendars, self._sms = calendars, sms

    def wanted(self, tx: Tx, now_ms: int) -> Sequence[Wanted]:
        """A plan for each tariff that changes soon; one whose prices stay as they are is no news."""
        usual = self._calendars.usual
        today = usual.day(now_ms)
        days = {"today": today.isoformat(), "last": (today + timedelta(days=AHEAD)).isoformat()}
        told, found = soon(now_ms, usual.times, usual.zone), []
        for tariff, day in tx.all(_DAYS, **days):
            if changes(TariffsGateway(tx).of(tariff), date.fromisoformat(day), ORDER):
                times = (told.due_ms, told.spread_ms, _until(usual, day))
                found.append(Wanted(self.kind, CHANGE, day, tariff, *times))
        return found

    def chosen(self, plan: Plan) -> Chosen:
        """Every link of the tariff."""
        when = moments(self._calendars, plan, DUE, lambda calendar, _due_ms: _until(calendar, plan.period))
        return Chosen(when.sql(_SQL), {"sms": int(self._sms), "tariff": plan.group, **when.params})


def _until(calendar: Calendar, day: str) -> int:
    """The end of the first day of the prices."""
    return moment(date.fromisoformat(day) + timedelta(days=1), 0, calendar.zone) - 1
