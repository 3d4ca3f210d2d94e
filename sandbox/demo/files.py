"""Writes the exchange files, account by account, in the order of their keys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from random import Random
from typing import TextIO

from billing.v1.tables import TABLES
from sandbox.demo.customer import Customer, Meter
from sandbox.demo.groups import group_rows
from sandbox.demo.months import Span, day, label
from sandbox.demo.named import LATER, NAMED, by_slug
from sandbox.demo.named_customers import named_customers
from sandbox.demo.outages import outage_rows
from sandbox.demo.prices import tariff_rows
from sandbox.demo.rates import rate_rows
from sandbox.demo.regular import Resident, regular, resident
from sandbox.demo.story import Story, tell
from sandbox.demo.text import cell

ALL_FILES = tuple(TABLES)
_LATER = {by_slug(slug).number: at for at, slug in enumerate(LATER, 1)}
_SEEDS = len(NAMED) - len(LATER)


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """How many accounts and months, from which seed, seen on which day; `files` are dataset names.

    Beyond `distinct` regular accounts histories are told again under other numbers: large sets for
    measurements are written at the speed of the disk, and stay consistent.
    """

    span: Span
    accounts: int = 1000
    seed: int = 1
    files: Collection[str] = ALL_FILES
    distinct: int = 2000


@dataclass(frozen=True, slots=True)
class Told:
    """A customer and the text of each file about it."""

    customer: Customer
    texts: dict[str, str]


def write_demo(directory: Path, options: DemoOptions, progress: Callable[[int], None] | None = None) -> None:
    """Write the files; the same options give the same bytes. `progress` is told accounts done."""
    directory.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writer = _Writer(stack, directory, options)
        writer.reference_files()
        for done, told in enumerate(_all(writer, options), 1):
            writer.write(told)
            if progress and done % 100 == 0:
                progress(done)


def customers(options: DemoOptions) -> Iterator[tuple[Customer, Random]]:
    """Accounts with a history of their own, by number; each has its own source of chance."""
    first_seed = options.seed * 1_000_003
    named = named_customers(options.span)
    seeds = count(first_seed)
    for customer in named[: options.accounts]:
        yield (
            customer,
            Random(first_seed - _LATER[customer.number] if customer.number in _LATER else next(seeds)),
        )
    for at in range(min(options.accounts - len(named), options.distinct)):
        rng = Random(first_seed + _SEEDS + at)
        yield regular(at, rng), rng


def fewest_accounts() -> int:
    """As many as are named: the demo is never without them."""
    return len(NAMED)


def _all(writer: _Writer, options: DemoOptions) -> Iterator[Told]:
    patterns: list[Told] = []
    retold = options.accounts - len(NAMED) - options.distinct
    for customer, rng in customers(options):
        told = writer.tell(customer, rng)
        if retold > 0:
            patterns.append(told)
        yield told
    del patterns[: len(NAMED)]
    for at in range(options.distinct, options.distinct + retold):
        rng = Random(options.seed * 1_000_003 + _SEEDS + at)
        yield writer.retell(patterns[at % options.distinct], resident(at, rng))


class _Writer:
    def __init__(self, stack: ExitStack, directory: Path, options: DemoOptions) -> None:
        self._span = options.span
        self._streams: dict[str, TextIO] = {}
        for name in options.files:
            table = TABLES[name]
            stream = stack.enter_context((directory / table.file).open("w", encoding="utf-8", newline="\n"))
            stream.write(";".join(table.names) + "\n")
            self._streams[name] = stream
        self._with_story = any(name in self._streams for name in Story.__slots__)

    def reference_files(self) -> None:
        self._put("groups", _text(map(_join, group_rows())))
        self._put("tariffs", _text(map(_join, tariff_rows(self._span))))
        self._put("rates", _text(map(_join, rate_rows())))
        self._put("outages", _text(map(_join, outage_rows(self._span))))

    def tell(self, customer: Customer, rng: Random) -> Told:
        """Simulate the customer."""
        meters = sorted(customer.meters, key=lambda meter: meter.serial)
        texts = {"meters": _text(self._meter_line(customer, meter) for meter in meters)}
        if self._with_story:
            story = tell(customer, self._span, rng)
            texts |= {name: _text(getattr(story, name)) for name in Story.__slots__ if name in self._streams}
        return Told(customer, texts)

    def retell(self, pattern: Told, who: Resident) -> Told:
        """Give the history of the pattern to another account."""
        old, new = f"{pattern.customer.number};", f"{who.number};"
        customer = replace(
            pattern.customer,
            number=who.number,
            holder=who.holder if pattern.customer.kind == "person" else pattern.customer.holder,
            phone=who.phone,
            old_account="",
            receipt_codes=who.receipt_codes,
        )
        return Told(customer, {name: text.replace(old, new) for name, text in pattern.texts.items()})

    def write(self, told: Told) -> None:
        self._put("accounts", self._account_line(told.customer) + "\n")
        for name, text in told.texts.items():
            self._put(name, text)

    def _put(self, name: str, text: str) -> None:
        if (stream := self._streams.get(name)) is not None:
            stream.write(text)

    def _account_line(self, who: Customer) -> str:
        periods = [label(self._span.last - at) for at in range(len(who.receipt_codes))]
        status = "active" if who.closed_back is None else "closed"
        return _join((
            who.number, who.kind, who.holder, who.address, who.phone, who.email, who.inn, who.tariff,
            who.group, status, who.old_account, " ".join(who.receipt_codes), " ".join(periods),
        ))  # fmt: skip

    def _meter_line(self, who: Customer, meter: Meter) -> str:
        removed = "" if meter.until is None else day(self._span.last - meter.until, 20).isoformat()
        verified = meter.verified_until.isoformat() if meter.verified_until else ""
        return _join((
            who.number, meter.serial, meter.model, str(meter.zones), meter.zone_order, str(meter.digits),
            str(meter.decimals), str(meter.ratio), meter.installed_on.isoformat(), removed, verified,
            meter.place, "1" if meter.automatic else "0",
        ))  # fmt: skip


def _join(cells: Iterable[str]) -> str:
    return ";".join(map(cell, cells))


def _text(lines: Iterable[str]) -> str:
    return "".join(line + "\n" for line in lines)
