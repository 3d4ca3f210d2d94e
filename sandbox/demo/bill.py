"""The bill of one month: its lines and sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sandbox.demo.customer import Customer
from sandbox.demo.months import label
from sandbox.demo.prices import Band, bands
from sandbox.demo.readings import PLACE
from sandbox.demo.text import cell, kwh, money, price

_COMMON = "Электроэнергия на общедомовые нужды"
_NORM = "Электроэнергия по нормативу"
_COEFFICIENT = "Повышающий коэффициент 1,5"
_NO_METER = "Нет прибора учёта, хотя установить его можно"
_BENEFIT = "Льгота"
_BENEFIT_REASON = "Ветеран труда, 50 %"
_CORRECTION = "Перерасчёт по показаниям"
_CORRECTION_REASON = "По среднему было начислено больше, чем показал счётчик"


@dataclass(slots=True)
class Bill:
    """Lines of charge_lines.csv and their sums; energy in Wh by place (kwh_t1…kwh_t3)."""

    prefix: str
    lines: list[str] = field(default_factory=list)
    charged: int = 0
    recalculated: int = 0
    energy: list[int | None] = field(default_factory=lambda: [None, None, None])

    def add(self, kind: str, title: str, amount: int, energy: str = ";", reason: str = "") -> None:
        """Add a line; `energy` is the two cells of kWh and price."""
        if kind == "recalculation":
            self.recalculated += amount
        else:
            self.charged += amount
        self.lines.append(f"{self.prefix}{kind};{title};{energy};{money(amount)};{reason}")

    def count(self, zone: str, watt_hours: int) -> None:
        """Add to the energy of the month."""
        at = PLACE[zone]
        self.energy[at] = (self.energy[at] or 0) + watt_hours


def cost(watt_hours: int, units: int) -> int:
    """Kopecks for energy at a price in 1/100000 rouble, half up."""
    return (watt_hours * units + 500_000) // 1_000_000


def make_bill(customer: Customer, month: int, back: int, zones: Mapping[str, int] | None) -> Bill:
    """Bill a month; `zones` is Wh by zone, None without a working meter: then the norm is billed."""
    bill = Bill(f"{customer.number};{label(month)};")
    if zones is None:
        _by_norm(bill, customer, month)
    else:
        _by_meter(bill, customer, month, zones)
    if customer.common_wh:
        unit = bands(customer.tariff, "all", month)[0].price
        bill.add("common", _COMMON, cost(customer.common_wh, unit), _energy(customer.common_wh, unit))
    for when, kopecks, reason in customer.recalculations:
        if when == back:
            bill.add("recalculation", "Перерасчёт", kopecks, reason=cell(reason))
    return bill


def _energy(watt_hours: int, unit: int) -> str:
    return f"{kwh(watt_hours)};{price(unit)}"


def _by_norm(bill: Bill, customer: Customer, month: int) -> None:
    if not customer.norm_wh:
        return
    unit = bands(customer.tariff, "all", month)[0].price
    amount = cost(customer.norm_wh, unit)
    bill.count("all", customer.norm_wh)
    bill.add("norm", _NORM, amount, _energy(customer.norm_wh, unit))
    if customer.coefficient:
        bill.add("coefficient", _COEFFICIENT, amount // 2, reason=_NO_METER)


def _by_meter(bill: Bill, customer: Customer, month: int, zones: Mapping[str, int]) -> None:
    total = sum(energy for energy in zones.values() if energy > 0)
    for zone, energy in zones.items():
        price_bands = bands(customer.tariff, zone, month)
        bill.count(zone, max(energy, 0))
        if energy < 0:
            unit = price_bands[0].price
            amount = cost(energy, unit)
            bill.add("recalculation", _CORRECTION, amount, _energy(energy, unit), _CORRECTION_REASON)
            continue
        for band, part in _split(price_bands, energy, total):
            bill.add("own", band.title, cost(part, band.price), _energy(part, band.price))
    if customer.benefit_permille:
        bill.add(
            "benefit", _BENEFIT, -bill.charged * customer.benefit_permille // 1000, reason=_BENEFIT_REASON
        )


def _split(price_bands: tuple[Band, ...], energy: int, total: int) -> Iterator[tuple[Band, int]]:
    """Share a zone over the ranges in proportion to how the total of the month falls into them."""
    if total <= price_bands[0].upto_kwh * 1000 or len(price_bands) == 1:
        yield price_bands[0], energy
        return
    given = 0
    for band in price_bands:
        reached = min(total, band.upto_kwh * 1000) if band.upto_kwh else total
        part = energy * reached // total - given
        if part:
            yield band, part
        given += part
