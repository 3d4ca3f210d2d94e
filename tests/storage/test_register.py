"""Every column of the schema is classified, and what follows from its class is done."""

from __future__ import annotations

from core.data_register import IN_WORDS, REGISTER
from core.personal_data import Fate, What
from storage.erasure import STEPS
from storage.own_data import exported
from storage.purge_rules import HISTORIES, RULES

_SQLITE = """
SELECT master.name, info.name FROM sqlite_master AS master, pragma_table_info(master.name) AS info
WHERE master.type = 'table' AND master.name NOT LIKE 'sqlite_%'
"""
_POSTGRES = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"


async def columns_of(database):
    """Table and column, as the database has them after all migrations."""
    sql = _SQLITE if database.engine == "sqlite" else _POSTGRES
    return {(row[0], row[1]) for row in await database.read(lambda tx: tx.all(sql))}


async def test_every_column_is_classified_and_nothing_else(database):
    there = await columns_of(database)
    known = {(name, column) for name, table in REGISTER.items() for column in table.classes()}
    assert there - known == set(), "classify these in core/data_register.py"
    assert known - there == set(), "these are no more"


def test_no_column_has_two_classes():
    for name, table in REGISTER.items():
        columns = [column for names in table.columns.values() for column in names.split()]
        assert len(columns) == len(set(columns)), name


def test_everything_personal_has_a_rule_that_is_carried_out():
    for name, table in REGISTER.items():
        if not table.personal:
            assert table.fate is Fate.NONE, name
            continue
        for rule in table.keep.split(", "):
            assert rule in RULES or rule == "history" or rule in IN_WORDS, f"{name}: {rule}"


def test_every_rule_is_of_a_table_that_names_it():
    for rule, parts in RULES.items():
        assert any(rule in REGISTER[part.table].keep.split(", ") for part in parts), rule
    for table in HISTORIES.values():
        assert REGISTER[table].keep == "history"


def test_what_is_to_be_deleted_or_aliased_is():
    done = {step.table: step for step in STEPS if not step.where.startswith("notify")}
    for name, table in REGISTER.items():
        assert (name in done) == (table.fate in {Fate.DELETE, Fate.ALIAS}), name
        if table.fate is Fate.ALIAS:
            assert ":alias" in done[name].action, name


def test_chats_and_phones_are_found_by_an_erasure_or_expire():
    """A table with an address of a person and no step would keep it for ever."""
    for name, table in REGISTER.items():
        if What.CHANNEL in table.columns or What.PHONE in table.columns:
            assert table.fate is not Fate.NONE, name


def test_what_is_held_is_in_the_copy_or_says_why_not():
    left_out = {name for name, table in REGISTER.items() if table.personal} - set(exported())
    assert left_out == {
        "inbox",  # identities without words; the words of a dead letter are in the staff's hands
        "outbox",  # the same of what we said
        "sms_sent",  # the same: what it cost, and whether it arrived
        "sms_heard",  # ids of a provider under a digest of what was written
        "session",  # may know the phone of an account that is not theirs yet
        "subscriber",  # a number
        "office_code", "tally", "receipt_code", "bill_code", "private_page",  # what keeps strangers out
        "account",  # in account_alias
        "sheet",  # what was said of readings that are in the copy
        "payment_held", "payment_notice", "payment_result",  # what nobody could book, and triggers
        "reading_export", "reading_result",  # what billing was told of readings that are in the copy
    } & set(REGISTER)  # fmt: skip
