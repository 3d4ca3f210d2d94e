"""The town under attack: a real database in memory with the product's schema, and what is true about it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from core.bill_codes import Kept, OnPaper, draw
from core.linking import receipt_digest
from core.second_facts import office_digest
from core.secrets import Keyring
from core.values import Period
from storage.dialect import ddl, statements
from storage.migrate import load
from storage.sqlite_session import SqliteTx
from storage.store import TxStore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.database import Value

KEYS = Keyring.single("a key of the simulated town, long")
MONTHS = (Period(2026, 10), Period(2026, 9))
"""Accepted months; the clock of the simulation stays among them."""
DAY_MS = 24 * 3_600_000
START_MS = 1_793_491_200_000
"""2026-11-01 00:00 UTC."""
ROUND_SUMS = (100_000, 150_000, 200_000, 50_000, 250_000, 300_000, 120_000, 80_000, 180_000, 500_000)
"""Kopecks that people pay when they round; every third payment of the town is one of them."""


@dataclass(frozen=True, slots=True)
class Size:
    """How big the town is. `without_phone`: percent of accounts whose phone billing does not know."""

    accounts: int = 10_000
    without_phone: int = 40
    receipt_digits: int = 6
    office_codes: int = 50


@dataclass(slots=True)
class Town:
    """The database and its secrets; strategies get only what their attacker may know."""

    size: Size
    tx: SqliteTx
    store: TxStore
    numbers: list[str] = field(default_factory=list)
    bills: dict[str, OnPaper] = field(default_factory=dict)
    serials: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    """Phones on record, of the accounts that have one."""


def number_of(index: int) -> str:
    """Numbers run on, as a supplier gives them out: an attacker knows them all."""
    return f"{2_900_000_000 + index * 7:010d}"


def build(size: Size, seed: int) -> Town:
    """Make the town; the same for the same seed, but for the codes, which are the system's randomness."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(_schema())
    tx = SqliteTx(connection)
    town = Town(size, tx, TxStore(tx))
    dice = Random(seed)
    tx.run("BEGIN")
    for dataset in ("accounts", "meters"):
        _put(tx, "dataset_generation", dataset=dataset, period="", generation=1)
    for month in MONTHS:
        for dataset in ("receipt_codes", "payments"):
            _put(tx, "dataset_generation", dataset=dataset, period=str(month), generation=1)
    issue = "INSERT INTO bill_issue (id, period, state, key_id, begun_ms, touched_ms, cards)"
    tx.run(issue + " VALUES (1, :p, 'active', 'k1', 0, 0, 1)", p=str(MONTHS[0]))
    for id_ in range(1, size.accounts + 1):
        _settle(town, dice, id_)
    for id_ in dice.sample(range(1, size.accounts + 1), min(size.office_codes, size.accounts)):
        digest = office_digest(KEYS, id_, f"{dice.randrange(10**8):08d}")
        town.store.facts.issue_office_code(id_, "k1", digest, START_MS, START_MS + 60 * DAY_MS)
    tx.run("COMMIT")
    return town


@cache
def _schema() -> bytes:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for migration in load("sqlite"):
        for statement in statements(ddl(migration.source, "sqlite")):
            connection.execute(statement)
    return connection.serialize()


def _settle(town: Town, dice: Random, id_: int) -> None:
    """One account: a bill of last month that we issued, one of the month before that billing did."""
    tx, number = town.tx, number_of(id_)
    has_phone = dice.randrange(100) >= town.size.without_phone
    phone = f"+7921{dice.randrange(10**7):07d}" if has_phone else None
    row: dict[str, Value] = {"account_id": id_, "generation": 1}
    _put(tx, "account", id=id_, number=number)
    _put(tx, "account_alias", number=number, account_id=id_)
    card = {"number": number, "kind": "person", "holder": "", "address": "", "phone": phone}
    _put(tx, "account_card", **row, **card, status="active")
    serial = f"{dice.randrange(10**9):09d}"
    meter: dict[str, Value] = {"zones": 1, "digits": 5, "decimals": 0, "ratio": 1, "automatic": 0}
    _put(tx, "meter", **row, serial=serial, **meter)
    for month in MONTHS:
        amount = dice.choice(ROUND_SUMS) if dice.randrange(3) == 0 else dice.randrange(30_000, 500_000)
        when = f"{month}-11"
        _put(tx, "payment", **row, period=str(month), line=1, paid_on=when, amount=amount)
    code = f"{dice.randrange(10**town.size.receipt_digits):0{town.size.receipt_digits}d}"
    digest = receipt_digest(KEYS, number, MONTHS[1], code)
    _put(tx, "receipt_code", **row, period=str(MONTHS[1]), digest=digest, key_id="k1")
    paper, kept = draw(KEYS, MONTHS[0], town.size.receipt_digits, id_, number, "k1")
    _keep(tx, kept)
    town.numbers.append(number)
    town.bills[number], town.serials[number] = paper, serial
    if phone:
        town.phones[number] = phone


def _keep(tx: SqliteTx, kept: Kept) -> None:
    _put(tx, "bill_code", issue=1, account_id=kept.account_id, code=kept.code, token=kept.token)


def _put(tx: SqliteTx, table: str, **values: Value) -> None:
    tx.run(_insert(table, tuple(values)), **values)


@cache
def _insert(table: str, names: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(':' + n for n in names)})"  # noqa: S608 - names of our own


def links(town: Town) -> Mapping[int, set[int]]:
    """Active links by account."""
    found: dict[int, set[int]] = {}
    for account_id, subscriber_id in town.tx.all(
        "SELECT account_id, subscriber_id FROM link WHERE active = 1"
    ):
        found.setdefault(account_id, set()).add(subscriber_id)
    return found
