"""Numbers that change hands: lines are named, nothing is half; on both engines, and over the bot's socket."""

from __future__ import annotations

import pytest

from billing.pipeline import ImportOptions, run_import
from billing.report import Status
from bot.control.client import ControlClient
from bot.control.imports import RemoteSink, import_handlers
from bot.control.server import ControlServer
from storage.billing_data import DatabaseSink
from tests.billing.conftest import Exchange, seal


@pytest.fixture(params=["here", "over the socket"])
async def sink(database, request, tmp_path_factory):
    local = DatabaseSink(database)
    if request.param == "here":
        yield local
        return
    path = tmp_path_factory.mktemp("s") / "c.sock"
    server = ControlServer(path, import_handlers(local, lambda: None))
    await server.start()
    client = await ControlClient.connect(path)
    yield RemoteSink(client)
    await client.close()
    await server.stop()


async def load(exchange, sink):
    return await run_import(exchange.directory, sink, seal, ImportOptions(force=True))


def accounts(exchange, *pairs):
    exchange.write("accounts", *({"account": n, "kind": "person", "old_account": o} for n, o in pairs))


async def numbers(database):
    sql = """SELECT number, account_id FROM account_card WHERE generation =
        (SELECT generation FROM dataset_generation WHERE dataset = 'accounts') ORDER BY number"""
    return dict(await database.read(lambda tx: tx.all(sql)))


async def test_an_old_number_given_to_somebody_else_is_refused_with_both_lines(tmp_path, database, sink):
    exchange = Exchange(tmp_path)
    accounts(exchange, ("1000001", ""), ("1000002", ""))
    assert (await load(exchange, sink)).status is Status.DONE
    accounts(exchange, ("1000009", "1000001"), ("1000002", ""))
    assert (await load(exchange, sink)).status is Status.DONE
    before = await numbers(database)
    accounts(exchange, ("1000001", ""), ("1000002", ""), ("1000009", "1000001"))
    report = await load(exchange, sink)
    assert report.status is Status.REFUSED
    (problem,) = report.problems
    assert problem.code == "one_account"
    assert "two numbers of one account, which was renumbered: " in problem.detail
    assert "*0001 in line 2 and *0009 in line 4" in problem.detail
    assert await numbers(database) == before  # nothing is half
    accounts(exchange, ("1000003", ""), ("1000002", ""), ("1000009", "1000001"))
    assert (await load(exchange, sink)).status is Status.DONE


async def test_a_history_with_both_numbers_of_one_account(tmp_path, database, sink):
    exchange = Exchange(tmp_path)
    accounts(exchange, ("1000001", ""))
    await load(exchange, sink)
    accounts(exchange, ("1000009", "1000001"))
    await load(exchange, sink)
    exchange.remove("accounts")
    exchange.write(
        "charges",
        {"account": "1000001", "period": "2026-09", "closing": "1"},
        {"account": "1000001", "period": "2026-10", "closing": "1"},
        {"account": "1000009", "period": "2026-10", "closing": "2"},
    )
    report = await load(exchange, sink)
    (problem,) = report.problems
    assert problem.file == "charges.csv"
    assert "*0001 in line 2 and *0009 in line 4" in problem.detail


async def test_a_history_may_name_either_number(tmp_path, database, sink):
    exchange = Exchange(tmp_path)
    accounts(exchange, ("1000001", ""))
    await load(exchange, sink)
    accounts(exchange, ("1000009", "1000001"))
    await load(exchange, sink)
    exchange.remove("accounts")
    exchange.write(
        "charges",
        {"account": "1000001", "period": "2026-09", "closing": "1"},
        {"account": "1000009", "period": "2026-10", "closing": "2"},
    )
    assert (await load(exchange, sink)).status is Status.DONE
    closing = await database.read(lambda tx: tx.all("SELECT period, closing FROM charge ORDER BY period"))
    assert closing == [("2026-09", 100), ("2026-10", 200)]


async def test_two_accounts_that_exchange_their_numbers(tmp_path, database, sink):
    """Who is behind a number is then told by the holder: links see the change and are suspended."""
    exchange = Exchange(tmp_path)
    accounts(exchange, ("1000001", ""), ("1000002", ""))
    await load(exchange, sink)
    before = await numbers(database)
    accounts(exchange, ("1000002", "1000001"), ("1000001", "1000002"))
    report = await load(exchange, sink)
    assert report.status is Status.DONE
    assert [(n.column, n.count) for n in report.notices] == [("old_account", 2)]
    assert await numbers(database) == before
