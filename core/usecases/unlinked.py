"""A reading for an account that is not linked: `account value`, from any phone, where the supplier takes it.

Nobody learns anything by it. Whatever account is named, the limit is asked first, then the same look-ups run
and the same is answered; only the last statement, which writes the entry, is spared where there is nothing to
write. The entry is a draft of nobody: it takes no place, is never asked about, and billing gets it marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.limits import Limits, unlinked_keys, unlinked_wait
from core.readings.assign import assign
from core.readings.claimed import UNLINKED
from core.readings.given import Given
from core.readings.journal import Draft, State
from core.readings.rules import Outside
from core.readings.window import Window, place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.ports import Store
    from core.readings.claimed import Claimed
    from core.readings.heard import Written
    from core.usecases.reading_values import Sender
    from core.usecases.readings import TakeReadings
    from core.values import Period

MOST = 3
"""Readings of one message that are looked at."""


@dataclass(frozen=True, slots=True)
class TakeUnlinked:
    """Readings of people who have the account not linked; of which day, `take` knows."""

    take: TakeReadings
    limits: Limits

    def __call__(self, store: Store, readings: Sequence[Written], sender: Sender) -> int:
        """Keep what can be kept; seconds to wait where this person sent too many, else 0."""
        keys = unlinked_keys(sender.address)
        for written in readings[:MOST]:
            wait = unlinked_wait(store.attempts.counts(keys, sender.now_ms), self.limits, sender.now_ms)
            if wait:
                return wait
            store.attempts.bump(keys, sender.now_ms)
            self._keep(store, written, sender)
        return 0

    def _keep(self, store: Store, written: Written, sender: Sender) -> None:
        claimed = store.facts.claimed(written.account)
        meters = store.meters.of(claimed.account_id)
        on = self.take.by(claimed.group).day(sender.sent_at)
        given, period = assign(written, meters, on), self._period(claimed, on)
        if claimed.closed or period is None or not isinstance(given, Given):
            return
        if given.meter.automatic or given.meter.removed_on is not None:
            return
        store.journal.add(_draft(claimed.account_id, given, period, sender))

    def _period(self, claimed: Claimed, on: date) -> Period | None:
        """The month it counts for; None where nothing is taken on such a day."""
        rules = self.take.rules
        placed = place(Window.parse(claimed.window or rules.window), on)
        return placed.period if placed.inside or rules.outside is Outside.NEXT else None


def _draft(account_id: int, given: Given, period: Period, sender: Sender) -> Draft:
    return Draft(
        account_id=account_id,
        serial=given.meter.serial,
        period=period,
        taken_ms=sender.sent_ms,
        shown=tuple(display.units for display in given.shown),
        decimals=given.meter.decimals,
        state=State.DRAFT,
        channel=sender.channel,
        address=sender.address,
        subscriber_id=0,
        event_id=sender.event_id,
        created_ms=sender.now_ms,
        flag=UNLINKED,
        message=sender.message,
    )
