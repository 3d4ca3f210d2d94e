"""What is read of meters before a reading is judged, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.meters import Meter, Source
from core.tariffs import Zone
from core.values import Display, Period
from storage import meters as gateway_of
from storage.meters import MetersGateway
from tests.dialogs.billed import FLAT, HOUSE, meter, reading
from tests.storage.helpers import unit

ONE = Meter("20001111", "", "", (Zone.ALL,), 5, 0, 1, None, None, None, automatic=False)
TWO = replace(ONE, serial="20002222", zones=(Zone.DAY, Zone.NIGHT), decimals=1)


def fill(tx):
    meter(tx, FLAT, "20001111")
    meter(tx, FLAT, "20002222", "day,night", decimals=1)
    for day, value in (("2026-08-20", 700), ("2026-09-20", 850), ("2026-10-20", 1000)):
        reading(tx, FLAT, "20001111", day, (value,))
    reading(tx, FLAT, "20001111", "2026-10-31", (1060,), "calculated")
    reading(tx, FLAT, "20001111", "2026-10-25", (9_999,), "subscriber", "disputed")
    reading(tx, FLAT, "20002222", "2026-09-22", (80_001, 30_005), "inspector")
    reading(tx, HOUSE, "20001111", "2026-10-21", (5,))


@pytest.fixture
async def filled(database):
    await database.write(unit(fill))
    return database


async def ask(database, question):
    return await database.read(lambda tx: question(MetersGateway(tx)))


async def test_history_is_newest_first_with_source_and_state(filled):
    found = await ask(filled, lambda meters: meters.history(FLAT, ONE, 10))
    assert [(one.on.isoformat(), one.source, one.state) for one in found] == [
        ("2026-10-31", Source.CALCULATED, "counted"),
        ("2026-10-25", Source.SUBSCRIBER, "disputed"),
        ("2026-10-20", Source.SUBSCRIBER, "counted"),
        ("2026-09-20", Source.SUBSCRIBER, "counted"),
        ("2026-08-20", Source.SUBSCRIBER, "counted"),
    ]
    assert found[2].shown == (Display(1000, 0),)


async def test_history_has_an_end(filled):
    found = await ask(filled, lambda meters: meters.history(FLAT, ONE, 2))
    assert [one.on for one in found] == [date(2026, 10, 31), date(2026, 10, 25)]
    assert len(await ask(filled, lambda meters: meters.last_readings(FLAT, ONE))) == 5


async def test_months_of_an_old_import_are_not_history(filled):
    def switch(tx):
        tx.run(
            "UPDATE dataset_generation SET generation = 2 WHERE dataset = 'readings' AND period = '2026-10'"
        )

    await filled.write(unit(switch))
    found = await ask(filled, lambda meters: meters.history(FLAT, ONE, 10))
    assert [one.on for one in found] == [date(2026, 9, 20), date(2026, 8, 20)]


async def test_the_other_meters_last_taken_readings(filled):
    found = await ask(filled, lambda meters: meters.others(FLAT, [ONE, TWO]))
    assert [(one.serial, taken.on, taken.shown) for one, taken in found] == [
        ("20001111", date(2026, 10, 20), (Display(1000, 0),)),  # not the calculated, not the disputed one
        ("20002222", date(2026, 9, 22), (Display(80_001, 1), Display(30_005, 1))),
    ]
    assert await ask(filled, lambda meters: meters.others(FLAT, [replace(ONE, serial="?")])) == ()
    assert await ask(filled, lambda meters: meters.others(FLAT, [])) == ()


async def test_others_look_at_the_newest_months_only(filled, monkeypatch):
    monkeypatch.setattr(gateway_of, "_OTHER_READINGS", 3)
    found = await ask(filled, lambda meters: meters.others(FLAT, [ONE, TWO]))
    assert [one.serial for one, _ in found] == ["20001111"]


async def test_readings_of_all_meters_between_two_months(filled):
    def days(found):
        return {serial: [one.on.isoformat() for one in readings] for serial, readings in found.items()}

    first, last = Period(2026, 9), Period(2026, 10)
    found = await ask(filled, lambda meters: meters.between(FLAT, [ONE, TWO], first, last, 100))
    assert {serial: sorted(known) for serial, known in days(found).items()} == {
        "20001111": ["2026-09-20", "2026-10-20", "2026-10-25", "2026-10-31"],
        "20002222": ["2026-09-22"],
    }
    assert found["20002222"][0].shown == (Display(80_001, 1), Display(30_005, 1))
    assert days(await ask(filled, lambda meters: meters.between(FLAT, [TWO], last, last, 9))) == {
        "20002222": []
    }
    newest = await ask(filled, lambda meters: meters.between(FLAT, [ONE, TWO], first, last, 3))
    assert sorted(days(newest)["20001111"]) == ["2026-10-20", "2026-10-25", "2026-10-31"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_the_readings_of_each_month_are_looked_up(database):
    """And not those of all months for each of them."""
    values = {"account_id": 1, "first": "2026-01", "last": "2026-10", "most": 9}
    steps = await database.read(lambda tx: tx.all(f"EXPLAIN QUERY PLAN {gateway_of._SINCE}", **values))
    assert [row[3] for row in steps] == [
        "SEARCH visible USING PRIMARY KEY (dataset=?)",
        "SEARCH reading USING PRIMARY KEY (account_id=? AND period=? AND generation=?)",
    ]


async def test_one_statement_each(filled):
    """However many meters and months there are: a reading is judged by a fixed number of look-ups."""

    def counted(tx):
        calls = []

        class Counting:
            def all(self, sql, **values):
                calls.append(sql)
                return tx.all(sql, **values)

            def one(self, sql, **values):
                calls.append(sql)
                return tx.one(sql, **values)

        meters = MetersGateway(Counting())
        meters.history(FLAT, ONE, 30)
        meters.others(FLAT, [ONE, TWO])
        meters.between(FLAT, [ONE, TWO], Period(2025, 1), Period(2026, 10), 100)
        return len(calls)

    assert await filled.read(counted) == 3
