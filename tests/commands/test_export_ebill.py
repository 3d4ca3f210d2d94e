"""`export ebill`: each change once over all files, whenever the command dies. Judged from the files."""

from __future__ import annotations

import csv
import json

import pytest

from billing.outgoing.ebill import EBILLS
from billing.outgoing.files import file_name, write_batch
from core.ebill.model import Way, Why
from core.exports import ExportRefused
from storage import ebill_exports
from storage.database import Unit
from storage.ebill_exports import DatabaseEbillExports
from tests.dialogs.supplier import fill
from tests.storage.test_ebill import NOW, Kept

ZONE = "Europe/Moscow"


class Supplier(Kept):
    """Changes of a supplier with accounts, and a run of the export."""

    def __init__(self, database, folder):
        super().__init__(database)
        self.folder, self.exports = folder, DatabaseEbillExports(database, lambda: NOW)

    async def write(self, batch):
        while batch.open:
            batch = await self.exports.mark(batch.number)
        path = self.folder / file_name(batch.number, "ebill")
        written = await write_batch(self.exports, batch, path, {}, lambda _: None, EBILLS)
        return batch, written

    async def export(self, *, dies=""):
        """What the command does; it may die after marking or after writing the file."""
        for left in await self.exports.unwritten():
            batch, written = await self.write(left)
            await self.exports.written(batch.number, written.sha256)
        begun = await self.exports.begin("", ZONE)
        if begun is None or dies == "marking":
            return
        batch, written = await self.write(begun)
        if not dies:
            await self.exports.written(batch.number, written.sha256)

    def rows(self):
        files = sorted(self.folder.glob("ebill-*.csv"))
        return [row for path in files for row in csv.DictReader(path.read_text().splitlines(), delimiter=";")]


@pytest.fixture
async def supplier(database, tmp_path):
    await database.write(Unit(fill))
    return Supplier(database, tmp_path)


async def test_what_a_line_and_the_manifest_say(supplier):
    await supplier.switches()
    await supplier.export()
    assert supplier.rows() == [
        {
            "change": "1", "account": "1234567833", "way": "electronic", "from_period": "2026-10",
            "changed_at": "2025-11-08T12:00:00+03:00", "reason": "asked", "source": "telegram",
            "consent": "2026-11", "confirmed": "chat",
        }
    ]  # fmt: skip
    said = json.loads((supplier.folder / "ebill-000001.csv.json").read_text())
    assert (said["rows"], said["electronic"], said["paper"]) == (1, 1, 0)


async def test_there_and_back_are_two_lines_in_order_and_nothing_twice(supplier, monkeypatch):
    monkeypatch.setattr(ebill_exports, "CHUNK", 1)
    await supplier.switches()
    await supplier.switches(Way.PAPER, why=Why.HOLDER)
    await supplier.export()
    await supplier.export()
    assert [(row["way"], row["reason"]) for row in supplier.rows()] == [
        ("electronic", "asked"),
        ("paper", "holder"),
    ]
    assert len(list(supplier.folder.glob("ebill-*.csv"))) == 1


@pytest.mark.parametrize("dies", ["marking", "writing"])
async def test_whenever_it_dies_each_change_is_told_once(supplier, dies):
    await supplier.switches()
    await supplier.export(dies=dies)
    await supplier.switches(Way.PAPER)
    await supplier.export()
    await supplier.export()
    assert [row["change"] for row in supplier.rows()] == ["1", "2"]
    assert [path.name for path in sorted(supplier.folder.glob("*.csv"))] == [
        "ebill-000001.csv", "ebill-000002.csv",
    ]  # fmt: skip


async def test_again_is_the_same_file_and_an_unknown_batch_is_refused(supplier):
    await supplier.switches()
    await supplier.export()
    path = supplier.folder / "ebill-000001.csv"
    before = path.read_bytes()
    path.unlink()
    await supplier.write(await supplier.exports.batch(1))
    assert path.read_bytes() == before
    assert await supplier.exports.batch(7) is None
    with pytest.raises(ExportRefused):
        await supplier.exports.mark(7)


def test_the_command_knows_it(tmp_path, capsys):
    from bot.__main__ import main

    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert "ebill" in capsys.readouterr().out
