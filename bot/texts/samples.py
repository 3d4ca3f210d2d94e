"""One table of sample values by the name of the placeholder, for the review and the tests of texts.

A new placeholder needs a line here (a value of a type) or in `ru/samples.ftl` (words). The widest value
is the widest that may really occur, not the widest that can be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.texts.catalogue import RU, compile_all
from bot.texts.patterns import TextError
from core.values import Money, Phone, Value

TODAY = date(2026, 11, 8)
"""The day on which samples are said."""

SUPPLIER = ("supplier", "supplier_phone", "supplier_hours", "dispatcher_phone")
"""Values of the supplier, given to every text by the channel."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An ordinary value and the widest one."""

    ordinary: Value
    widest: Value


_LONG_AGO = date(2024, 9, 28)
_MONEY = Sample(Money(231090), Money(12345678))
_DUE = Sample(date(2026, 11, 15), date(2026, 12, 28))
_SINCE = Sample(date(2026, 10, 16), _LONG_AGO)
_PHONE = Sample(Phone("+79161234567"), Phone("+79161234567"))

TYPED: Mapping[str, Sample] = {
    "number": Sample(1, 9),
    "day": Sample(date(2026, 11, 8), date(2026, 12, 28)),
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
