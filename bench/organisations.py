"""Histories behind the card of an account: a household with one meter, an organisation with fifty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from core.database import Tx, Value
from core.values import Period

METERS, MONTHS = 50, 36
Row = Mapping[str, Value]

_VISIBLE = (
    "INSERT INTO dataset_generation (dataset, period, generation) VALUES (:dataset, :period, :generation)"
    " ON CONFLICT (dataset, period) DO NOTHING"
)
_HISTORIES = ("charges", "charge_lines", "payments", "readings")
_INSERTS = {
    "charge": "account_id, period, generation, opening, charged, paid, recalculated, penalty, closing",
    "charge_line": "account_id, period, generation, line, kind, title, kwh, price, amount",
    "payment": "account_id, period, generation, line, paid_on, amount",
    "meter": "account_id, generation, serial, zones, digits, decimals, ratio, automatic",
    "reading": "account_id, period, generation, serial, taken_on, source, t1",
    "due": "account_id, generation, period, stage, due_on, amount",
}


def fill(tx: Tx, accounts: Sequence[int], organisations: Sequence[int], today: dt.date) -> None:
    """Give each account its history; those in `organisations` become such."""
    row = tx.one("SELECT generation FROM dataset_generation WHERE dataset = 'accounts'")
    generation = row[0] if row else 1
    months = [str(Period.of(today).shift(-back)) for back in range(1, MONTHS + 1)]
    for dataset in _HISTORIES:
        tx.many(_VISIBLE, [_part(dataset, month, generation) for month in months])
    tx.many(_VISIBLE, [_part(dataset, "", generation) for dataset in ("meters", "dues")])
    for account in organisations:
        tx.run("UPDATE account_card SET kind = 'organisation' WHERE account_id = :id", id=account)
    for table, columns in _INSERTS.items():
        marks = ", ".join(f":{name}" for name in columns.split(", "))
        for account in accounts:
            meters = METERS if account in organisations else 1
            rows = [
                {"account_id": account, "generation": generation, **one}
                for one in _rows(table, months, meters)
            ]
            sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - both are written above
            tx.many(sql, rows)


def _part(dataset: str, period: str, generation: int) -> Row:
    return {"dataset": dataset, "period": period, "generation": generation}


def _row(**values: Value) -> Row:
    return values


def _rows(table: str, months: Sequence[str], meters: int) -> Iterator[Row]:
    """Rows of a table for one account with so many meters."""
    sums: Row = {
        "opening": 0,
        "charged": 50_000,
        "paid": 50_000,
        "recalculated": 0,
        "penalty": 0,
        "closing": 0,
    }
    meter: Row = {"zones": 1, "digits": 6, "decimals": 2, "ratio": 40, "automatic": 0}
    line: dict[str, Value] = {
        "kind": "own",
        "title": "Электроэнергия",
        "kwh": 10_000,
        "price": 784_316,
        "amount": 7_843,
    }
    if table == "meter":
        yield from ({"serial": f"{at:08d}", **meter} for at in range(meters))
    elif table == "due":
        days = ("10", "25") if meters > 1 else ("15",)
        month = str(Period.parse(months[0]).shift(2))
        for stage, day in enumerate(days, 1):
            yield {"period": month, "stage": stage, "due_on": f"{month}-{day}", "amount": 30_000}
    elif table == "charge":
        yield from ({"period": month, **sums} for month in months)
    elif table == "payment":
        yield from (_row(period=m, line=1, paid_on=f"{m}-12", amount=50_000) for m in months)
    elif table == "charge_line":
        for month in months:
            yield from ({"period": month, "line": at, **line} for at in range(meters))
    else:
        taken: dict[str, Value] = {"source": "subscriber", "t1": 4_200}
        for month in months:
            yield from (
                {"period": month, "serial": f"{at:08d}", "taken_on": f"{month}-23", **taken}
                for at in range(meters)
            )
