"""Planned outages: as soon as an import brought them, moved or cancelled them, until they begin.

A plan is one state of one outage: its `grp` names times and places, its stage counts the states, so that one
that is moved there and back is told each time. Whom it concerns is judged by the address; the fact of a
reminder is what its person had been told before, and what holds now (`core.outages.news`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.clock import from_ms
from core.notifications.kinds import Kind
from core.notifications.planning import Chosen, Wanted
from core.outages import news
from storage.outages import OutagesGateway
from storage.reminder_plans.words import BY_SMS, FROM, OPEN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from core.database import Tx
    from core.notifications.model import Plan
    from core.outages import Outage

AHEAD_MS = 14 * 24 * 3_600_000
"""Nobody keeps in mind what is further ahead: it is told then."""
KNOWN_MS = 400 * 24 * 3_600_000
"""So long numbers of the supplier's list mean the same work."""
_PLANS = """
SELECT period, stage, grp FROM reminder_plan WHERE kind = :kind AND begun_ms > :since_ms ORDER BY id
"""
_FACT = """coalesce((SELECT told.fact FROM reminder AS told WHERE told.link_id = link.id AND told.kind = :kind
    AND told.period = :period AND told.state IN ({0}) ORDER BY told.id DESC LIMIT 1), '')"""
_SQL = f"""
SELECT link.id, link.subscriber_id, link.account_id, CAST(:due_ms AS BIGINT), CAST(:until_ms AS BIGINT), '',
    {_FACT.format("'planned', 'queued', 'sent'")}, {_FACT.format("'queued', 'sent'")}, card.address
{FROM}
WHERE {OPEN} AND (:sms = 1 OR NOT {BY_SMS})
"""


class OutageNews:
    """`core.notifications.planning.Source` of planned outages; their period is the supplier's number."""

    kind = Kind.OUTAGE

    def __init__(self, zone: tzinfo, *, sms: bool) -> None:
        """`zone` is that of the times in the supplier's list."""
        self._zone, self._sms = zone, sms

    def wanted(self, tx: Tx, now_ms: int) -> Sequence[Wanted]:
        """A plan for each state of what begins in the next two weeks, or was to when people were told."""
        local = from_ms(now_ms).astimezone(self._zone).strftime("%Y-%m-%dT%H:%M")
        ahead = [one for one in OutagesGateway(tx).after(local) if one.times.begins_ms(self._zone) > now_ms]
        if not ahead:
            return ()
        known = tx.all(_PLANS, kind=str(self.kind), since_ms=now_ms - KNOWN_MS)
        last = {period: (stage, grp) for period, stage, grp in known}
        soon_ms = now_ms + AHEAD_MS
        return [
            self._one(one, last.get(one.id), now_ms)
            for one in ahead
            if one.id in last or one.times.begins_ms(self._zone) < soon_ms
        ]

    def _one(self, one: Outage, last: tuple[str, str] | None, now_ms: int) -> Wanted:
        before, version = last or ("0", "")
        stage = before if version == one.version else str(int(before) + 1)
        until_ms = one.times.begins_ms(self._zone) - 1
        return Wanted(self.kind, stage, one.id, one.version, now_ms, 0, until_ms)

    def chosen(self, plan: Plan) -> Chosen:
        """Every link whose address it concerns, or concerned when its person was told."""

        def judge(tx: Tx, row: tuple[Any, ...]) -> str | None:
            outage = OutagesGateway(tx).of(plan.period)
            living, told, address = row[6:]
            return None if outage is None else news(living, told, outage.at(address))

        return Chosen(_SQL, {"sms": int(self._sms)}, judge=judge)
