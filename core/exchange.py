"""What the supplier's billing hands over: datasets, units and the port that stores them.

The parser (`billing`) and the store (`storage`) never import each other; both know this module only.

Units, everywhere below: money in kopecks; energy in watt-hours (0.001 kWh); prices in 1/100000 rouble per
kWh, because prices of organisations are published in roubles and kopecks per MWh; rates in 1/100 of a per
cent; readings in units of the last digit of their meter. Dates are ISO text `YYYY-MM-DD`, months `YYYY-MM`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Value = int | str | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One stored dataset.

    A *snapshot* replaces everything that was there. A *history* replaces the whole months that occur in it,
    other months stay; its month is the stored column `period`. A column not in `integers` is text; a column
    of `key` is never None (`range_upto_kwh` 0 means without limit).
    """

    name: str
    kind: Literal["snapshot", "history"]
    columns: tuple[str, ...]
    integers: frozenset[str]
    key: tuple[str, ...]

    def period_at(self) -> int | None:
        """Position of the month in a row, None for a snapshot."""
        return self.columns.index("period") if self.kind == "history" else None


def _dataset(name: str, kind: Literal["snapshot", "history"], columns: str, key: str) -> Dataset:
    """Declare a dataset; a column written `name#` is an integer, any other is text."""
    marked = columns.split()
    names = tuple(column.rstrip("#") for column in marked)
    integers = frozenset(column[:-1] for column in marked if column.endswith("#"))
    return Dataset(name, kind, names, integers, tuple(key.split()))


# `line` is the line of the file: it keeps the order of the bill and makes equal rows distinct.
_ALL = (
    _dataset(
        "accounts",
        "snapshot",
        "account kind holder address phone email inn tariff group_code status old_account",
        "account",
    ),
    _dataset("receipt_codes", "history", "account period digest key_id", "account period"),
    _dataset(
        "meters",
        "snapshot",
        "account serial model zones# zone_order digits# decimals# ratio# installed_on removed_on"
        " verified_until place automatic#",
        "account serial",
    ),
    _dataset(
        "readings",
        "history",
        "account serial period taken_on t1# t2# t3# source state",
        "account serial taken_on source",
    ),
    _dataset(
        "balances",
        "snapshot",
        "account as_of debt# advance# overdue# overdue_since penalty# due_on payments_until",
        "account",
    ),
    _dataset("dues", "snapshot", "account period stage# due_on amount#", "account period stage"),
    _dataset(
        "charges",
        "history",
        "account period kwh_t1# kwh_t2# kwh_t3# opening# charged# paid# recalculated# penalty# closing#",
        "account period",
    ),
    _dataset(
        "charge_lines",
        "history",
        "account period line# kind title kwh# price# amount# reason",
        "account period line",
    ),
    _dataset(
        "payments",
        "history",
        "account period line# paid_on amount# agent document external_id",
        "account period line",
    ),
    # Answers to readings we exported; a row is gone once it was carried out (bot/readings_watch.py).
    _dataset("reading_results", "snapshot", "entry_id# result reason", "entry_id"),
    # The same for payments and refunds (bot/payments_acknowledged.py).
    _dataset("payment_results", "snapshot", "ledger_id# result reason", "ledger_id"),
    _dataset(
        "tariffs",
        "snapshot",
        "tariff valid_from valid_to zone range_upto_kwh# price# title hours",
        "tariff valid_from zone range_upto_kwh",
    ),
    _dataset("rates", "snapshot", "valid_from valid_to rate#", "valid_from"),
    _dataset(
        "groups",
        "snapshot",
        "group_code window norm_kwh# network_company dispatcher_phone meter_owner_text",
        "group_code",
    ),
    # `from` and `until` are moments of the supplier's own clock, `YYYY-MM-DDTHH:MM`.
    _dataset("outages", "snapshot", "id places from until reason cancelled#", "id"),
)

DATASETS: Mapping[str, Dataset] = {dataset.name: dataset for dataset in _ALL}


@dataclass(frozen=True, slots=True)
class FileInfo:
    """One file about to be imported. `rows` is an upper estimate (its lines without the header)."""

    dataset: str
    name: str
    sha256: str
    size: int
    rows: int


@dataclass(frozen=True, slots=True)
class Part:
    """A dataset, or one month of a history: `period` is '' for a snapshot."""

    dataset: str
    period: str
    rows: int


@dataclass(frozen=True, slots=True)
class ImportState:
    """What is visible now: hash of the file last switched, by dataset, and the rows of every visible part."""

    sha256: Mapping[str, str]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ImportTicket:
    """A begun import: its run and the generation its rows are staged under."""

    run_id: int
    generation: int


@dataclass(frozen=True, slots=True)
class MeterShape:
    """What is needed to read a value of the meter: digits before and after the comma, number of zones."""

    digits: int
    decimals: int
    zones: int


class ImportBusy(Exception):
    """Another import has not finished: wait for it, or abort it."""


class OneAccount(Exception):
    """Rows of one chunk cannot be told apart: their numbers are one account since it was renumbered.

    `numbers` are groups of numbers, each group one account.
    """

    def __init__(self, numbers: Sequence[Sequence[str]]) -> None:
        super().__init__("several numbers of one account")
        self.numbers = tuple(tuple(group) for group in numbers)


class ImportSink(Protocol):
    """Where an import goes. Rows staged by `put` are invisible until `switch`, and gone after `abort`."""

    async def state(self) -> ImportState:
        """What is visible now. Writes nothing."""
        ...

    async def known_accounts(self, numbers: Sequence[str]) -> Collection[str]:
        """Which of these account numbers are visible now. Writes nothing."""
        ...

    async def known_meters(self, meters: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], MeterShape]:
        """Shapes of the visible meters among these pairs (account, serial). Writes nothing."""
        ...

    async def begin(self, files: Sequence[FileInfo]) -> ImportTicket:
        """Open a run and a generation; only files that will be staged are listed.

        Raises ImportBusy while another import is open.
        """
        ...

    async def put(self, ticket: ImportTicket, dataset: str, rows: Sequence[Row]) -> None:
        """Stage a chunk of at most 500 rows, columns in the order of `DATASETS[dataset].columns`.

        Raises OneAccount for rows of two numbers that are one account since a renumbering.
        """
        ...

    async def switch(self, ticket: ImportTicket, parts: Sequence[Part]) -> None:
        """Make the parts visible, all in one short transaction, and remember the hashes given to `begin`."""
        ...

    async def abort(self, ticket: ImportTicket, reason: str) -> None:
        """Close the run without effect; staged rows are dropped. `reason` is a code of the import report."""
        ...
