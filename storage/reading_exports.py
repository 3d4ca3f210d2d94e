"""Batches of readings for billing: marked in chunks at low priority, then read in pages.

What is due is found by a partial index, so a batch costs what it holds. A line is written once and never
changed: the values it stands for are those of its entry, and the journal never rewrites them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.exports import CHUNK, PAGE
from core.readings.exports import UNCONFIRMED, Line
from core.readings.journal import Action, State
from storage.exports import Book, DatabaseExports, grown, written_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.database import Database, Tx, Value
    from core.exports import Batch

KIND = "readings"
_LIST = 100
_BATCH = "id, period, zone, begun_ms, rows_total, state, sha256"
_DUE = "SELECT count(*) FROM reading_entry WHERE due = 1 AND (:period = '' OR period = :period)"
_ANY = "SELECT 1 FROM reading_entry WHERE due = 1 AND (:period = '' OR period = :period) LIMIT 1"
_UNWRITTEN = f"SELECT {_BATCH} FROM export_batch WHERE state <> 'written' AND kind = '{KIND}' ORDER BY id"
_ONE = f"SELECT {_BATCH} FROM export_batch WHERE id = :number AND kind = '{KIND}'"
# Numbers without a gap: one that is missing at billing is a file that was lost.
_BEGIN = f"""
INSERT INTO export_batch (id, kind, period, zone, begun_ms, touched_ms)
SELECT coalesce(max(id), 0) + 1, '{KIND}', :period, :zone, :now_ms, :now_ms FROM export_batch RETURNING id
"""
_MARK = """
UPDATE reading_entry SET due = 0, told = told + 1, batch = :number,
    state = CASE WHEN state = 'accepted' THEN 'exported' ELSE state END
WHERE due = 1 AND id IN (SELECT id FROM reading_entry
    WHERE due = 1 AND (:period = '' OR period = :period) ORDER BY id LIMIT :most)
RETURNING id, account_id, state, told, base, unconfirmed, flag, photo
"""
_NUMBERS = """
SELECT account.id, coalesce(card.number, account.number) FROM account
LEFT JOIN account_card AS card ON card.account_id = account.id
    AND card.generation = (SELECT generation FROM dataset_generation
        WHERE dataset = 'accounts' AND period = '')
WHERE account.id IN ({0})
"""
_LINE = """
INSERT INTO reading_export (batch, line, entry_id, action, replaces, account, mark, photo)
VALUES (:batch, :line, :entry_id, :action, :replaces, :account, :mark, :photo)
"""
_PAGE = """
SELECT line.line, line.action, line.account, entry.serial, entry.taken_ms, entry.t1, entry.t2, entry.t3,
    entry.decimals, entry.period, entry.channel, entry.id, line.replaces, line.mark, line.photo
FROM reading_export AS line JOIN reading_entry AS entry ON entry.id = line.entry_id
WHERE line.batch = :number AND line.line > :after ORDER BY line.line LIMIT :most
"""
_OVER = frozenset({State.WITHDRAWN, State.REPLACED})


def _marked(tx: Tx, batch: Batch, now_ms: int) -> Batch:
    """Mark a chunk for a batch that is open."""
    found = sorted(tx.all(_MARK, number=batch.number, period=batch.period, most=CHUNK))
    numbers = _numbers(tx, sorted({one[1] for one in found}))
    lines = [_told(batch, place, one, numbers) for place, one in enumerate(found, batch.rows + 1)]
    if lines:
        tx.many(_LINE, lines)
    return grown(tx, "export_batch", batch, len(lines), now_ms, more=len(found) == CHUNK)


def _told(batch: Batch, line: int, one: tuple[Any, ...], numbers: Mapping[int, str]) -> dict[str, Value]:
    entry_id, account_id, state, told, base, unconfirmed, flag, photo = one
    if state in _OVER:
        action, replaces = Action.WITHDRAW, 0
    elif told > 1:  # the same reading, confirmed meanwhile
        action, replaces = Action.REPLACE, entry_id
    else:
        action, replaces = (Action.REPLACE, base) if base else (Action.NEW, 0)
    mark = " ".join(filter(None, (UNCONFIRMED if unconfirmed else "", flag)))
    return {
        "batch": batch.number, "line": line, "entry_id": entry_id, "action": str(action),
        "replaces": replaces, "account": numbers[account_id], "mark": mark, "photo": photo,
    }  # fmt: skip


def _numbers(tx: Tx, ids: Sequence[int]) -> dict[int, str]:
    """Today's numbers of accounts."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), _LIST):
        named = {f"a{n}": one for n, one in enumerate(ids[start : start + _LIST])}
        found |= dict(tx.all(_NUMBERS.format(", ".join(f":{name}" for name in named)), **named))
    return found


def _lines(tx: Tx, number: int, after: int) -> Sequence[Line]:
    return [_line(row) for row in tx.all(_PAGE, number=number, after=after, most=PAGE)]


def _line(row: tuple[Any, ...]) -> Line:
    line, action, account, serial, taken_ms, t1, t2, t3, *rest = row
    shown = tuple(one for one in (t1, t2, t3) if one is not None)
    return Line(line, Action(action), account, serial, taken_ms, shown, *rest)


_BOOK = Book(
    what="readings", lock="reading-export", due=_DUE, some=_ANY, begin=_BEGIN, unwritten=_UNWRITTEN, one=_ONE,
    written=written_in("export_batch"), mark=_marked, lines=_lines,
)  # fmt: skip


class DatabaseReadingExports(DatabaseExports[Line]):
    """`core.exports.Exports` on a database of this process."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        super().__init__(database, now_ms, _BOOK)
