"""New prices: two weeks before they hold, to all accounts of the tariff, once for a tariff and a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.clock import from_ms
from core.notifications.calendar import moment
from core.notifications.events import soon
from core.notifications.kinds import Kind
from core.notifications.planning import Chosen, Wanted
from core.tariffs import ORDER, changes
from storage.reminder_plans.words import BY_SMS, DUE, FROM, OPEN
from storage.tariffs import TariffsGateway
from storage.visible import snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from core.database import Tx
    from core.notifications.calendar import Times
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
SELECT link.id, link.subscriber_id, link.account_id, {DUE}, :until_ms, ''
{FROM}
WHERE {OPEN} AND card.tariff = :tariff AND (:sms = 1 OR NOT {BY_SMS})
"""


class TariffNews:
    """`core.notifications.planning.Source` of new prices; period: the first day, group: the tariff."""

    kind = Kind.TARIFF

    def __init__(self, zone: ZoneInfo, times: Times, *, sms: bool) -> None:
        self._zone, self._times, self._sms = zone, times, sms

    def wanted(self, tx: Tx, now_ms: int) -> Sequence[Wanted]:
        """A plan for each tariff that changes soon; one whose prices stay as they are is no news."""
        today = from_ms(now_ms).astimezone(self._zone).date()
        days = {"today": today.isoformat(), "last": (today + timedelta(days=AHEAD)).isoformat()}
        told, found = soon(now_ms, self._times, self._zone), []
        for tariff, day in tx.all(_DAYS, **days):
            if changes(TariffsGateway(tx).of(tariff), date.fromisoformat(day), ORDER):
                until_ms = moment(date.fromisoformat(day) + timedelta(days=1), 0, self._zone) - 1
                found.append(Wanted(self.kind, CHANGE, day, tariff, told.due_ms, told.spread_ms, until_ms))
        return found

    def chosen(self, plan: Plan) -> Chosen:
        """Every link of the tariff."""
        return Chosen(_SQL, {"sms": int(self._sms), "tariff": plan.group})
