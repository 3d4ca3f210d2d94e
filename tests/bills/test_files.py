"""The document on both engines: for whom it is made, with what in it; through the real process once."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from bot.bills.files import BillFiles
from bot.bills.paper import PaperMaker
from bot.bills.process import BillProcess
from bot.channels.documents import Document
from bot.channels.telegram_capabilities import TELEGRAM
from core.payments.qr_text import read_bytes
from core.privacy import Sensitivity
from storage.database import Unit
from storage.store import TxStore
from tests.bills.test_papers import TEXTS
from tests.dialogs.billed import FLAT, billed, meter, reading
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import filled
from tests.payments.papers import codes, pages
from tests.payments.recipient import RECIPIENT

NAME = "bill:1.2026-10"
MONEY, PERSONAL = Sensitivity.MONEY, Sensitivity.PERSONAL


class Kept:
    """Keeps what it is given to print."""

    async def print(self, paper):
        self.paper = paper
        return b"%PDF-1.7"


class Others:
    async def make(self, name, address, level):
        return Document(name, b"")


def known(tx):
    meter(tx, FLAT, "0777", "day,night")
    reading(tx, FLAT, "0777", "2026-09-24", (15_282, 990))
    reading(tx, FLAT, "0777", "2026-10-23", (15_382, 1_010))
    tx.run("UPDATE account_card SET holder = 'Иванов И. И.' WHERE account_id = 1")
    TxStore(tx).settings.put("telegram.username", "primer_bot")


@pytest.fixture
async def home(database):
    await filled(database)
    talk = Conversation(database, TELEGRAM)
    await talk.links()
    await billed(database)
    await database.write(Unit(known))
    return talk


def files(talk, process, bot_name=""):
    maker = PaperMaker(TEXTS, RECIPIENT)
    return BillFiles(talk.database, TxStore, talk.desk, maker, process, Others(), bot_name)


async def printed(talk, level=MONEY, **options):
    kept = Kept()
    made = await files(talk, kept, **options).make(NAME, talk.address, level)
    assert made.name == "kvitanciya-7833-2026-10.pdf"
    return kept.paper


async def test_it_is_of_this_account_and_month(home):
    paper = await printed(home)
    facts = {fact.label: fact.value for fact in paper.facts}
    assert facts == {
        "Лицевой счёт": "1234567833",
        "Тариф": "Население, город",
        "Расход за месяц": "120 кВт·ч",
    }
    (shown,) = [one for one in paper.sections if one.heading == "Показания"]
    assert [row[-1] for row in shown.rows] == ["100 кВт·ч", "20 кВт·ч", "", ""]
    assert paper.chat.payload.startswith(b"https://t.me/primer_bot?start=b_")
    assert (await printed(home, bot_name="@other_bot")).chat.payload.startswith(b"https://t.me/other_bot?")


async def test_a_meter_that_was_replaced_stands_before_the_new_one_which_began_with_its_first_reading(home):
    def replaced(tx):
        tx.run("UPDATE meter SET removed_on = '2026-10-05' WHERE serial = '0777'")
        meter(tx, FLAT, "0100", "all")
        tx.run("UPDATE meter SET installed_on = '2026-10-05' WHERE serial = '0100'")
        reading(tx, FLAT, "0100", "2026-10-05", (3,))
        reading(tx, FLAT, "0100", "2026-10-23", (60,))

    await home.database.write(Unit(replaced))
    (shown,) = [one for one in (await printed(home)).sections if one.heading == "Показания"]
    rows = [(row[0].partition(",")[0], row[2], row[3], row[4]) for row in shown.rows]
    assert rows.index(("0100", "3 (5 октября)", "60 (23 октября)", "57 кВт·ч")) > 1
    assert next(row[0] for row in rows if row[0]) == "0777"


async def test_the_holder_is_named_only_where_the_policy_lets(home):
    assert "Иванов" not in str(await printed(home))
    named = {fact.value for fact in (await printed(home, PERSONAL)).facts}
    assert {"Иванов И. И.", "г. Примерск, ул. Мира, д. 1, кв. 5"} <= named
    await home.database.write(Unit(lambda tx: tx.run("UPDATE link SET role = 'payer'")))
    assert "Иванов" not in str(await printed(home, PERSONAL))


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("UPDATE link SET role = 'reader'", NAME),
        ("UPDATE link SET active = 0", NAME),
        ("UPDATE link SET role = 'reader'", "pay-code:1"),
        ("", "pay-code:2"),
        ("", "bill:2.2026-10"),
        ("", "bill:1.2020-01"),
        ("", "bill:1.2026-13"),
        ("", "bill:x"),
    ],
)
async def test_nobody_else_gets_it(home, change, name):
    if change:
        await home.database.write(Unit(lambda tx: tx.run(change)))
    with pytest.raises(LookupError):
        await files(home, Kept()).make(name, home.address, PERSONAL)


async def test_other_documents_are_made_by_others(home):
    assert (await files(home, Kept()).make("own-data", home.address, MONEY)).name == "own-data"


async def test_the_code_alone_is_what_is_to_be_paid_now(home):
    made = await files(home, Kept()).make("pay-code:1", home.address, MONEY)
    assert made.name == "oplata-7833.png"
    with Image.open(BytesIO(made.content)) as picture:
        (code,) = zxingcpp.read_barcodes(picture)
    read = read_bytes(code.bytes)
    assert (read.account, read.amount.kopecks) == ("1234567833", 231090)
    await home.database.write(Unit(lambda tx: tx.run("UPDATE balance SET debt = 0, overdue = 0")))
    with pytest.raises(LookupError):
        await files(home, Kept()).make("pay-code:1", home.address, MONEY)


async def test_through_the_real_process(home):
    made = await files(home, BillProcess()).make(NAME, home.address, MONEY)
    (text,) = pages(made.content)
    assert "К оплате до 15 ноября 2026 2 310,90 руб." in text
    assert "Итого за месяц 1 213,18" in text
    assert {code[:7] for code in codes(made.content)} == {b"ST00012", b"https:/"}
