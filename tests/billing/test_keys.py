"""Repeated keys in files too large to remember."""

from __future__ import annotations

import random

import pytest

from billing import check
from billing.rejects import Reject
from billing.v1 import keys
from billing.v1.keys import Ascending, OutOfOrder, Remembered, Spilled


def test_ascending_finds_neighbours_and_refuses_disorder():
    seen = Ascending()
    assert [seen.first_line((k,), line) for line, k in enumerate("aabc", 2)] == [0, 2, 0, 0]
    with pytest.raises(OutOfOrder):
        seen.first_line(("b",), 6)


def test_ascending_compares_every_part():
    seen = Ascending()
    assert seen.first_line(("1", "2026-01-01", 1), 2) == 0
    assert seen.first_line(("1", "2026-01-01", 2), 3) == 0
    assert seen.first_line(("1", "2026-02-01", 1), 4) == 0
    assert seen.first_line(("1", "2026-02-01", 1), 5) == 4


def test_spilled_finds_the_same_as_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(keys, "_FLUSH_AT", 16)
    rng = random.Random(5)
    rows = [(str(rng.randrange(4_000)), "x") for _ in range(10_000)]
    memory, spilled = Remembered(), Spilled(tmp_path)
    wanted = []
    for line, key in enumerate(rows, 2):
        if first := memory.first_line(key, line):
            wanted.append((line, first))
        assert spilled.first_line(key, line) == 0
    assert wanted
    assert sorted(spilled.late()) == wanted
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("order", ["ascending", "shuffled"])
async def test_large_files_are_checked_the_same_way(exchange, monkeypatch, order):
    monkeypatch.setattr(check, "SMALL_FILE", 10)
    accounts = [f"29{at:08d}" for at in range(2_000)]
    rows = [{"account": n, "kind": "person"} for n in accounts] + [
        {"account": accounts[-1], "kind": "person"}
    ]
    if order == "shuffled":
        random.Random(1).shuffle(rows)
    exchange.write("accounts", *rows)
    balances = [{"account": n, "as_of": "2026-11-20", "debt": "1"} for n in accounts]
    exchange.write("balances", *balances, balances[0])
    report = await exchange.load()
    last = [line for line, row in enumerate(rows, 2) if row["account"] == accounts[-1]]
    assert [(r.file, r.line, r.code, r.first_line) for r in report.rejections] == [
        ("accounts.csv", last[1], Reject.DUPLICATE, last[0]),
        ("balances.csv", 2_002, Reject.DUPLICATE, 2),
    ]
    assert {file.dataset: file.rows for file in report.files} == {"accounts": 2_000, "balances": 2_000}
    assert len(exchange.sink.rows("accounts")) == 2_000
    assert len(exchange.sink.rows("balances")) == 2_000
