"""Rows of the files that people sent; the files themselves lie in a folder (`storage.folder`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.files.stored import State, StoredFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.database import Tx
    from core.files.model import Fault
    from core.files.stored import NewFile

_ADD = """
INSERT INTO stored_file
    (name, address, subscriber_id, event_id, purpose, told_entry, target, bytes, created_ms)
VALUES (:name, :address, :subscriber_id, :event_id, :purpose, :told_entry, :target, :bytes, :now_ms)
RETURNING id
"""
_GET = """
SELECT id, name, state, content, bytes, sha256, address, subscriber_id, event_id, purpose, told_entry, target,
    used, fault, created_ms
FROM stored_file WHERE id = :id
"""
_KEPT = """
UPDATE stored_file SET state = 'kept', content = :content, bytes = :bytes, sha256 = :sha256
WHERE id = :id AND state = 'wanted'
"""
_LOST = "UPDATE stored_file SET state = 'lost', fault = :fault, bytes = 0 WHERE id = :id AND state = 'wanted'"
_USE = "UPDATE stored_file SET used = 1 WHERE id = :id AND state = 'kept'"
_SPENT = """
SELECT count(*), coalesce(sum(bytes), 0) FROM stored_file WHERE address = :address AND created_ms > :since_ms
"""
_TOTAL = "SELECT coalesce(sum(bytes), 0) FROM stored_file WHERE state = 'kept'"
_HELD = "SELECT name, state FROM stored_file WHERE state <> 'lost' AND name IN ({names})"


class StoredFilesGateway:
    """`core.files.model.Files` inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def add(self, new: NewFile, now_ms: int) -> int:
        """Note that a file is wanted; its id."""
        row = self._tx.one(
            _ADD,
            name=new.name,
            address=new.address,
            subscriber_id=new.subscriber_id,
            event_id=new.event_id,
            purpose=new.purpose,
            told_entry=new.then,
            target=new.target,
            bytes=new.bytes,
            now_ms=now_ms,
        )
        if row is None:
            raise LookupError("the row of a file was not written")
        return int(row[0])

    def get(self, file_id: int) -> StoredFile | None:
        """One file."""
        row = self._tx.one(_GET, id=file_id)
        return _file(row) if row else None

    def kept(self, file_id: int, told: Mapping[str, str]) -> bool:
        """The file is on the disk; False when it was settled before."""
        content, digest = told["content"], told["sha256"]
        return self._tx.run(_KEPT, id=file_id, content=content, bytes=int(told["bytes"]), sha256=digest) > 0

    def lost(self, file_id: int, fault: Fault) -> bool:
        """There will be no file."""
        return self._tx.run(_LOST, id=file_id, fault=str(fault)) > 0

    def use(self, file_id: int) -> None:
        """Something refers to it from now on."""
        self._tx.run(_USE, id=file_id)

    def spent(self, address: str, since_ms: int) -> tuple[int, int]:
        """Files and bytes of an address since then; those that were refused count as files, not as bytes."""
        row = self._tx.one(_SPENT, address=address, since_ms=since_ms)
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def total_bytes(self) -> int:
        """Bytes of everything kept."""
        row = self._tx.one(_TOTAL)
        return int(row[0]) if row else 0

    def held(self, names: Sequence[str]) -> dict[str, State]:
        """Which of these names (at most a few hundred) have a row that holds their file, wanted or kept."""
        marks = {f"n{at}": name for at, name in enumerate(names)}
        if not marks:
            return {}
        found = self._tx.all(_HELD.format(names=", ".join(f":{mark}" for mark in marks)), **marks)
        return {row[0]: State(row[1]) for row in found}


def _file(row: tuple[Any, ...]) -> StoredFile:
    values: Any = (*row[:2], State(row[2]), *row[3:12], bool(row[12]), *row[13:])
    return StoredFile(*values)
