"""What becomes of our SMS, as the provider says: written down, and told to the chat that waits for a code.

A status may come twice, by two routes and in any order: only the one that moves the row has consequences,
and those are stored in its transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import structlog

from bot.channels.sms_port import SmsState, Undelivered
from bot.dialogs.sms_states import CODE_LOST
from core.limits import HOUR_S
from core.phones import address_of
from core.records import RawEvent
from core.sms_ports import SmsFate
from core.usecases.phone_holds import hold_phone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.channels.sms_port import Status
    from core.ports import Store
    from core.sms_ports import SentSms

log = structlog.stdlib.get_logger(__name__)
SOURCE = "effect"
CODE = "code"
WORTH_TELLING_MS = HOUR_S * 1000
"""How old a code may be whose failure is still told: later nobody remembers that they asked."""
_FATES = {SmsState.DELIVERED: SmsFate.DELIVERED, SmsState.FAILED: SmsFate.FAILED}


def settle(store: Store, statuses: Sequence[Status], now_ms: int) -> Sequence[RawEvent]:
    """Write down what ended; the events for those who wait."""
    events: list[RawEvent] = []
    for status in statuses:
        fate = _FATES.get(status.state)
        if fate is None:
            continue
        reason = status.reason.value if fate is SmsFate.FAILED else ""
        sms = store.sms.settle(status.own_id, status.phone, fate, now_ms, reason=reason, code=status.code)
        if sms is not None and fate is SmsFate.FAILED:
            events += _failed(store, sms, status, now_ms)
    return events


def _failed(store: Store, sms: SentSms, status: Status, now_ms: int) -> Sequence[RawEvent]:
    if status.reason is Undelivered.SIM_REPLACED:
        hold_phone(store, sms.notify or address_of(sms.phone), sms.phone, now_ms)
    if status.reason.ours:
        log.error("sms.undelivered_by_us", kind=sms.kind, reason=sms.reason, status_code=status.code)
    # Whoever asked from that very phone would be told by an SMS to it.
    told = sms.notify if sms.kind == CODE and sms.notify != address_of(sms.phone) else ""
    if not told or now_ms - sms.sent_ms > WORTH_TELLING_MS:
        return ()
    row_id = str(sms.outbox_id)
    body = {"id": row_id, "kind": sms.kind, "result": "undelivered", "reason": sms.reason}
    body |= {"entry": CODE_LOST, "target": sms.reason}
    return (RawEvent(SOURCE, f"{row_id}:undelivered", told, msgspec.json.encode(body), now_ms),)
