"""What of an account's readings of a month is not in: asked when a reminder is judged and when it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.readings.journal import State
from core.usecases.sheets import meters_of_sheet
from core.values import Period

if TYPE_CHECKING:
    from datetime import date

    from core.accounts import AccountCard
    from core.meters import Meter
    from core.notifications.model import Reminder
    from core.ports import Store
    from core.usecases.readings import TakeReadings


@dataclass(frozen=True, slots=True)
class Awaited:
    """An account and its meters; `missing`: those that somebody reads and that have nothing for the month."""

    reminder: Reminder
    card: AccountCard
    closes_on: date
    meters: tuple[Meter, ...]
    missing: tuple[Meter, ...]

    @property
    def why_not(self) -> str:
        """Why nothing is awaited, in a word; "" while something is."""
        if self.card.account.closed:
            return "closed"
        if not self.meters:
            return "automatic"
        return "" if self.missing else "answered"


def awaited(store: Store, take: TakeReadings, reminder: Reminder) -> Awaited | None:
    """What the reminder is about, as it stands now; None for an account that its person has no more.

    A doubted reading counts as sent, as its own question is on the way (bot/readings_waiting.py); one that
    billing refused does not.
    """
    account_id = reminder.account_id
    card = store.accounts.card(reminder.subscriber_id, account_id)
    if card is None or card.account.id != account_id:
        return None
    window, period = take.window(card), Period.parse(reminder.period)
    found = meters_of_sheet(store.meters.of(account_id))
    manual = tuple(meter for meter in found if not meter.automatic)
    entries = store.journal.of_period(account_id, period)
    there = {entry.serial for entry in entries if entry.state is not State.REFUSED}
    opens_on = window.opens(period)
    there |= {
        meter.serial for meter, taken in store.meters.others(account_id, manual) if taken.on >= opens_on
    }
    missing = tuple(meter for meter in manual if meter.serial not in there)
    return Awaited(reminder, card, window.closes(period), manual, missing)
