"""What staff must look at: written to the log and counted once the turn that decided it is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import structlog

from core.records import Attempt, Result

if TYPE_CHECKING:
    from core.records import OutboxRow

log = structlog.stdlib.get_logger(__name__)


class AlertSender:
    """`bot.channels.base.Sender` of alerts; `counts` by event, for the metrics."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    async def send(self, row: OutboxRow) -> Attempt:
        """Log it; what cannot be read is refused and stays in the outbox with its reason."""
        try:
            about = msgspec.json.decode(row.payload, type=dict[str, str | int])
            event = str(about.pop("event"))
        except (msgspec.MsgspecError, KeyError) as error:
            return Attempt(Result.REFUSED, reason=f"not an alert: {type(error).__name__}")
        self.counts[event] = self.counts.get(event, 0) + 1
        log.warning("staff.alert", alert=event, what_next="python -m bot suspended list", **about)
        return Attempt(Result.OK)
