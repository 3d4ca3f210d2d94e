"""Every spelling of the services that take readings by SMS, and of our grammar, through the real dialogs."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.dialogs.entries import ENTRIES
from tests.dialogs.billed import meter, prices, reading
from tests.dialogs.metered import GARAGE, HOUSE, MONTHS, OTHER, TWO, past
from tests.dialogs.supplier import RULES
from tests.dialogs.texting import Texting

ZONES = {"one": "all", "two": "day,night", "three": "peak,halfpeak,night"}
SHOWN = ((14_850, 7_600, 3_000), (15_000, 7_700, 3_100), (15_140, 7_800, 3_200), (15_282, 7_900, 3_300))
PEOPLE = {"one": (GARAGE,), "two": (GARAGE,), "three": (GARAGE,), "many": (GARAGE, HOUSE)}


def cases():
    """(header, text, what must come out) of each line of `sms_spellings.txt`."""
    header = ""
    for line in (Path(__file__).parent / "sms_spellings.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            header = line.strip("[]")
        elif line and not line.startswith("# "):
            text, _, right = line.rpartition(" => ")
            yield header, text.replace("\\n", "\n"), right


CASES = list(cases())


def person(header):
    """`one 121000000000 12345678`: who texts, their account and the serial of its meter."""
    kind, number, serial = [*header.replace(".", "").split(), "", ""][:3]
    rules = RULES
    if number:
        rules = replace(rules, account_lengths=(len(number),))
    if kind == "stranger":
        rules = replace(rules, readings=replace(rules.readings, accept_unlinked=True))

    def meters(tx):
        if kind == "many":
            past(tx)
            tx.run("UPDATE meter SET removed_on = '2026-01-01' WHERE serial = :serial", serial=OTHER)
            return
        prices(tx, "country", "2026-01-01", "2027-06-30")
        tx.run("UPDATE account_card SET tariff = 'country' WHERE account_id = :id", id=GARAGE)
        zones, name = ZONES.get(kind, "all"), serial or "50001234"
        meter(tx, GARAGE, name, zones, digits=8)
        for day, shown in zip(MONTHS, SHOWN, strict=True):
            reading(tx, GARAGE, name, day, shown[: len(zones.split(","))])
        for table in ("account", "account_card") if number else ():
            column = "id" if table == "account" else "account_id"
            tx.run(f"UPDATE {table} SET number = '0' || number WHERE number = :n", n=number)
            tx.run(f"UPDATE {table} SET number = :n WHERE {column} = :id", n=number, id=GARAGE)

    return Texting(*PEOPLE.get(kind, ()), rules=rules, meters=meters)


def outcome(talk):
    """What came of a text: a reading, a command and its account, a question, or a named refusal."""
    if talk.written:
        return " + ".join(_entry(row) for row in talk.written)
    first = talk.path[0] if talk.path else ""
    if first in ENTRIES:
        account = talk.session.memo.get("account")
        return f"> {first}" + (f" {account}" if account and first in _OF_ACCOUNT else "")
    if talk.session.dialog:
        return f"? {talk.session.dialog}.{talk.session.step}"
    return f"! {talk.keys[0]}" if talk.keys else "! nothing"


_OF_ACCOUNT = {"balance", "charges", "payments", "meters", "tariffs"}


def _entry(row):
    account, serial, _, *shown, decimals, _ = row
    values = "/".join(str(one) for one in shown if one is not None)
    named = {HOUSE: "*7841 "}.get(account, "") if serial in {TWO, OTHER} else ""
    return f"{named}{values}" + (f" ({decimals} decimals)" if decimals else "")


@pytest.mark.parametrize("header", dict.fromkeys(header for header, _, _ in CASES))
def test_what_comes_out(header):
    wrong = [line for line in told(header) if line]
    assert not wrong, "\n".join(wrong)


@functools.cache
def told(header):
    """What is wrong with each text of a header, "" for nothing; no text leaves anything for the next."""
    talk, found = person(header), []
    for _, text, right in (case for case in CASES if case[0] == header):
        with talk.undone():
            said = talk.says(text)
            wrong = outcome(talk) != right or len(said) != 1
            found.append(f"{text!r}: {outcome(talk)}, not {right}: {said}" if wrong else "")
    return found


def test_the_pass_rate_is_told(capsys):
    """The line is what docs/sms.md says."""
    found = [wrong for header in dict.fromkeys(header for header, _, _ in CASES) for wrong in told(header)]
    right = found.count("")
    with capsys.disabled():
        print(f"\nspellings by SMS: {right} of {len(found)} come out as documented")
    assert right == len(found) == len(CASES) >= 300


def test_the_list_names_every_kind_of_outcome():
    kinds = {right[0] for _, _, right in CASES}
    assert {">", "?", "!"} < kinds
    assert any(re.fullmatch(r"[\d/]+", right) for _, _, right in CASES)
