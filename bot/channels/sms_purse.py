"""What SMS may cost in a day: one cap for codes and what we begin, a higher one for answers.

The sum is read from the journal once a minute and counted up in between, so a list of thousands does not ask
the storage for each. Kopecks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.limits import DAY_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.database import Database, Tx
    from core.limits import Limits
    from core.ports import Store

_FRESH_MS = 60_000


class Purse:
    """Money of the last 24 hours, `spent` so far. Replicas see each other's within a minute."""

    def __init__(self, database: Database, open_store: Callable[[Tx], Store], limits: Limits) -> None:
        self.limits = limits
        self._database = database
        self._open = open_store
        self.spent = 0
        self._known_ms = -1

    async def take(self, kopecks: int, now_ms: int, *, answer: bool) -> bool:
        """Reserve money for an SMS that is about to leave; False when the cap does not allow it."""
        if not 0 <= now_ms - self._known_ms < _FRESH_MS:
            self.spent = await self._database.read(lambda tx: self._open(tx).sms.spent(now_ms - DAY_S * 1000))
            self._known_ms = now_ms
        most = self.limits.money_answers if answer else self.limits.money_day
        if self.spent + kopecks > most:
            return False
        self.spent += kopecks
        return True
