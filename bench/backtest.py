"""How far off forecasts of consumption are on the demo's accounts: ours, and the two that anybody can make.

Walk-forward: each of the last twelve billed months of an account is foretold from the months before it, and
compared with what was used. "Same as last month" and "same as a year ago" are measured on the same months.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from core.forecasting.energy import foretell
from core.history.account import of_account
from core.history.model import Known, MonthUse
from core.meters import Meter, Source, Taken
from core.readings.window import Window
from core.tariffs import Zone
from core.values import Display, Period
from sandbox.demo import customer as demo
from sandbox.demo.files import DemoOptions, customers
from sandbox.demo.groups import WINDOWS
from sandbox.demo.months import Span, day
from sandbox.demo.story import tell

TODAY, MONTHS = date(2026, 11, 20), 36
TRIED = 12
"""The newest billed months, all of which are foretold."""
METHODS = ("ours", "last-month", "year-ago")


@dataclass(slots=True)
class Tried:
    """The months of one account: watt-hours used, and by method how far off each month was."""

    used: list[int] = field(default_factory=list)
    off: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in METHODS})
    inside: list[bool] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Errors:
    """`wape`: the share of the energy of its months that an account was off by, the median of the accounts.

    `mae`: kWh a month off, the median of the accounts. `inside`: the share of months within the interval.
    """

    accounts: int
    months: int
    wape: dict[str, float]
    mae: dict[str, float]
    inside: float

    @property
    def ratio(self) -> float:
        """Ours to the better of the other two."""
        return self.wape["ours"] / min(self.wape["last-month"], self.wape["year-ago"])


def histories(accounts: int, seed: int = 1, skip: int = 0) -> Iterator[tuple[MonthUse, ...]]:
    """Months of the demo's accounts but the first, from their readings, as the product sees them."""
    span = Span(TODAY, MONTHS)
    drawn = customers(DemoOptions(span, accounts, seed, distinct=accounts))
    for who, rng in islice(drawn, skip, None):
        read = [(_meter(one, span), list[Taken]()) for one in who.meters]
        by_serial = {meter.serial: (meter, taken) for meter, taken in read}
        for line in tell(who, span, rng).readings:
            _, serial, on, *shown, source, state = line.split(";")
            meter, taken = by_serial[serial]
            displays = tuple(Display(int(one.replace(",", "")), meter.decimals) for one in shown if one)
            taken.append(Taken(date.fromisoformat(on), Source(source), displays, state))
        yield of_account(read, {}, Window.parse(WINDOWS[who.group]))


def _meter(one: demo.Meter, span: Span) -> Meter:
    removed = None if one.until is None else day(span.last - one.until, 20)
    return Meter(
        one.serial, one.model, one.place, tuple(map(Zone, one.zone_order.split(","))), one.digits,
        one.decimals, one.ratio, one.installed_on, removed, one.verified_until, one.automatic,
    )  # fmt: skip


def tried(history: Sequence[MonthUse], last: Period) -> Tried:
    """Foretell the months up to `last`; those that all three methods can tell and somebody measured."""
    known = {use.period: use for use in history if use.known is not Known.CALCULATED}
    found = Tried()
    for month in map(last.shift, range(1 - TRIED, 1)):
        now, before, year = (known.get(month.shift(-back)) for back in (0, 1, 12))
        if now is None or before is None or year is None:
            continue
        ours = foretell([use for use in history if use.period < month], month)
        if ours is None:
            continue
        used = now.total.watt_hours
        found.used.append(used)
        for name, guess in zip(METHODS, (ours.total, before.total, year.total), strict=True):
            found.off[name].append(abs(guess.watt_hours - used))
        found.inside.append(ours.low <= now.total <= ours.high)
    return found


def errors(told: Sequence[Sequence[MonthUse]], last: Period) -> Errors:
    """The errors over all accounts that used anything."""
    rows = [row for history in told if sum((row := tried(history, last)).used)]
    inside = [one for row in rows for one in row.inside]
    return Errors(
        len(rows),
        len(inside),
        {name: statistics.median(sum(row.off[name]) / sum(row.used) for row in rows) for name in METHODS},
        {name: statistics.median(statistics.mean(row.off[name]) / 1000 for row in rows) for name in METHODS},
        sum(inside) / len(inside),
    )


def demo_errors(accounts: int, seed: int = 1) -> Errors:
    """The errors on the accounts of the demo."""
    last = Span(TODAY, MONTHS).last
    return errors(tuple(histories(accounts, seed)), Period(last // 12, last % 12 + 1))
