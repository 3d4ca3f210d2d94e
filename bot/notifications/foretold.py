"""What the month of an account will come to: asked when limits are planned, and again when they are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clock import from_ms
from core.usecases.forecasts import ShowForecast, Unforeseen
from core.usecases.use_history import ShowUse

if TYPE_CHECKING:
    from bot.dialogs.desk import Desk
    from core.ports import Store


class Foretold:
    """Forecasts of consumption by the supplier's rules; six statements each."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._show = ShowForecast(ShowUse(desk.rules.readings), desk.take_readings)

    def __call__(self, store: Store, subscriber_id: int, account_id: int, now_ms: int) -> int:
        """Watt-hours of the running month; 0 where nothing is foretold."""
        card = store.accounts.card(subscriber_id, account_id)
        if card is None or card.account.id != account_id:
            return 0
        found = self._show.energy(store, card, self._desk.today(from_ms(now_ms)))
        return 0 if isinstance(found, Unforeseen) else found.energy.total.watt_hours
