"""The second code of a bill that was sent: whom it lets in, and whom it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.bills.process import BillProcess
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.model import Kind
from core.bill_links import SentBill, link_token
from core.clock import to_ms
from core.linking import AuditEvent
from core.values import Period
from storage.database import Unit
from storage.store import TxStore
from tests.bills.test_files import NAME, PERSONAL, files, known, printed
from tests.dialogs.billed import billed
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import KEYS, filled
from tests.payments.papers import codes

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
BARE = b"https://t.me/primer_bot"
START = BARE + b"?start="


@pytest.fixture
async def home(database):
    await filled(database)
    talk = Conversation(database, TELEGRAM)
    await talk.links()
    await billed(database)
    await database.write(Unit(known))
    return talk


def token_of(payload):
    assert payload.startswith(START), payload
    return payload.removeprefix(START).decode()


async def opens(person, token):
    return await person._happens(Kind.COMMAND, command="start", text=token, sent_at=person.now)


async def sql(talk, text):
    await talk.database.write(Unit(lambda tx: tx.run(text)))


async def test_who_scans_it_from_the_page_links_the_account_by_the_phone_on_record(home):
    made = await files(home, BillProcess()).make(NAME, home.address, PERSONAL)
    (link,) = [code for code in codes(made.content) if code.startswith(BARE)]
    other = Conversation(home.database, TELEGRAM, "telegram:77").later(hours=2)
    assert "*7833" in await opens(other, token_of(link))
    await other.answers("yes")
    assert "1234567833" not in other.text
    await other.answers("send")
    await other.effect_ends("ok")
    assert other.codes[-1][0] == "tel:+79161234567"
    await other.says(other.code())
    rows = await home.database.read(lambda tx: tx.all("SELECT account_id, role FROM link ORDER BY id"))
    assert rows == [(1, "owner"), (1, "owner")]


async def test_the_caption_says_whom_it_is_for(home):
    chat = (await printed(home)).chat
    assert "кто живёт с вами" in chat.caption
    assert "посторонним" in chat.caption
    await sql(home, "UPDATE account_card SET phone = NULL")
    assert "посторонним" not in (await printed(home)).chat.caption


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE link SET role = 'payer'",
        "UPDATE account_card SET phone = NULL",
        "UPDATE account_card SET phone = '+7 8182 21-20-30'",
        "UPDATE account_card SET status = 'closed'",
    ],
)
async def test_a_bill_that_may_let_nobody_in_has_the_link_of_the_bot(home, change):
    token = token_of((await printed(home)).chat.payload)
    await sql(home, change)
    assert (await printed(home)).chat.payload == BARE
    if "link" not in change:
        assert "не открыла" in await opens(Conversation(home.database, TELEGRAM, "telegram:77"), token)


async def test_an_old_bill_lets_nobody_in(home):
    token = token_of((await printed(home)).chat.payload)
    late = Conversation(home.database, TELEGRAM, "telegram:77").later(days=80)
    assert "не открыла" in await opens(late, token)
    forged = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    assert "не открыла" in await opens(Conversation(home.database, TELEGRAM, "telegram:78"), forged)
    unborn = link_token(KEYS, SentBill(1, Period(2026, 11)))
    assert "не открыла" in await opens(Conversation(home.database, TELEGRAM, "telegram:79"), unborn)


async def test_a_bill_from_before_a_change_of_holder_lets_nobody_in(home):
    token = token_of((await printed(home)).chat.payload)
    event = AuditEvent("holder-changed", "system", 0, 1)
    await home.database.write(Unit(lambda tx: TxStore(tx).audit.note(event, to_ms(home.now))))
    other = Conversation(home.database, TELEGRAM, "telegram:77")
    assert "*7833" in await opens(other, token)
    assert (await other.session()).dialog == ""
    assert "fact-outdated" in str(await home.database.read(lambda tx: tx.all("SELECT kind FROM audit_event")))


async def test_a_supplier_may_want_no_such_links(home):
    token = token_of((await printed(home)).chat.payload)
    desk = replace(home.desk, open_bill=replace(home.desk.open_bill, files=False))
    home.desk = desk
    assert (await printed(home)).chat.payload == BARE
    other = Conversation(home.database, TELEGRAM, "telegram:77", desk=desk)
    assert "не открыла" in await opens(other, token)
