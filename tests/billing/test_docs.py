"""The page for the supplier says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from billing.rejects import ADVICE, Doubt, Refusal, Reject
from billing.v1.tables import TABLES
from core.exchange import DATASETS

PAGE = Path(__file__).parents[2].joinpath("docs", "exchange-format.md").read_text()


def section(name):
    return PAGE.partition(f"### {name}\n")[2].partition("\n### ")[0].partition("\n## ")[0]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_is_described_and_marked(table):
    text = section(table.file)
    for field in table.fields:
        bold = f"**{field.name}**" in text
        assert bold == field.required, field.name
        assert re.search(rf"\b{field.name}\b", text), field.name


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_kind_and_key_are_described(table):
    (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{table.file}` |")]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[1] == DATASETS[table.name].kind
    assert cells[3].startswith(", ".join(table.key) or "none")


def test_every_code_is_described():
    for code in Reject:
        assert f"| `{code}` | {ADVICE[code][0].upper()}{ADVICE[code][1:]} |" in PAGE
    for code in (*Doubt, *Refusal):
        assert f"`{code}`" in PAGE


def test_words_of_closed_lists_are_described():
    lists = {
        "accounts.csv": "person organisation active closed",
        "readings.csv": "subscriber inspector calculated billing counted refused disputed unconfirmed",
        "charge_lines.csv": "own common norm coefficient benefit recalculation other",
        "tariffs.csv": "all day night peak halfpeak",
    }
    for file, words in lists.items():
        for word in words.split():
            assert f"`{word}`" in section(file)


def test_columns_of_the_issue():
    assert ";".join(TABLES["accounts"].names) == (
        "account;kind;holder;address;phone;email;inn;tariff;group;status;old_account;receipt_code;receipt_period"
    )
    assert ";".join(TABLES["meters"].names) == (
        "account;serial;model;zones;zone_order;digits;decimals;ratio;installed_on;removed_on;verified_until;place;automatic"
    )
    assert ";".join(TABLES["readings"].names) == "account;serial;taken_on;t1;t2;t3;source;state"
    assert ";".join(TABLES["balances"].names) == (
        "account;as_of;debt;advance;overdue;overdue_since;penalty;due_on;payments_until"
    )
    assert ";".join(TABLES["dues"].names) == "account;period;stage;due_on;amount"
    assert ";".join(TABLES["charges"].names) == (
        "account;period;kwh_t1;kwh_t2;kwh_t3;opening;charged;paid;recalculated;penalty;closing"
    )
    assert ";".join(TABLES["charge_lines"].names) == "account;period;kind;title;kwh;price;amount;reason"
    assert ";".join(TABLES["payments"].names) == "account;paid_on;amount;agent;document;external_id"
    assert ";".join(TABLES["tariffs"].names) == (
        "tariff;valid_from;valid_to;zone;range_upto_kwh;price;title;hours"
    )
    assert ";".join(TABLES["rates"].names) == "valid_from;valid_to;rate"
    assert ";".join(TABLES["groups"].names) == (
        "group;window;norm_kwh;network_company;dispatcher_phone;meter_owner_text"
    )
