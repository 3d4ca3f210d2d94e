"""Price lists are read once an import, and a new import is seen by the next reading."""

from __future__ import annotations

from datetime import date

from core.tariffs import Zone
from storage.database import Unit
from storage.tariffs import MOST_LISTS, TariffsGateway

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
_ROW = """
INSERT INTO tariff (generation, tariff, valid_from, zone, price)
VALUES (:generation, 'home', :since, :zone, :price)
"""
_SWITCH = """
INSERT INTO dataset_generation (dataset, period, generation) VALUES ('tariffs', '', :generation)
ON CONFLICT (dataset, period) DO UPDATE SET generation = excluded.generation
"""


class Counted:
    """A transaction that remembers its statements."""

    def __init__(self, tx):
        self.tx, self.statements = tx, []

    def __getattr__(self, name):
        def call(sql, **values):
            self.statements.append(sql)
            return getattr(self.tx, name)(sql, **values)

        return call


def imported(tx, generation, price):
    for zone in ("all", "day"):
        tx.run(_ROW, generation=generation, since="2026-07-01", zone=zone, price=price)
    tx.run(_SWITCH, generation=generation)


async def test_a_list_is_read_once_and_anew_after_an_import(database):
    def work(tx):
        counted = Counted(tx)
        tariffs = TariffsGateway(counted)
        assert tariffs.during("home", FIRST, LAST, {Zone.ALL}) == ()
        imported(tx, 1, 700)
        for _ in range(3):
            assert [row.price for row in tariffs.during("home", FIRST, LAST, {Zone.ALL})] == [700]
        assert [row.zone for row in tariffs.during("home", FIRST, LAST, {Zone.DAY})] == [Zone.DAY]
        assert tariffs.during("home", date(2026, 1, 1), date(2026, 1, 31), {Zone.ALL}) == ()
        assert tariffs.during("other", FIRST, LAST, {Zone.ALL}) == ()
        assert len([sql for sql in counted.statements if "FROM tariff" in sql]) == 5
        imported(tx, 2, 800)
        assert [row.price for row in tariffs.during("home", FIRST, LAST, {Zone.ALL})] == [800]

    await database.write(Unit(work))


async def test_a_connection_keeps_a_bounded_number_of_lists(database):
    def work(tx):
        imported(tx, 1, 700)
        tariffs = TariffsGateway(tx)
        for at in range(2 * MOST_LISTS):
            tariffs.during(f"tariff {at}", FIRST, LAST)
        assert len(tariffs._lists) <= MOST_LISTS + 1
        assert [row.price for row in tariffs.during("home", FIRST, LAST, {Zone.ALL})] == [700]

    await database.write(Unit(work))
