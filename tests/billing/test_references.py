"""Rows that refer to accounts and meters, of the same import or of the database."""

from __future__ import annotations

import pytest

from billing.references import SHAPES, CompactMap, References, pack
from billing.rejects import Reject
from billing.report import Status
from core.exchange import MeterShape
from tests.billing.memory_sink import MemorySink

A, B = "2900000001", "2900000002"
READING = {"account": A, "serial": "A1", "taken_on": "2026-10-20", "t1": "12,3", "source": "billing"}


async def test_without_accounts_csv_the_database_knows(exchange):
    exchange.add_basics()
    await exchange.load()
    exchange.remove("accounts")
    exchange.remove("meters")
    exchange.write("readings", READING, READING | {"account": "2900000003"}, READING | {"serial": "zz"})
    report = await exchange.load(most_rejected_percent=100)
    assert [r.code for r in report.rejections] == [Reject.UNKNOWN_ACCOUNT, Reject.UNKNOWN_METER]
    assert [row[4] for row in exchange.sink.rows("readings")] == [123]


async def test_the_file_wins_over_the_database(exchange):
    exchange.add_basics()
    await exchange.load()
    exchange.write("accounts", {"account": B, "kind": "person"})
    exchange.remove("meters")
    exchange.write("readings", READING)
    report = await exchange.load(force=True, most_rejected_percent=100)
    assert [r.code for r in report.rejections] == [Reject.UNKNOWN_ACCOUNT]


async def test_unchanged_files_still_define_accounts_and_meters(exchange):
    exchange.add_basics()
    await exchange.load()
    exchange.write("readings", READING)

    async def not_asked(_):
        raise AssertionError("the files know")

    exchange.sink.known_accounts = exchange.sink.known_meters = not_asked
    report = await exchange.load()
    assert report.status is Status.DONE
    assert exchange.sink.rows("readings")[0][4] == 123


async def test_a_rejected_account_takes_its_rows_with_it(exchange):
    exchange.write("accounts", {"account": A, "kind": "?"}, {"account": B, "kind": "person"})
    due = {"period": "2026-10", "due_on": "2026-11-15", "amount": "1"}
    exchange.write("dues", *[due | {"account": n, "stage": s} for n in (B, A) for s in (1, 2)])
    report = await exchange.load(most_rejected_percent=100)
    assert [(r.file, r.line, r.code) for r in report.rejections] == [
        ("accounts.csv", 2, Reject.NOT_ALLOWED),
        ("dues.csv", 4, Reject.UNKNOWN_ACCOUNT),
        ("dues.csv", 5, Reject.UNKNOWN_ACCOUNT),
    ]


async def test_unknown_groups_and_tariffs_are_only_doubted(exchange):
    exchange.write("groups", {"group": "city", "window": "15-25"})
    exchange.write("tariffs", {"tariff": "t", "valid_from": "2026-01-01", "price": "5", "title": "Т"})
    rows = [("city", "t"), ("village", "t"), ("city", "x"), ("", "")]
    exchange.write(
        "accounts",
        *[
            {"account": f"290000000{at}", "kind": "person", "group": group, "tariff": tariff}
            for at, (group, tariff) in enumerate(rows)
        ],
    )
    report = await exchange.load()
    assert [(n.code, n.first_line) for n in report.notices] == [("unknown_group", 3), ("unknown_tariff", 4)]
    assert len(exchange.sink.rows("accounts")) == 4


async def test_an_old_number_leads_to_one_account(exchange):
    olds = {"1": "0700", "2": "0700", "3": "4", "4": "", "5": "0500", "6": "6"}
    exchange.write(
        "accounts", *[{"account": n, "kind": "person", "old_account": old} for n, old in olds.items()]
    )
    report = await exchange.load()
    assert report.rejections == ()
    assert [(n.column, n.code, n.first_line, n.count) for n in report.notices] == [
        ("old_account", "value_dropped", 3, 3)
    ]
    assert {row[0]: row[-1] for row in exchange.sink.rows("accounts")} == {
        "1": "0700",
        "2": None,
        "3": None,
        "4": None,
        "5": "0500",
        "6": None,
    }


async def test_sums_that_do_not_add_up_are_doubted(exchange):
    exchange.add_basics()
    sums = {"opening": "10", "charged": "5", "paid": "7", "recalculated": "-1", "penalty": "0,5"}
    exchange.write(
        "charges",
        {"account": A, "period": "2026-09", "closing": "7,50"} | sums,
        {"account": A, "period": "2026-10", "closing": "7,51"} | sums,
    )
    exchange.write("balances", {"account": A, "as_of": "2026-11-20", "debt": "5", "overdue": "6"})
    report = await exchange.load()
    assert [(n.file, n.column, n.first_line, n.count) for n in report.notices] == [
        ("balances.csv", "overdue", 2, 1),
        ("charges.csv", "closing", 3, 1),
    ]


async def test_digits_a_meter_does_not_show_are_cut_with_a_warning(exchange):
    exchange.add_basics()
    exchange.write("readings", READING | {"t1": "12,39"}, READING | {"t1": "5,500", "source": "inspector"})
    report = await exchange.load()
    assert [(n.column, n.code, n.count) for n in report.notices] == [("t1", "digits_cut", 1)]
    assert [row[4] for row in exchange.sink.rows("readings")] == [123, 55]


async def test_receipt_codes_leave_sealed_and_apart(exchange):
    row = {
        "account": A,
        "kind": "person",
        "receipt_code": "771111 661111",
        "receipt_period": "2026-10 2026-09",
    }
    exchange.write("accounts", row)
    await exchange.load()
    assert exchange.sink.rows("receipt_codes") == [
        (A, "2026-09", f"sealed:{A}:2026-09:111166", "k1"),
        (A, "2026-10", f"sealed:{A}:2026-10:111177", "k1"),
    ]
    assert "771111" not in repr(exchange.sink.visible)
    exchange.write("accounts", row | {"receipt_code": "881111", "receipt_period": "2026-11"})
    await exchange.load()
    assert [row[1] for row in exchange.sink.rows("receipt_codes")] == ["2026-09", "2026-10", "2026-11"]


async def test_zone_order_has_a_default_for_every_number_of_zones(exchange):
    exchange.write("accounts", {"account": A, "kind": "person"})
    meters = [{"account": A, "serial": str(zones), "zones": zones, "digits": 5} for zones in (1, 2, 3)]
    exchange.write("meters", *meters, meters[2] | {"serial": "4", "zone_order": "Night, peak,halfpeak"})
    await exchange.load()
    assert [row[4] for row in exchange.sink.rows("meters")] == [
        "all",
        "day,night",
        "peak,night,halfpeak",
        "night,peak,halfpeak",
    ]


def test_compact_map_holds_what_was_put():
    found = CompactMap(4)
    wanted = {f"29{at:08d}": at % 255 + 1 for at in range(5_000)}
    for text, value in wanted.items():
        found.put(text, value)
        found.put(text, value)
    assert {text: found.get(text) for text in wanted} == wanted
    assert found.get("2999999999") == 0


def test_shapes_fit_into_a_byte():
    assert len(SHAPES) == 9 * 4 * 3
    assert all(0 < packed < 256 and pack(shape) == packed for packed, shape in SHAPES.items())


@pytest.mark.parametrize("shape", [MeterShape(5, 0, 1), MeterShape(9, 3, 3)])
async def test_references_give_back_the_shape(shape):
    references = References(MemorySink())
    references.expect("meters")
    references.learn("meters", (A, "s", None, shape.zones, "", shape.digits, shape.decimals))
    assert references.shape(A, "s") == shape
    assert references.shape(A, "t") is None
