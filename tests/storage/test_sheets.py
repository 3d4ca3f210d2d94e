"""Filled sheets on both engines: which one was sent before for the same."""

from __future__ import annotations

from dataclasses import replace

from core.readings.sheet_record import NewSheet
from core.values import Period
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.supplier import filled

NOW = 1_800_000_000_000
MONTH = Period(2026, 11)


async def test_before_is_of_the_same_person_account_and_month(database):
    await filled(database)

    def work(tx):
        store = TxStore(tx)
        me, neighbour = store.subscribers.create("telegram:1", 1), store.subscribers.create("telegram:2", 1)

        def sent(source, person=me, account=3, month=MONTH):
            new = NewSheet(source, f"telegram:{person}", person, account, NOW, 6, 0)
            sheet = replace(store.sheets.begin(new, NOW), period=month)
            store.sheets.save(sheet, NOW)
            return sheet

        earliest, first = sent("a"), sent("b")
        others = sent("c", neighbour), sent("d", account=1), sent("e", month=MONTH.shift(-1))
        last = sent("f")
        found = [store.sheets.before(sheet) for sheet in (earliest, first, *others, last)]
        return [sheet and sheet.new.source for sheet in found]

    assert await database.write(Unit(work)) == [None, "a", None, None, None, "b"]
