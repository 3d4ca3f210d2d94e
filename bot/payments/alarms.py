"""What staff have to look at about money: a row of the audit, the log, a figure of `/metrics`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from core.linking import AuditEvent
from core.payments.outcome import Outcome

if TYPE_CHECKING:
    from core.linking_ports import Audit
    from core.payments.outcome import Settled

log = structlog.stdlib.get_logger(__name__)
SYSTEM = "system"
HELD, REFUSED, OFF, UNRECONCILED, OPEN = (
    "payment-held", "payment-refused", "payments-off", "payments-unreconciled", "payments-open",
)  # fmt: skip
WHAT_NEXT = {
    HELD: "python -m bot held list",
    REFUSED: "python -m bot check-config, and what the shop says of the parameter",
    OFF: "check payments.yookassa; no links are given meanwhile",
    UNRECONCILED: "python -m bot reconcile --day DAY",
    OPEN: "python -m bot held list",
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """One of the events above; the detail names ids and words of the shop, never a person."""

    event: str
    detail: str
    account_id: int = 0


def alarm_of(settled: Settled, name: str = "") -> Alarm | None:
    """What of a settling is a matter for staff. `name`: the shop's id of the payment or refund."""
    if settled.alarm is None:
        return None
    intent, refused = settled.intent, settled.outcome is Outcome.REFUSED
    about = (f" intent={intent.id}" if intent else "") + (f" id={name}" if name else "")
    account = intent.wish.account_id if intent else 0
    return Alarm(REFUSED if refused else HELD, f"{settled.alarm}{about}", account)


class Alarms:
    """Tells staff. `counts` by event since the start."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def note(self, audit: Audit, alarm: Alarm, now_ms: int) -> None:
        """The row of the audit, in the transaction that found it."""
        audit.note(
            AuditEvent(alarm.event, SYSTEM, account_id=alarm.account_id, detail=alarm.detail[:500]), now_ms
        )

    def said(self, alarm: Alarm) -> None:
        """The log and the figure, once the row is committed."""
        self.counts[alarm.event] = self.counts.get(alarm.event, 0) + 1
        log.error("staff.alert", alert=alarm.event, detail=alarm.detail, what_next=WHAT_NEXT[alarm.event])
