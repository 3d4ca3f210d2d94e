"""What of this month's readings is there and what is missing: of one meter, and of each in a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogs.model import say
from core.meters import counts
from core.readings.journal import State
from core.usecases.meter_history import displays_of, is_open, waiting
from core.values import Displays

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.dialogs.flow import Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.accounts import AccountCard
    from core.meters import Meter
    from core.readings.journal import Entry
    from core.readings.window import Placed
    from core.usecases.screens import ShownMeter

LOOKED = 6
"""Entries of a meter among which the last ones are looked for."""
_FAILED = frozenset({State.REFUSED, State.DRAFT})


@dataclass(frozen=True, slots=True)
class Month:
    """The window of an account, and the serial numbers of meters that have a reading for it."""

    placed: Placed
    sent: frozenset[str]

    def missing(self, meters: Sequence[Meter]) -> tuple[Meter, ...]:
        """Meters whose reading is still awaited; none while the window is not open."""
        return tuple(one for one in meters if self.word(one) == "due")

    def word(self, meter: Meter) -> str:
        """How the meter stands: sent, due, automatic, removed, or "" where nothing is to be said."""
        if meter.removed_on:
            return "removed"
        if meter.automatic:
            return "automatic"
        if meter.serial in self.sent:
            return "sent"
        return "due" if self.placed.inside else ""


def month_of(turn: Turn, opened: Opened, meters: Sequence[Meter]) -> Month:
    """Two statements, however many meters there are: our journal, and what billing has by itself."""
    take, account = turn.desk.reads(opened.card), opened.card.account.id
    placed = take.placed(opened.card, take.day(turn.sent_at))
    entries = turn.store.journal.of_period(account, placed.period)
    ours = {entry.serial for entry in entries if entry.state not in _FAILED}
    billed = {
        meter.serial
        for meter, taken in turn.store.meters.others(account, meters)
        if taken.on >= placed.opens_on
    }
    return Month(placed, frozenset(ours | billed))


def month_of_one(turn: Turn, opened: Opened, shown: ShownMeter, entries: Sequence[Entry]) -> Month:
    """The same of one meter, by what was read for its card; `entries` are those of our journal."""
    take = turn.desk.reads(opened.card)
    placed = take.placed(opened.card, take.day(turn.sent_at))
    ours = any(one.period == placed.period and one.state not in _FAILED for one in entries)
    billed = any(counts(one) and one.on >= placed.opens_on for one in shown.readings)
    return Month(placed, frozenset({shown.meter.serial} if ours or billed else ()))


def window_line(month: Month, meters: Sequence[Meter]) -> Iterator[Phrase]:
    """How long the window is open and what is missing; nothing where no meter is read by people."""
    manual = [one for one in meters if not one.removed_on and not one.automatic]
    placed, missing = month.placed, month.missing(manual)
    if not manual:
        return
    if not placed.inside:
        yield say("month-opens", period=placed.period, opens=placed.opens_on, until=placed.closes_on)
    elif not missing:
        yield say("month-done", period=placed.period)
    elif placed.days_left:
        yield say("month-left", period=placed.period, until=placed.closes_on, days=placed.days_left)
    else:
        yield say("month-today", period=placed.period)
    if missing and len(manual) > 1:
        yield say("month-missing", number=len(missing), count=len(manual))


def ours_lines(
    turn: Turn, card: AccountCard, shown: ShownMeter, entries: Sequence[Entry]
) -> Iterator[Phrase]:
    """The newest reading in our journal that billing has not told back, and the person's own open question.

    What another person was asked about and has not confirmed is no reading yet, and nobody else's business.
    """
    take, billed = turn.desk.reads(card), shown.readings
    after = [one for one in waiting(entries, billed, take) if not billed or take.sent_on(one) >= billed[0].on]
    told = [one for one in after if one.state is not State.DRAFT][:1]
    told += [one for one in after if is_open(one, turn.session.subscriber_id)][:1]
    yield from (ours_line(turn, card, shown.meter, entry) for entry in told)


def ours_line(turn: Turn, card: AccountCard, meter: Meter, entry: Entry) -> Phrase:
    """One entry of our journal and where it stands."""
    shown = Displays(displays_of(entry), named=True, zones=meter.zones)
    day = turn.desk.reads(card).sent_on(entry)
    return say(f"ours-{entry.state}", shown=shown, day=day, receipt=entry.receipt)
