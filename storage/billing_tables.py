"""Where each dataset of the exchange lands: tables, columns and statements, derived from one map."""

from __future__ import annotations

from dataclasses import dataclass

from core.exchange import DATASETS, Dataset

_TABLES = {
    "accounts": "account_card",
    "receipt_codes": "receipt_code",
    "meters": "meter",
    "readings": "reading",
    "balances": "balance",
    "dues": "due",
    "charges": "charge",
    "charge_lines": "charge_line",
    "payments": "payment",
    "reading_results": "reading_result",
    "payment_results": "payment_result",
    "tariffs": "tariff",
    "rates": "rate",
    "groups": "grp",
    "outages": "outage",
}
# Columns whose plain names would be keywords, or say less inside the database.
_RENAMED = {
    ("accounts", "account"): "number",
    ("accounts", "group_code"): "grp",
    ("groups", "group_code"): "name",
    ("groups", "window"): "reading_window",
    ("outages", "id"): "outage_id",
    ("outages", "from"): "begins_at",
    ("outages", "until"): "ends_at",
}
_ACCOUNT_ID = "(SELECT account_id FROM account_alias WHERE number = :account)"


@dataclass(frozen=True, slots=True)
class Target:
    """One dataset in the database. `by_account` tables are keyed by account id first."""

    dataset: Dataset
    table: str
    insert: str
    by_account: bool
    by_period: bool


def _target(dataset: Dataset) -> Target:
    table, columns, values = _TABLES[dataset.name], ["generation"], [":generation"]
    by_account = "account" in dataset.columns
    if by_account:
        columns.append("account_id")
        values.append(_ACCOUNT_ID)
    for column in dataset.columns:
        if column == "account" and dataset.name != "accounts":
            continue
        columns.append(_RENAMED.get((dataset.name, column), column))
        values.append(f":{column}")
    insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(values)})"
    return Target(dataset, table, insert, by_account, dataset.kind == "history")


TARGETS = {name: _target(dataset) for name, dataset in DATASETS.items()}
