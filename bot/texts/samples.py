"""One table of sample values by the name of the placeholder, for the review and the tests of texts.

A new placeholder needs a line here (a value of a type) or in `ru/samples.ftl` (words). The widest value
is the widest that may really occur, not the widest that can be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.texts.catalogue import RU, SUPPLIED, compile_all
from bot.texts.patterns import TextError
from core.values import Display, Energy, Masked, Money, Period, Phone, Prices, Value, Wait

TODAY = date(2026, 11, 8)
"""The day on which samples are said."""

SUPPLIER = tuple(sorted(SUPPLIED))
"""Values of the supplier, given to every text by the channel."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An ordinary value and the widest one."""

    ordinary: Value
    widest: Value


_LONG_AGO = date(2024, 9, 28)
_MONEY = Sample(Money(231090), Money(12345678))
_ENERGY = Sample(Energy(138_000), Energy(3_210_500_000))
_DUE = Sample(date(2026, 11, 15), date(2026, 12, 28))
_SINCE = Sample(date(2026, 10, 16), _LONG_AGO)
_TODAY = Sample(TODAY, date(2026, 12, 28))
_MONTH = Sample(Period(2026, 10), Period(2026, 9))
_WAIT = Sample(Wait(300), Wait(59 * 60))
_PHONE = Sample(Phone("+79161234567"), Phone("+79161234567"))

TYPED: Mapping[str, Sample] = {
    "account": Sample(Masked("1234567833"), Masked("1234567833")),
    "added": _MONEY,
    "advance": _MONEY,
    "ago": Sample(Energy(157_000), Energy(3_210_500_000)),
    "amount": _MONEY,
    "as_of": _TODAY,
    "asked": _DUE,
    "at": Sample(10, 9),
    "average": _ENERGY,
    "bottom": _MONEY,
    "before": Sample(Masked("0710001006"), Masked("0710001006")),
    "bound": Sample(Energy(3_900_000), Energy(3_900_000)),
    "charged": _MONEY,
    "closing": _MONEY,
    "corrected": _MONEY,
    "count": Sample(2, 99),
    "day": _TODAY,
    "debt": _MONEY,
    "decimals": Sample(1, 3),
    "difference": _MONEY,
    "digits": Sample(6, 12),
    "display": Sample(Display(154205, 1), Display(99999999, 1)),
    "due_on": _DUE,
    "ends_on": _TODAY,
    "energy": _ENERGY,
    "first": Sample(15, 15),
    "greatest": _ENERGY,
    "last": Sample(25, 25),
    "largest": Sample(Money(70_000_000), Money(70_000_000)),
    "least": _ENERGY,
    "kwh": Sample(300, 3_210_500),
    "left": Sample(2, 4),
    "life": _WAIT,
    "high": _ENERGY,
    "highest": Sample(770, 148_765),
    "low": _ENERGY,
    "lowest": Sample(590, 98_765),
    "mean": _MONEY,
    "month": _MONTH,
    "most": Sample(10, 12),
    "newer": _MONTH,
    "next_bound": Sample(Energy(6_000_000), Energy(6_000_000)),
    "number": Sample(1, 9),
    "older": _MONTH,
    "opening": _MONEY,
    "overdue": _MONEY,
    "paid": _MONEY,
    "penalty": _MONEY,
    "percent": Sample(30, 40),
    "period": _MONTH,
    "phone": _PHONE,
    "previous": _MONTH,
    "price": Sample(Prices((610_000,)), Prices((784_316,))),
    "prices": Sample(Prices((610_000, 872_000, 1_171_000)), Prices((784_316, 1_012_345, 1_512_345))),
    "was_prices": Sample(Prices((610_000, 872_000, 1_171_000)), Prices((784_316, 1_012_345, 1_512_345))),
    "ratio": Sample(40, 36_000),
    "share": Sample(12, 999),
    "since": _SINCE,
    "smallest": Sample(Money(100), Money(1_000)),
    "top": _MONEY,
    "total": _MONEY,
    "typed": Sample(5, 20),
    "until": _TODAY,
    "wait": _WAIT,
    "whole": Sample(50, 500),
    "row": Sample(7, 5_000),
    "opens": Sample(date(2026, 11, 15), date(2026, 12, 28)),
    "other": Sample(Display(15420), Display(9999999, 1)),
    "days": Sample(7, 10),
    "roubles": Sample(680, 123_456),
    "suggested": Sample(Display(1542), Display(999999, 1)),
    "t1": Sample(Display(15420), Display(999999, 1)),
    "t2": Sample(Display(8077), Display(999999, 1)),
    "t3": Sample(Display(4031), Display(999999, 1)),
    "usual": Sample(140, 99_999),
    "was": Sample(Display(15282), Display(9999999, 1)),
}
"""Samples that are not words."""


def samples(folder: Path = RU) -> dict[str, Sample]:
    """All samples by placeholder."""
    written = compile_all(folder / "samples.ftl")
    said = {
        k: Sample(e.template or "", e.attributes.get("widest", e.template or "")) for k, e in written.items()
    }
    return {**said, **TYPED}


def ordinary(names: Iterable[str], table: Mapping[str, Sample]) -> dict[str, Value]:
    """Ordinary values for these placeholders; TextError names the one that has no sample."""
    return {name: _sample(name, table).ordinary for name in names}


def widest(names: Iterable[str], table: Mapping[str, Sample]) -> dict[str, Value]:
    """Widest values for these placeholders; TextError names the one that has no sample."""
    return {name: _sample(name, table).widest for name in names}


def _sample(name: str, table: Mapping[str, Sample]) -> Sample:
    try:
        return table[name]
    except KeyError:
        raise TextError(
            f"placeholder {name!r} has no sample: add it to samples.py or ru/samples.ftl"
        ) from None
