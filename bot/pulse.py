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
    from core.database import Tx
    from core.usecases.breaker import Figures
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
        codes: Callable[[Tx], Figures],
    ) -> None:
        self._database = database
        self._intake = intake
        self._delivery = delivery
        self._wall_ms = wall_ms
        self._last_poll_ms = last_poll_ms
        self._held = codes
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
            *(await self._codes() if health.ready else ()),
            *counted("abonent_events_total", self._intake.counts, "outcome", "events by what became of them"),
            *counted("abonent_sent_total", self._delivery.counts, "result", "attempts of sending by result"),
            *(sample for samples in self.more for sample in samples()),
        ]

    async def _codes(self) -> Iterable[Sample]:
        """What holds one-time codes back; `python -m bot limits` says the same."""
        held = await self._database.read(self._held)
        return [
            Sample("abonent_codes_stopped", int(held.opened_ms > 0), help="1 while nobody enters codes"),
            Sample("abonent_guessing", int(held.guarded), help="1 while few second facts of a day are right"),
            Sample("abonent_codes_day", held.codes, help="one-time codes sent in 24 hours"),
            Sample("abonent_codes_day_kopecks", held.spent, help="what they cost at most, kopecks"),
            Sample("abonent_sms_day_kopecks", held.sms_spent, help="what SMS of 24 hours cost, kopecks"),
            Sample("abonent_refused_day", held.failed, help="wrong second facts and codes in 24 hours"),
        ]
