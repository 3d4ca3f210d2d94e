"""Everything held about a person, by the register of data: a table is in the copy once it is classified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.data_register import REGISTER
from core.personal_data import Owner, What

if TYPE_CHECKING:
    from core.database import Tx
    from core.personal_data import Table

MOST = 5_000
"""Rows of one table in a copy; the newest are taken, and the copy says so."""
_HIDDEN = frozenset({What.NOTHING, What.PERSON})
_MINE = {
    Owner.SUBSCRIBER: "subscriber_id = :subscriber_id",
    Owner.INVITER: "inviter_id = :subscriber_id",
    Owner.ADDRESS: "address IN ({addresses})",
    Owner.LINKED: "account_id IN (SELECT account_id FROM link"
    " WHERE subscriber_id = :subscriber_id AND active = 1{readers})",
}
_VISIBLE = """ AND generation = (SELECT visible.generation FROM dataset_generation AS visible
    WHERE visible.dataset = '{dataset}' AND visible.period = {period})"""
_SUBSCRIBER = "SELECT subscriber_id FROM address WHERE address = :address"
_ADDRESSES = "SELECT address FROM address WHERE subscriber_id = :subscriber_id AND subscriber_id <> 0"
_NUMBERS = """
SELECT account.id, coalesce(card.number, account.number) FROM account
LEFT JOIN account_card AS card ON card.account_id = account.id
    AND card.generation = (SELECT generation FROM dataset_generation
        WHERE dataset = 'accounts' AND period = '')
WHERE account.id IN ({ids})
"""
_OTHERS = """
SELECT other.role, other.since_ms, other.address FROM link AS other
JOIN link AS mine ON mine.account_id = other.account_id AND mine.active = 1
    AND mine.subscriber_id = :subscriber_id
WHERE other.active = 1 AND other.subscriber_id <> :subscriber_id ORDER BY other.since_ms LIMIT 50
"""

_STAFF = "system"
_FOR_READERS = frozenset({"account_alias", "meter", "reading"})

Row = dict[str, Any]


def shown(table: Table) -> list[str]:
    """Columns of a table that say something about its person."""
    return [column for column, what in table.classes().items() if what not in _HIDDEN]


def exported() -> Mapping[str, Table]:
    """Tables that a copy holds."""
    return {n: t for n, t in REGISTER.items() if t.exported and t.personal and t.owner in _MINE}


def gather(tx: Tx, address: str) -> dict[str, list[Row]]:
    """Rows by table of whoever talks from `address`, the newest `MOST`; other people only as roles."""
    found = tx.one(_SUBSCRIBER, address=address)
    subscriber_id = int(found[0]) if found and found[0] else -1
    addresses = [address, *(row[0] for row in tx.all(_ADDRESSES, subscriber_id=subscriber_id))]
    rows = {
        name: _rows(tx, name, table, subscriber_id, list(dict.fromkeys(addresses)))
        for name, table in exported().items()
    }
    _name_accounts(tx, rows)
    others = tx.all(_OTHERS, subscriber_id=subscriber_id)
    return {**rows, "others": [{"role": r[0], "since_ms": r[1], "address": r[2]} for r in others]}


def _readers(name: str) -> str:
    """Who may only send readings is told of meters and readings, and of nothing else about the account."""
    return "" if name in _FOR_READERS else " AND role <> 'reader'"


def _rows(tx: Tx, name: str, table: Table, subscriber_id: int, addresses: list[str]) -> list[Row]:
    columns = shown(table)
    if table.history:
        columns = ["period", *columns]
    marks = {f"a{n}": one for n, one in enumerate(addresses)}
    where = _MINE[table.owner].format(
        addresses=", ".join(f":{mark}" for mark in marks), readers=_readers(name)
    )
    if table.dataset:
        period = f"{name}.period" if table.history else "''"
        where += _VISIBLE.format(dataset=table.dataset, period=period)
    order = "period DESC" if table.history else columns[0]
    sql = f"SELECT {', '.join(columns)} FROM {name} WHERE {where} ORDER BY {order} LIMIT {MOST}"
    values = marks if table.owner is Owner.ADDRESS else {"subscriber_id": subscriber_id}
    rows = [dict(zip(columns, row, strict=True)) for row in tx.all(sql, **values)]
    return rows if name != "audit_event" else [_without_others(row, addresses) for row in rows]


def _without_others(row: Row, addresses: list[str]) -> Row:
    """What somebody else did about this person: that it was done, and not who did it (docs/people.md)."""
    if row["address"] in {*addresses, _STAFF}:
        return row
    return {**row, "address": "", "detail": ""}


def _name_accounts(tx: Tx, rows: dict[str, list[Row]]) -> None:
    """Put the number of an account in the place of our id of it."""
    ids = sorted({row["account_id"] for table in rows.values() for row in table if row.get("account_id")})
    numbers: dict[int, str] = {}
    for start in range(0, len(ids), 500):
        listed = ", ".join(str(int(one)) for one in ids[start : start + 500])
        numbers |= {row[0]: row[1] for row in tx.all(_NUMBERS.format(ids=listed))}
    for row in (row for table in rows.values() for row in table if "account_id" in row):
        row["account"] = numbers.get(row.pop("account_id"), "")
