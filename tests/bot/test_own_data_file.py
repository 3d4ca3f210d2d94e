"""The file with one's own data: everything the register names, nothing of other people, hidden by level."""

from __future__ import annotations

import html
import json
import re
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from bot.own_data_file import OwnDataFiles
from bot.texts.catalogue import Catalogue
from bot.texts.samples import TODAY
from core.privacy import Sensitivity
from storage.database import Unit
from storage.own_data import exported, shown
from tests.dialogs.conversation import NOON, Conversation
from tests.dialogs.lawful import KEEP, lawful_desk
from tests.dialogs.supplier import VALUES, filled

CATALOGUE = Catalogue.load()
TEXTS = SimpleNamespace(
    catalogue=CATALOGUE,
    supplier=VALUES,
    time_zone=ZoneInfo("Europe/Moscow"),
    clock=SimpleNamespace(now=lambda: NOON),
    today=lambda: TODAY,
    say=lambda key: CATALOGUE.text("full", key, VALUES, TODAY),
)


@pytest.fixture
async def linked(database):
    """Two people with the same flat; the second one also has the house."""
    from bot.channels.telegram_capabilities import TELEGRAM

    await filled(database)
    people = []
    for hours, chat in enumerate(("telegram:1", "telegram:2")):
        person = Conversation(database, TELEGRAM, chat, desk=lawful_desk()).later(hours=hours)
        await person.links()
        people.append(person)
    await people[1].links("1234567841", "89021112233")
    return database


async def made(database, address, level=Sensitivity.MONEY):
    document = await OwnDataFiles(database, TEXTS, KEEP).make("own-data", address, level)
    assert document.name == "own-data-2026-11-08.html"
    return document.content.decode()


def data_of(page):
    return json.loads(html.unescape(re.search(r"<pre>(.*)</pre>", page, re.DOTALL)[1]))


async def test_what_is_held_is_there_for_people_and_for_programs(linked):
    page = await made(linked, "telegram:1")
    data = data_of(page)
    assert {
        "address",
        "link",
        "consent",
        "audit_event",
        "account_card",
        "balance",
        "charge",
        "payment",
    } <= set(data["tables"])
    assert data["tables"]["balance"]["rows"][0]["debt"] == 231090
    assert data["tables"]["consent"]["days"] == 1095
    assert "2 310,90 руб." in page
    assert "Подключения" in page
    assert data["made"] == "2026-11-08T09:00:00+00:00"


async def test_only_what_is_visible_of_billing(linked):
    """A month that was staged and not switched is nobody's business."""
    rows = data_of(await made(linked, "telegram:1"))["tables"]["charge"]["rows"]
    assert [row["period"] for row in rows] == ["2026-10"]


async def test_names_places_and_phones_are_hidden_in_a_chat_and_whole_elsewhere(linked):
    chat, office = [
        await made(linked, "telegram:1", level) for level in (Sensitivity.MONEY, Sensitivity.PERSONAL)
    ]
    for secret in ("Иванов", "ул. Мира", "кв. 5", "123-45-67", "+79161234567", "1234567833"):
        assert secret not in chat, secret
        assert secret in office, secret
    assert "Ив***" in chat


async def test_other_people_are_there_only_as_being_there(linked):
    page = await made(linked, "telegram:1", Sensitivity.PERSONAL)
    [other] = data_of(page)["others"]
    assert (other["role"], other["address"]) == ("owner", "***:2")
    assert "telegram:2" not in page
    assert "1234567841" not in page


async def test_who_may_only_send_readings_sees_no_sums(linked):
    await linked.write(
        Unit(lambda tx: tx.run("UPDATE link SET role = 'reader' WHERE address = 'telegram:1'"))
    )
    tables = data_of(await made(linked, "telegram:1"))["tables"]
    assert not {"balance", "charge", "payment", "account_card"} & set(tables)


async def test_after_unlinking_nothing_of_the_account(linked):
    await linked.write(Unit(lambda tx: tx.run("UPDATE link SET active = 0")))
    tables = data_of(await made(linked, "telegram:1"))["tables"]
    assert not {"balance", "charge", "payment", "account_card", "account_alias"} & set(tables)
    assert "link" in tables


async def test_a_stranger_gets_an_honest_page(linked):
    page = await made(linked, "telegram:404")
    assert data_of(page)["tables"] == {}
    assert "Ваши данные" in page


async def test_what_somebody_wrote_cannot_break_the_page(linked):
    await linked.write(Unit(lambda tx: tx.run("UPDATE link SET label = '<script>alert(1)</script>'")))
    page = await made(linked, "telegram:1")
    assert "<script" not in page
    assert "http" not in page.replace("https://example.ru/pd", "")


async def test_another_document_is_nobodys(linked):
    with pytest.raises(LookupError, match="bill"):
        await OwnDataFiles(linked, TEXTS, KEEP).make("bill", "telegram:1", Sensitivity.MONEY)


def test_every_table_and_column_of_a_copy_has_a_title():
    for name, table in exported().items():
        assert f"own-table-{name.replace('_', '-')}" in CATALOGUE
        assert f"own-purpose-{table.purpose.name.lower()}" in CATALOGUE
        for column in ("account", "period", *shown(table)):
            own, common = (f"own-column-{n}".replace("_", "-") for n in (f"{name}-{column}", column))
            assert column == "account_id" or own in CATALOGUE or common in CATALOGUE, (name, column)
