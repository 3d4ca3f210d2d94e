"""How the bot is, for `/health` and `/metrics`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.metrics import Sample, counted
from bot.handlers.web import Health
from storage.inbox import InboxGateway

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.channels.delivery import Delivery
    from bot.handlers.intake import Intake
    from storage.database import Database


class BotPulse:
    """`bot.handlers.web.Pulse` of the running bot."""

    def __init__(
        self,
        database: Database,
        intake: Intake,
        delivery: Delivery,
        wall_ms: Callable[[], int],
        last_poll_ms: Callable[[], int],
    ) -> None:
        self._database = database
        self._intake = intake
        self._delivery = delivery
        self._wall_ms = wall_ms
        self._last_poll_ms = last_poll_ms
        self.more: list[Callable[[], Iterable[Sample]]] = []
        self.ready = False

    async def health(self) -> Health:
        if not self.ready:
            return Health(ready=False)
        pending, dead, oldest = await self._database.read(lambda tx: InboxGateway(tx).counts())
        lag = max(0, self._wall_ms() - oldest) if oldest else 0
        return Health(True, lag, pending, dead, self._last_poll_ms())

    async def samples(self) -> Iterable[Sample]:
        health = await self.health()
        return [
            Sample("abonent_ready", int(health.ready), help="1 when the bot takes events"),
            Sample("abonent_pending_events", health.pending, help="events stored and not handled yet"),
            Sample("abonent_dead_letters", health.dead_letters, help="events that could not be handled"),
            Sample("abonent_lag_ms", health.lag_ms, help="age of the oldest event not handled yet"),
            *counted("abonent_events_total", self._intake.counts, "outcome", "events by what became of them"),
            *counted("abonent_sent_total", self._delivery.counts, "result", "attempts of sending by result"),
            *(sample for samples in self.more for sample in samples()),
        ]
