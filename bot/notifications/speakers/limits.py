"""A month that will pass a limit, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogs.common import opens
from bot.dialogs.forecast import rounded
from bot.dialogs.model import say
from bot.notifications.foretold import Foretold
from bot.notifications.speaker import Said
from bot.notifications.speakers.places import account_line, card_of, gone, rows_of
from core.clock import from_ms
from core.values import Energy, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.desk import Desk
    from bot.dialogs.model import Phrase
    from bot.notifications.speaker import Moment
    from core.accounts import AccountCard
    from core.notifications.model import Reminder
    from core.ports import Store
    from core.values import Value


@dataclass(frozen=True, slots=True)
class _Found:
    """What the month of an account comes to, and its limit: watt-hours."""

    card: AccountCard
    energy: int
    limit: int


class LimitSpeaker:
    """`bot.notifications.speaker.Speaker` of limits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._foretold = Foretold(desk)

    def useful(self, store: Store, reminder: Reminder, now_ms: int) -> str:
        """Of no use when the limit is gone or raised, the forecast fell, or the month is over."""
        limit = store.wishes.limits(reminder.subscriber_id).get(reminder.account_id, 0)
        if why := gone(card_of(store, reminder)):
            return why
        if not limit:
            return "no-limit"
        if Period.of(self._desk.today(from_ms(now_ms))) != Period.parse(reminder.period):
            return "over"
        return "" if self._energy(store, reminder, now_ms) > limit else "below"

    def say(self, store: Store, reminders: Sequence[Reminder], moment: Moment) -> Said | None:
        """One account in full, several as a list."""
        same = [one for one in reminders if one.period == reminders[0].period]
        found = {one.id: here for one in same if (here := self._found(store, one, moment)) is not None}
        several = list({here.card.account.id: here for here in found.values()}.values())
        if not several:
            return None
        target = f"a{several[0].card.account.id}" if len(several) == 1 else ""
        other = opens("notify-limit", "button-limit-other", target)
        phrases = _words(several, Period.parse(same[0].period))
        ways = (opens("forecast", "button-forecast", target), other)
        texted = moment.address.startswith("tel:")
        least = 2 if texted and target else 1  # its SMS goes on in the second phrase
        return Said(phrases, tuple(found), ways, steps=tuple(range(least, len(phrases) if target else 2)))

    def _found(self, store: Store, one: Reminder, moment: Moment) -> _Found | None:
        card = card_of(store, one)
        limit = store.wishes.limits(one.subscriber_id).get(one.account_id, 0)
        energy = self._energy(store, one, moment.now_ms)
        return _Found(card, energy, limit) if card is not None and limit and energy else None

    def _energy(self, store: Store, one: Reminder, now_ms: int) -> int:
        return self._foretold(store, one.subscriber_id, one.account_id, now_ms)


def _words(several: Sequence[_Found], period: Period) -> tuple[Phrase, ...]:
    if len(several) > 1:
        head = say("notify-forecasts", period=period, count=len(several))
        lines = [account_line(one.card, "notify-forecast-row", **_sums(one)) for one in several]
        return (head, *rows_of(lines))
    [one] = several
    head = account_line(one.card, "notify-forecast", period=period)
    return head, say("notify-forecast-sum", **_sums(one)), say("notify-forecast-how")


def _sums(one: _Found) -> dict[str, Value]:
    bound = Energy(one.limit)
    return {"energy": rounded(Energy(one.energy)), "bound": bound, "kwh": one.limit // 1000}
