"""The tables of a bill: what the month came to, its lines, its readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.bills import LineKind
from core.meters import Source
from core.values import Display, Energy, Period, Prices
from payments.bill_paper import Column, Section

if TYPE_CHECKING:
    from bot.bills.gathered import Gathered, Register
    from bot.bills.words import PaperWords
    from core.bills import Bill, Line
    from core.meters import Meter, Taken
    from core.values import Value


def month(say: PaperWords, bill: Bill) -> Section:
    """From what the month began with to what it came to; what is nothing is left out but for the ends."""
    rows = [
        ("billpdf-opening", bill.opening.kopecks),
        ("billpdf-charged", bill.charged.kopecks),
        ("billpdf-paid", -bill.paid.kopecks),
        ("billpdf-recalculated", bill.recalculated.kopecks),
        ("billpdf-penalty", bill.penalty.kopecks),
    ]
    shown = [_row(say, key, sum_) for at, (key, sum_) in enumerate(rows) if sum_ or at < 2]
    total = _row(say, "billpdf-total", bill.closing.kopecks)
    columns = [Column(say("billpdf-column-what"), 1), Column(say("billpdf-column-sum"))]
    notes = [say("billpdf-minus")] if bill.opening.kopecks < 0 or bill.closing.kopecks < 0 else []
    heading = say("billpdf-month", period=bill.period)
    return Section(heading, columns, [*shown, total], total=True, notes=notes)


def charges(say: PaperWords, bill: Bill) -> Section:
    """The lines as on the paper of the supplier, recalculations with their reason."""
    names = ("service", "energy", "price", "sum")
    columns = [Column(say(f"billpdf-column-{name}"), int(name == "service")) for name in names]
    return Section(say("billpdf-lines"), columns, [_line(say, line) for line in bill.lines])


def readings(say: PaperWords, data: Gathered) -> Section:
    """A row for each register with a reading of the month or before it."""
    wide = {"meter": 3, "zone": 1}
    names = ("meter", "zone", "before", "after", "used")
    columns = [Column(say(f"billpdf-column-{name}"), wide.get(name, 0)) for name in names]
    rows = [
        _register(say, one, at, data.bill.period)
        for one in data.registers
        if one.before or one.after
        for at in range(len(one.meter.zones))
    ]
    notes = [say("billpdf-calculated")] if any(_calculated(one) for one in data.registers) else []
    if any(one.meter.ratio > 1 for one in data.registers):
        notes.append(say("billpdf-ratio"))
    return Section(say("billpdf-readings"), columns, rows, notes=notes)


def _sum(say: PaperWords, kopecks: int) -> str:
    """Roubles without the unit, which stands in the heading of the column."""
    units = Display(abs(kopecks), 2)
    key = "billpdf-less" if kopecks < 0 else "billpdf-number"
    return say(key, number=units)


def _row(say: PaperWords, key: str, kopecks: int) -> list[str]:
    return [say(key), _sum(say, kopecks)]


def _line(say: PaperWords, line: Line) -> list[str]:
    title = line.title
    if line.reason:
        title = say("billpdf-reason", title=title or _kind(say, line.kind), reason=line.reason)
    energy = say("billpdf-of-energy", energy=line.energy) if line.energy is not None else ""
    price = say("billpdf-price", prices=Prices((line.price,))) if line.price is not None else ""
    return [title or _kind(say, line.kind), energy, price, _sum(say, line.amount.kopecks)]


def _kind(say: PaperWords, kind: LineKind) -> str:
    return say(f"billpdf-kind-{kind}")


def _register(say: PaperWords, one: Register, at: int, period: Period) -> list[str]:
    zone = one.meter.zones[at]
    name = _meter(say, one.meter, period) if at == 0 else ""
    shown = [_reading(say, taken, at) for taken in (one.before, one.after)]
    return [name, say(f"billpdf-zone-{zone}"), *shown, _used(say, one, at)]


def _meter(say: PaperWords, meter: Meter, period: Period) -> str:
    """The meter by its serial; when it was put up or taken down, if that was in the month."""
    named: dict[str, Value] = {"serial": meter.serial, "place": meter.place}
    if meter.removed_on and Period.of(meter.removed_on) == period:
        return say("billpdf-meter-removed", **named, day=meter.removed_on)
    if meter.installed_on and Period.of(meter.installed_on) == period:
        return say("billpdf-meter-installed", **named, day=meter.installed_on)
    return say("billpdf-meter", **named)


def _reading(say: PaperWords, taken: Taken | None, at: int) -> str:
    if taken is None or at >= len(taken.shown):
        return ""
    key = "billpdf-reading-calculated" if taken.source is Source.CALCULATED else "billpdf-reading"
    return say(key, number=taken.shown[at], day=taken.on)


def _used(say: PaperWords, one: Register, at: int) -> str:
    """The difference times the ratio; "" where a reading is missing or the display began anew."""
    before, after = one.before, one.after
    if before is None or after is None or at >= min(len(before.shown), len(after.shown)):
        return ""
    first, last = before.shown[at], after.shown[at]
    decimals = max(first.decimals, last.decimals)
    used = last.units * 10 ** (decimals - last.decimals) - first.units * 10 ** (decimals - first.decimals)
    if used < 0:
        return ""
    return say("billpdf-of-energy", energy=Energy(used * one.meter.ratio * 1000 // 10**decimals))


def _calculated(one: Register) -> bool:
    return any(taken is not None and taken.source is Source.CALCULATED for taken in (one.before, one.after))
