"""`sms-templates`: a closed list that every SMS of ours matches, in a table for Excel."""

from __future__ import annotations

import csv
import io
import re

import pytest

from bot.__main__ import main
from bot.channels.segments import measure
from bot.commands.sms_templates import COLUMNS, written
from bot.texts.catalogue import SUPPLIED, Catalogue
from bot.texts.rules import LABEL
from bot.texts.samples import TODAY, ordinary, samples, widest
from bot.texts.templates import AUTHORISATION, SERVICE, UNSENT, templates
from tests.dialogs.supplier import VALUES as SUPPLIER_VALUES

CATALOGUE = Catalogue.load()
VALUES = {name: value for name, value in SUPPLIER_VALUES.items() if name != "dispatcher_phone"}
"""What is the same in every message: the dispatcher is that of an account's own network company."""
ALL = list(templates(CATALOGUE, VALUES))
BY_KEY = {}
for one in ALL:
    BY_KEY.setdefault(one.key, []).append(re.compile(one.regex))


def matches(key, text):
    return any(pattern.fullmatch(text) for pattern in BY_KEY.get(key, ()))


def test_every_text_of_the_short_form_is_there():
    table = samples()
    said = {
        key
        for key in CATALOGUE.short.entries
        if CATALOGUE.text("short", key, ordinary(CATALOGUE.short.entries[key].needs, table), TODAY)
    }
    assert {key for key in said if not UNSENT.fullmatch(key)} == BY_KEY.keys()
    assert all(LABEL.fullmatch(key) or key.startswith("command-") for key in said - BY_KEY.keys())


@pytest.mark.parametrize("values", [ordinary, widest])
def test_every_sample_matches_its_template(values):
    table = samples()
    wrong = []
    for key in BY_KEY:
        given = values(CATALOGUE.short.entries[key].needs, table)
        text = CATALOGUE.text("short", key, {**given, **VALUES}, TODAY)
        if not matches(key, text):
            wrong.append((key, text))
    assert not wrong


def test_codes_are_authorisation_and_nothing_advertises():
    assert {one.traffic for one in ALL} == {AUTHORISATION, SERVICE}
    assert "sms-code" in {one.key for one in ALL if one.traffic == AUTHORISATION}


def test_fields_say_what_they_are():
    code = next(one for one in ALL if one.key == "sms-code")
    assert [field.kind for field in code.fields] == ["code", "account"]
    assert re.fullmatch(code.regex, "482133 - код для подключения счета *7833. Никому его не сообщайте")
    assert not re.fullmatch(code.regex, "482133 - код для подключения счета *7833. Скидка")
    named = {field.name for one in ALL for field in one.fields}
    assert named & set(SUPPLIED) == {"dispatcher_phone"}


def test_the_table_opens_in_excel(tmp_path):
    out = tmp_path / "templates.csv"
    assert main(["--config", "config.example.toml", "sms-templates", "--out", str(out)]) == 0
    raw = out.read_bytes()
    assert raw.startswith("\ufeffКлюч;Вид трафика;Шаблон;".encode())
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert len(rows) > 300


def test_a_row():
    row = next(
        row
        for row in csv.reader(io.StringIO(written(CATALOGUE, VALUES)), delimiter=";")
        if row[0] == "sms-code"
    )
    assert row[1:4] == [
        "авторизационный",
        "{код} - код для подключения счета {конец лицевого счёта}. Никому его не сообщайте",
        "код, конец лицевого счёта",
    ]
    assert row[5:8] == ["1", "1", str(measure(row[9]).units)]


def test_a_text_with_variants_gives_one_template_each():
    heads = [one for one in ALL if one.key == "used-head"]
    assert len(heads) == 12
    assert {one.said for one in heads} >= {"*7833 янв", "*7833 дек"}


def test_without_a_phone_of_the_supplier_its_place_is_a_field():
    table = list(templates(CATALOGUE, {}))
    mismatch = next(one for one in table if one.key == "bill-mismatch")
    assert [field.name for field in mismatch.fields] == ["supplier_phone"]
