"""A month that will pass a limit, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import opens
from bot.dialogs.forecast import rounded
from bot.dialogs.model import say
from bot.notifications.foretold import Foretold
from bot.notifications.speaker import Said
from bot.notifications.speakers.places import account_line, card_of
from core.clock import from_ms
from core.values import Energy, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.desk import Desk
    from bot.notifications.speaker import Moment
    from core.notifications.model import Reminder
    from core.ports import Store


class LimitSpeaker:
    """`bot.notifications.speaker.Speaker` of limits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._foretold = Foretold(desk)

    def useful(self, store: Store, reminder: Reminder, now_ms: int) -> str:
        """Of no use when the limit is gone or raised, the forecast fell, or the month is over."""
        limit = store.wishes.limits(reminder.subscriber_id).get(reminder.account_id, 0)
        if not limit:
            return "no-limit"
        if Period.of(self._desk.today(from_ms(now_ms))) != Period.parse(reminder.period):
            return "over"
        return "" if self._energy(store, reminder, now_ms) > limit else "below"

    def say(self, store: Store, reminders: Sequence[Reminder], moment: Moment) -> Said | None:
        """One account at a time: each has a forecast of its own."""
        one = reminders[0]
        card = card_of(store, one)
        limit = store.wishes.limits(one.subscriber_id).get(one.account_id, 0)
        energy = self._energy(store, one, moment.now_ms)
        if card is None or not limit or not energy:
            return None
        target = f"a{card.account.id}"
        phrases = (
            account_line(card, "notify-forecast", period=Period.parse(one.period)),
            say(
                "notify-forecast-sum", energy=rounded(Energy(energy)), bound=Energy(limit), kwh=limit // 1000
            ),
            say("notify-forecast-how"),
        )
        other = opens("notify-limit", "button-limit-other", target)
        return Said(phrases, (one.id,), (opens("forecast", "button-forecast", target), other))

    def _energy(self, store: Store, one: Reminder, now_ms: int) -> int:
        return self._foretold(store, one.subscriber_id, one.account_id, now_ms)
