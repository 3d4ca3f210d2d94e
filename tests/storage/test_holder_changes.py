"""An import notes who has another holder, linked or not, once; on both engines."""

from __future__ import annotations

import pytest

from billing.pipeline import ImportOptions, run_import
from billing.report import Status
from storage import holder_changes
from storage.billing_data import DatabaseSink
from storage.holder_changes import HolderChanges
from storage.store import TxStore
from tests.billing.conftest import Exchange, seal

IVANOV, SIDOROVA = "Иванов Иван Петрович", "Сидорова Мария Павловна"
NOW = 1_794_128_400_000
PERSON = {"kind": "person", "holder": IVANOV}


class Town:
    """Accounts whose holders an import changes."""

    def __init__(self, database, directory, count=3):
        self.database, self.exchange = database, Exchange(directory)
        self.sink = DatabaseSink(database, lambda: NOW)
        self.rows = [{"account": f"10000{n:02}", **PERSON} for n in range(1, count + 1)]

    async def imports(self, **changes):
        for number, values in changes.items():
            self.rows[int(number[1:]) - 1] |= values
        self.exchange.write("accounts", *self.rows)
        report = await run_import(self.exchange.directory, self.sink, seal, ImportOptions(force=True))
        assert report.status is Status.DONE

    async def looks(self, now_ms=NOW):
        return await HolderChanges(self.database)(now_ms)

    async def events(self):
        columns = "account_id, at_ms, subscriber_id"
        sql = f"SELECT {columns} FROM audit_event WHERE kind = 'holder-changed' ORDER BY id"
        return await self.database.read(lambda tx: tx.all(sql))


@pytest.fixture
def town(database, tmp_path):
    return Town(database, tmp_path)


async def test_another_holder_of_an_account_that_nobody_had_linked_is_noted_once(town):
    await town.imports()
    assert await town.looks() == 0
    await town.imports(a2={"holder": SIDOROVA})
    assert await town.looks(NOW + 5) == 1
    assert await town.looks(NOW + 9) == 0
    assert await town.events() == [(2, NOW + 5, 0)]
    history = await town.database.read(lambda tx: TxStore(tx).facts.history(2))
    assert history.changed_ms == NOW + 5


async def test_spelling_missing_names_and_closing_are_no_change(town):
    await town.imports()
    await town.imports(a1={"holder": "ИВАНОВ И.П."}, a2={"holder": ""}, a3={"status": "closed"})
    assert await town.looks() == 0
    assert await town.events() == []


async def test_the_tax_number_decides_where_both_have_one(town):
    await town.imports(a1={"inn": "290100000092"}, a2={"inn": "290100000092"})
    await town.imports(a1={"inn": "290100000166"}, a2={"holder": "Петров Иван Петрович"})
    assert await town.looks() == 1
    assert [event[0] for event in await town.events()] == [1]


async def test_the_purge_looks_before_it_deletes(town):
    await town.imports()
    await town.imports(a1={"holder": SIDOROVA})
    await town.sink.purge()
    assert [event[0] for event in await town.events()] == [1]
    assert await town.looks() == 0


async def test_what_was_noted_is_not_noted_again_while_old_cards_wait_for_their_purge(town):
    await town.imports()
    await town.imports(a1={"holder": SIDOROVA})
    await town.looks()
    await town.imports(a2={"holder": SIDOROVA})
    assert await town.looks(NOW + 7) == 1
    assert await town.events() == [(1, NOW, 0), (2, NOW + 7, 0)]


async def test_two_imports_before_a_look(town):
    """The second one restores the first holder: bills of the one between must not count."""
    await town.imports()
    await town.imports(a1={"holder": SIDOROVA}, a2={"holder": SIDOROVA})
    await town.imports(a1={"holder": IVANOV})
    assert await town.looks() == 2
    assert sorted(event[0] for event in await town.events()) == [1, 2]


async def test_a_look_that_was_cut_short_is_finished_without_doubles(database, tmp_path, monkeypatch):
    town = Town(database, tmp_path, count=9)
    monkeypatch.setattr(holder_changes, "RANGE", 3)
    monkeypatch.setattr(holder_changes, "CHUNK", 2)
    await town.imports()
    await town.imports(**{f"a{n}": {"holder": SIDOROVA} for n in range(1, 10)})
    note, left = holder_changes._note, [3]

    def dies(*given):
        left[0] -= 1
        if left[0] < 0:
            raise RuntimeError("killed")
        return note(*given)

    monkeypatch.setattr(holder_changes, "_note", dies)
    with pytest.raises(RuntimeError):
        await town.looks()
    assert 0 < len(await town.events()) < 9
    monkeypatch.setattr(holder_changes, "_note", note)
    await town.looks(NOW + 1)
    assert sorted(event[0] for event in await town.events()) == list(range(1, 10))


async def test_an_import_that_was_given_up_changes_nobody(town):
    await town.imports()
    ticket = await town.sink.begin([])
    await town.sink.abort(ticket, "given up")
    await town.imports()
    assert await town.looks() == 0
