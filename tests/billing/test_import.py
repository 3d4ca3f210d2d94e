"""An import from directory to visible rows."""

from __future__ import annotations

from billing.report import FileStatus, Status


async def test_rows_arrive_typed(exchange):
    exchange.add_basics()
    exchange.write(
        "readings",
        {
            "account": "2900000001",
            "serial": "A1",
            "taken_on": "2026-10-20",
            "t1": "1 234,5",
            "source": "subscriber",
        },
        {
            "account": "2900000002",
            "serial": "B2",
            "taken_on": "2026-09-20",
            "t1": "7",
            "t2": "00012.000",
            "source": "billing",
            "state": "disputed",
        },
    )
    report = await exchange.load()
    assert report.status is Status.DONE
    assert exchange.sink.rows("readings") == [
        ("2900000002", "B2", "2026-09", "2026-09-20", 7, 12, None, "billing", "disputed"),
        ("2900000001", "A1", "2026-10", "2026-10-20", 12345, None, None, "subscriber", "counted"),
    ]
    assert exchange.sink.rows("accounts")[0] == (
        "2900000001",
        "person",
        "Пробный И. О.",
        "",
        None,
        None,
        None,
        None,
        None,
        "active",
        None,
    )
    assert ("readings", "2026-10") in exchange.sink.visible
    assert ("accounts", "") in exchange.sink.visible


async def test_the_same_directory_again_is_a_no_op(exchange):
    exchange.add_basics()
    await exchange.load()
    exchange.sink.calls.clear()
    report = await exchange.load()
    assert report.status is Status.NOTHING_NEW
    assert exchange.sink.calls == []
    assert {file.status for file in report.files} == {FileStatus.UNCHANGED}


async def test_dry_run_checks_and_writes_nothing(exchange):
    exchange.add_basics()
    report = await exchange.load(dry_run=True)
    assert report.status is Status.DRY_RUN
    assert report.rows == 4
    assert exchange.sink.calls == []
