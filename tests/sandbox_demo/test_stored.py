"""The demo data through the real import into both databases."""

from __future__ import annotations

from datetime import date

import pytest

from billing.pipeline import ImportOptions, run_import
from billing.report import Status
from core.exchange import DATASETS
from sandbox.demo.files import DemoOptions, write_demo
from sandbox.demo.months import Span
from storage.billing_data import DatabaseSink
from storage.billing_tables import TARGETS
from tests.billing.conftest import seal
from tests.billing.memory_sink import MemorySink

TODAY = date(2026, 11, 20)


async def visible(database, dataset):
    """Rows of the generation in force, as the import gave them."""
    table = TARGETS[dataset].table
    condition = "g.period = x.period" if DATASETS[dataset].kind == "history" else "g.period = ''"
    sql = (
        f"SELECT count(*) FROM {table} AS x JOIN dataset_generation AS g"
        f" ON g.dataset = '{dataset}' AND {condition} AND g.generation = x.generation"
    )
    return (await database.read(lambda tx: tx.one(sql)))[0]


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    where = tmp_path_factory.mktemp("demo")
    write_demo(where, DemoOptions(Span(TODAY, 4), accounts=45))
    return where


async def test_everything_arrives_and_can_be_replaced(database, directory, tmp_path):
    memory = MemorySink()
    await run_import(directory, memory, seal)
    sink = DatabaseSink(database)
    report = await run_import(directory, sink, seal)
    assert report.status is Status.DONE
    wanted = {name: len(memory.rows(name)) for name in DATASETS}
    assert {name: await visible(database, name) for name in DATASETS} == wanted
    state = await sink.state()
    assert {(part.dataset, part.period): part.rows for part in state.parts} == {
        key: len(rows) for key, rows in memory.visible.items()
    }
    assert (await run_import(directory, sink, seal)).status is Status.NOTHING_NEW

    write_demo(tmp_path, DemoOptions(Span(TODAY, 4), accounts=45, seed=2))
    report = await run_import(tmp_path, sink, seal, ImportOptions(force=True))
    assert report.status is Status.DONE
    assert await sink.purge() >= sum(wanted.values()) - wanted["receipt_codes"]
    memory = MemorySink()
    await run_import(tmp_path, memory, seal)
    assert {name: await visible(database, name) for name in DATASETS} == {
        name: len(memory.rows(name)) for name in DATASETS
    }


async def test_histories_alone_refer_to_the_database(database, directory, tmp_path):
    sink = DatabaseSink(database)
    await run_import(directory, sink, seal)
    readings = (directory / "readings.csv").read_text().splitlines()
    unknown = ";".join(["2999999999", *readings[1].split(";")[1:]])
    (tmp_path / "readings.csv").write_text("\n".join([readings[0], *readings[1:][:-1], unknown]) + "\n")
    report = await run_import(tmp_path, sink, seal)
    assert report.status is Status.DONE
    assert [(r.line, r.code) for r in report.rejections] == [(len(readings), "unknown_account")]
    assert await visible(database, "readings") == len(readings) - 2
