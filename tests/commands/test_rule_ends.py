"""Dated rules that end are told in time: of the configuration, of tariffs and of key rates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.commands.rule_ends import loaded_ends, rule_ends
from bot.config.checks.dated import RuleEnd, own_ends
from storage.database import Unit
from storage.peek import peek
from tests.config.good import config
from tests.dialogs.billed import prices, put, rates, visible

TODAY = date(2026, 11, 22)


def account(tx, tariff):
    visible(tx, "accounts")
    put(
        tx, "account_card", account_id=1, generation=1, number="1", kind="person", holder="", address="",
        tariff=tariff, status="active",
    )  # fmt: skip


async def ends(database, work):
    await database.write(Unit(work))
    return await database.read(lambda tx: list(loaded_ends(tx, TODAY)))


async def test_tariffs_in_use_and_rates(database):
    def work(tx):
        account(tx, "city")
        prices(tx, "city", "2025-07-01", "2026-06-30")
        prices(tx, "city", "2026-07-01", "2026-12-20")
        prices(tx, "nobodys", "2020-01-01", "2020-12-31")
        rates(tx, ("2026-01-01", "2026-09-13", 1450), ("2026-09-14", "2026-11-30", 1400))

    assert await ends(database, work) == [
        RuleEnd("tariffs.csv, tariff city,", date(2026, 12, 20)),
        RuleEnd("rates.csv", date(2026, 11, 30)),
    ]


async def test_what_has_ended_says_when(database):
    def work(tx):
        account(tx, "city")
        prices(tx, "city", "2025-07-01", "2026-06-30")

    assert await ends(database, work) == [RuleEnd("tariffs.csv, tariff city,", date(2026, 6, 30))]


async def test_until_further_notice_is_no_end(database):
    def work(tx):
        account(tx, "city")
        prices(tx, "city", "2026-07-01", None)
        rates(tx, ("2026-01-01", None, 1450))

    assert await ends(database, work) == []


def test_the_cap_of_the_penalty_rate_ends_with_2026():
    assert list(own_ends(config(), TODAY)) == [RuleEnd("penalty.caps", date(2026, 12, 31))]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_a_look_beside_the_running_bot(database, database_url):
    """The bot holds its lock; the look reads all the same, and writes nothing."""
    path = database_url.removeprefix("sqlite:///")
    await database.write(Unit(lambda tx: rates(tx, ("2026-01-01", "2026-11-30", 1450))))
    given = config(database__url=database_url)
    assert RuleEnd("rates.csv", date(2026, 11, 30)) in await rule_ends(given, TODAY)
    assert peek(Path(path), lambda tx: tx.one("DELETE FROM rate RETURNING 1")) is None
    assert peek(Path(path), lambda tx: tx.one("SELECT count(*) FROM rate")) == (1,)


async def test_no_database_yet(tmp_path):
    given = config(database__url=f"sqlite:///{tmp_path / 'none.db'}")
    assert [end.rule for end in await rule_ends(given, TODAY)] == ["penalty.caps"]
    assert not (tmp_path / "none.db").exists()
