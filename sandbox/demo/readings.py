"""The life of a meter: its readings, and what billing makes of them month by month."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sandbox.demo.consumption import steps, watt_hours
from sandbox.demo.customer import Customer, Meter
from sandbox.demo.groups import READING_DAYS
from sandbox.demo.months import Span, day

# Where the energy of a zone stands among kwh_t1, kwh_t2, kwh_t3 of a bill.
PLACE = {"all": 0, "day": 0, "peak": 0, "night": 1, "halfpeak": 2}


@dataclass(slots=True)
class Metered:
    """Lines of readings.csv, and Wh to bill by month and zone (negative: billed too much before)."""

    lines: list[str] = field(default_factory=list)
    billed: dict[int, dict[str, int]] = field(default_factory=dict)


def first_month(customer: Customer, span: Span) -> int:
    """The first month with a bill."""
    return max(span.first, span.last - customer.months + 1)


def last_month(customer: Customer, span: Span) -> int:
    """The last month with a reading: the open one for those who sent early and may already do so."""
    if customer.closed_back is not None:
        return span.last - customer.closed_back
    window_opens = day(span.open_month, READING_DAYS[customer.group][0])
    return span.open_month if customer.sent_open and window_opens <= span.payments_until else span.last


def run_meter(customer: Customer, meter: Meter, span: Span, rng: Random) -> Metered:
    """Simulate one meter over its part of the history."""
    first = first_month(customer, span) if meter.since is None else span.last - meter.since
    last = last_month(customer, span) if meter.until is None else span.last - meter.until
    return _Run(customer, meter, span, rng).all(range(first, last + 1))


class _Run:
    def __init__(self, customer: Customer, meter: Meter, span: Span, rng: Random) -> None:
        self._customer = customer
        self._meter = meter
        self._span = span
        self._rng = rng
        self._out = Metered()
        self._full = 10 ** (meter.digits + meter.decimals)
        low, high = READING_DAYS[customer.group]
        self._day = rng.randint(low, high)

    def all(self, months: range) -> Metered:
        grown = steps(self._meter, months, self._rng)
        shown = self._start(grown)
        billed = list(shown)
        self._write(
            self._baseline_day(months.start), shown, "billing" if self._meter.since is None else "inspector"
        )
        names = self._meter.zone_order.split(",")
        for month, step in zip(months, grown, strict=True):
            shown = [display + units for display, units in zip(shown, step, strict=True)]
            if self._forgotten(month, months):
                after = [display + self._average(grown, at) for at, display in enumerate(billed)]
                self._write(day(month, 31), after, "calculated")
            else:
                after = shown
                on, source = self._when_and_who(month)
                self._write(on, after, source)
            self._out.billed[month] = {
                name: watt_hours(self._meter, now - before)
                for name, now, before in zip(names, after, billed, strict=True)
            }
            billed = after
        self._extra(shown)
        return self._out

    def _start(self, grown: list[tuple[int, ...]]) -> list[int]:
        meter = self._meter
        if meter.end_at is not None:
            return [meter.end_at - sum(step[at] for step in grown) for at in range(meter.zones)]
        return [meter.start * 10**meter.decimals * share // 1000 for share in meter.zone_shares]

    def _baseline_day(self, first: int) -> date:
        return self._meter.installed_on if self._meter.since is not None else day(first - 1, self._day)

    def _average(self, grown: list[tuple[int, ...]], register: int) -> int:
        """What billing assumes: an average month of the whole history."""
        return sum(step[register] for step in grown) // len(grown)

    def _forgotten(self, month: int, months: range) -> bool:
        if self._span.last - month in self._customer.calculated_back:
            return True
        if month in (months.start, months[-1]) or not self._customer.forget_permille:
            return False
        return self._rng.randrange(1000) < self._customer.forget_permille

    def _when_and_who(self, month: int) -> tuple[date, str]:
        if self._meter.automatic:
            return day(month, 31), "billing"
        if self._meter.until is not None and month == self._span.last - self._meter.until:
            return day(month, 20), "inspector"
        number = self._day
        if month == self._span.open_month:
            number = min(number, self._span.payments_until.day)
        return day(month, number), "inspector" if self._rng.randrange(1000) < 20 else "subscriber"

    def _extra(self, shown: list[int]) -> None:
        for extra in self._customer.extra_readings:
            on = day(self._span.last - extra.back, extra.day)
            on = min(on, self._span.today - timedelta(days=1))
            self._write(on, [display + extra.step for display in shown], extra.source, extra.state)

    def _write(self, on: date, displays: list[int], source: str, state: str = "counted") -> None:
        cells = [self._display(units % self._full) for units in displays]
        cells += [""] * (3 - len(cells))
        self._out.lines.append(
            f"{self._customer.number};{self._meter.serial};{on};{';'.join(cells)};{source};{state}"
        )

    def _display(self, units: int) -> str:
        if not self._meter.decimals:
            return str(units)
        whole, fraction = divmod(units, 10**self._meter.decimals)
        return f"{whole},{fraction:0{self._meter.decimals}d}"
