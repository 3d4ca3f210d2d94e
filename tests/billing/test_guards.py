"""What keeps a wrong file from replacing the right one, and what happens when storing fails."""

from __future__ import annotations

import asyncio

import pytest

from billing.rejects import Refusal
from billing.report import Status

A = "2900000001"


def charge(at, month="2026-10", **changes):
    return {"account": f"29000001{at:02d}", "period": month, "closing": "1,00"} | changes


def add_accounts(exchange, count):
    exchange.write("accounts", *[{"account": f"29000001{at:02d}", "kind": "person"} for at in range(count)])


@pytest.mark.parametrize(("bad", "refused"), [(5, False), (6, True)])
async def test_more_than_five_per_cent_rejected(exchange, bad, refused):
    add_accounts(exchange, 99)
    rows = [charge(at % 99, f"2025-0{at // 99 + 1}") for at in range(100)]
    for row in rows[:bad]:
        row["closing"] = "x"
    exchange.write("charges", *rows)
    report = await exchange.load()
    if not refused:
        assert report.status is Status.DONE
        assert len(exchange.sink.rows("charges")) == 95
        return
    assert [(p.code, p.file) for p in report.problems] == [(Refusal.TOO_MANY_REJECTED, "charges.csv")]
    assert "6 of 100" in report.problems[0].detail
    assert exchange.sink.calls == []
    assert (await exchange.load(force=True)).status is Status.DONE


@pytest.mark.parametrize(("left", "refused"), [(5, False), (4, True), (0, True)])
async def test_a_snapshot_below_half(exchange, left, refused):
    add_accounts(exchange, 10)
    await exchange.load()
    exchange.sink.calls.clear()
    add_accounts(exchange, left)
    report = await exchange.load()
    assert (report.status is Status.REFUSED) is refused
    if refused:
        assert [(p.code, p.file) for p in report.problems] == [(Refusal.SHRUNK, "accounts.csv")]
        assert exchange.sink.calls == []
        assert len(exchange.sink.rows("accounts")) == 10
        await exchange.load(force=True)
    assert len(exchange.sink.rows("accounts")) == left


async def test_a_month_below_half(exchange):
    add_accounts(exchange, 10)
    exchange.write("charges", *[charge(at, month) for at in range(10) for month in ("2026-09", "2026-10")])
    await exchange.load()
    exchange.write("charges", *[charge(at) for at in range(4)])
    report = await exchange.load()
    assert [p.code for p in report.problems] == [Refusal.SHRUNK]
    assert "2026-10" in report.problems[0].detail


async def test_open_dues_may_go_to_nothing(exchange):
    add_accounts(exchange, 9)
    due = {"period": "2026-10", "due_on": "2026-11-15", "amount": "1"}
    exchange.write("dues", *[charge(at) | due for at in range(9)])
    await exchange.load()
    exchange.write("dues")
    assert (await exchange.load()).status is Status.DONE
    assert exchange.sink.rows("dues") == []


async def test_history_replaces_the_months_of_the_file_only(exchange):
    add_accounts(exchange, 2)
    exchange.write("charges", charge(0, "2026-08"), charge(0, "2026-09"), charge(1, "2026-09"))
    await exchange.load()
    exchange.write("charges", charge(0, "2026-09", closing="5"), charge(1, "2026-10"))
    await exchange.load()
    assert [(row[0][-2:], row[1], row[-1]) for row in exchange.sink.rows("charges")] == [
        ("00", "2026-08", 100),
        ("00", "2026-09", 500),
        ("01", "2026-10", 100),
    ]


async def test_only_changed_files_are_staged(exchange):
    add_accounts(exchange, 2)
    exchange.write("charges", charge(0))
    await exchange.load()
    exchange.write("charges", charge(0, closing="7"))
    report = await exchange.load()
    assert [file.dataset for file in exchange.sink.files] == ["charges"]
    assert [(file.dataset, file.status) for file in report.files] == [
        ("accounts", "unchanged"),
        ("charges", "switched"),
    ]
    assert exchange.sink.rows("charges")[0][-1] == 700
    assert len(exchange.sink.rows("accounts")) == 2


async def test_force_imports_the_same_file_again(exchange):
    add_accounts(exchange, 2)
    await exchange.load()
    report = await exchange.load(force=True)
    assert report.status is Status.DONE
    assert exchange.sink.runs == 2


@pytest.mark.parametrize("call", ["put", "switch"])
async def test_a_failing_store_leaves_everything_as_it_was(exchange, call):
    add_accounts(exchange, 2)
    await exchange.load()
    add_accounts(exchange, 3)
    exchange.sink.fail_at = call
    with pytest.raises(OSError, match="disk full"):
        await exchange.load()
    assert exchange.sink.calls[-1] == "abort failed"
    assert len(exchange.sink.rows("accounts")) == 2
    exchange.sink.fail_at = ""
    assert (await exchange.load()).status is Status.DONE
    assert len(exchange.sink.rows("accounts")) == 3


async def test_cancelling_aborts(exchange):
    add_accounts(exchange, 3)
    started = asyncio.Event()

    async def never(*_):
        started.set()
        await asyncio.sleep(60)

    exchange.sink.put = never
    async with asyncio.TaskGroup() as group:
        running = group.create_task(exchange.load())
        await started.wait()
        running.cancel()
    assert running.cancelled()
    assert exchange.sink.calls == ["begin", "abort failed"]


async def test_a_second_import_waits_its_turn(exchange):
    add_accounts(exchange, 2)
    await exchange.sink.begin([])
    report = await exchange.load()
    assert [p.code for p in report.problems] == [Refusal.BUSY]


async def test_a_file_that_changes_while_it_is_read(exchange):
    add_accounts(exchange, 3)
    put = exchange.sink.put

    async def put_and_touch(*call):
        await put(*call)
        add_accounts(exchange, 4)

    exchange.sink.put = put_and_touch
    report = await exchange.load()
    assert [p.code for p in report.problems] == [Refusal.CHANGED]
    assert exchange.sink.calls[-1] == "abort changed"
    assert exchange.sink.visible == {}


@pytest.mark.parametrize("change", ["gone", "broken"])
async def test_a_file_that_goes_or_breaks_between_the_passes(exchange, change):
    add_accounts(exchange, 3)
    path = exchange.directory / "accounts.csv"
    begin = exchange.sink.begin

    async def begin_and_change(files):
        if change == "gone":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes() + b"\xff\n")
        return await begin(files)

    exchange.sink.begin = begin_and_change
    report = await exchange.load()
    assert [p.code for p in report.problems] == [Refusal.UNREADABLE if change == "gone" else Refusal.CHANGED]
    assert exchange.sink.visible == {}
    assert exchange.sink.open is None


async def test_progress_ends_at_its_total(exchange):
    add_accounts(exchange, 60)
    exchange.write("charges", *[charge(at) for at in range(60)])
    seen = []
    await exchange.load(progress=lambda done, total: seen.append((done, total)))
    size = sum(path.stat().st_size for path in exchange.directory.glob("*.csv"))
    assert seen[-1] == (2 * size, 2 * size)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
