"""Filled sheets inside one transaction: `core.readings.sheet_record.Sheets`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from core.readings.sheet_record import NewSheet, Sheet, SheetLine
from core.values import Period
from storage.rows import sure

if TYPE_CHECKING:
    from core.database import Tx

_FIELDS = "id, source, address, subscriber_id, account_id, taken_ms, total, empty, period, content"
_BEGIN = """
INSERT INTO sheet (source, address, subscriber_id, account_id, taken_ms, total, empty, created_ms)
VALUES (:source, :address, :subscriber_id, :account_id, :taken_ms, :total, :empty, :now_ms)
ON CONFLICT (source) DO NOTHING
"""
_BY_SOURCE = f"SELECT {_FIELDS} FROM sheet WHERE source = :source"
_ONE = f"SELECT {_FIELDS} FROM sheet WHERE id = :id"
_BEFORE = f"""
SELECT {_FIELDS} FROM sheet
WHERE subscriber_id = :subscriber_id AND account_id = :account_id AND id < :id AND period = :period
ORDER BY id DESC LIMIT 1
"""
_SAVE = "UPDATE sheet SET content = :content, period = :period WHERE id = :id"

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[SheetLine, ...]).decode


class SheetsGateway:
    """Sheets inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def begin(self, new: NewSheet, now_ms: int) -> Sheet:
        """The sheet of this source, written down if it is new."""
        self._tx.run(
            _BEGIN,
            source=new.source,
            address=new.address,
            subscriber_id=new.subscriber_id,
            account_id=new.account_id,
            taken_ms=new.taken_ms,
            total=new.total,
            empty=new.empty,
            now_ms=now_ms,
        )
        return _sheet(sure(self._tx.one(_BY_SOURCE, source=new.source)))

    def get(self, sheet_id: int) -> Sheet | None:
        """One sheet."""
        row = self._tx.one(_ONE, id=sheet_id)
        return _sheet(row) if row else None

    def before(self, sheet: Sheet) -> Sheet | None:
        """The one that the same person sent for the same account and month before this one."""
        new, period = sheet.new, str(sheet.period or "")
        who = {"subscriber_id": new.subscriber_id, "account_id": new.account_id}
        row = self._tx.one(_BEFORE, id=sheet.id, period=period, **who)
        return _sheet(row) if row else None

    def drop(self, sheet_id: int) -> None:
        """Forget a sheet that says nothing new."""
        self._tx.run("DELETE FROM sheet WHERE id = :id", id=sheet_id)

    def save(self, sheet: Sheet, now_ms: int) -> None:
        """Keep its lines and its month."""
        period = str(sheet.period or "")
        self._tx.run(_SAVE, id=sheet.id, content=_encode(sheet.lines).decode(), period=period)


def _sheet(row: tuple[Any, ...]) -> Sheet:
    sheet_id, *new, period, content = row
    return Sheet(sheet_id, NewSheet(*new), Period.parse(period) if period else None, _decode(content))
