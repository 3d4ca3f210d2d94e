"""The link of a bill in the dialog: it fills in number and second fact, never the phone."""

from __future__ import annotations

import pytest

from bot.dialogs.model import Kind
from core.bill_codes import draw
from core.limits import Scope
from core.values import Period
from storage.database import Unit
from storage.store import TxStore
from storage.tokens import DatabaseBillCodes
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import KEYS

GARBAGE = ["b_", "b_" + "A" * 22, "b_" + "A" * 62, "b_\u202e", "b_1' OR 1=1"]


@pytest.fixture
async def bills(supplied):
    """Bills of the month before last and of last month: number and month to what stands on the paper."""
    codes, printed = DatabaseBillCodes(supplied), {}
    for period in ("2026-09", "2026-10"):
        issue = await codes.begin(period, KEYS.current)
        pages = await codes.page(issue, 0)
        drawn = [draw(KEYS, Period.parse(period), 6, id_, number, KEYS.current) for id_, number in pages]
        await codes.put(issue, [kept for _, kept in drawn])
        await codes.finish(issue)
        printed |= {(paper.account, period): paper for paper, _ in drawn}
    return printed


async def opens(chat, token):
    return await chat._happens(Kind.COMMAND, command="start", text=token, sent_at=chat.now)


@pytest.fixture
def token(bills):
    return bills["1234567833", "2026-10"].token


async def linked(database, address):
    def work(tx):
        sql = "SELECT account_id FROM link JOIN address USING (subscriber_id) WHERE active = 1 AND {0}"
        return tx.all(sql.format("address.address = :a"), a=address)

    return [row[0] for row in await database.read(work)]


async def test_a_bill_leads_to_the_phone_after_consent(talk, token):
    first = await opens(talk, token)
    assert "*7833" in first
    assert "1234567833" not in first
    assert talk.offered == ["yes", "no"]
    await talk.answers("yes")
    assert "link.phone" in talk.path
    assert ("send" in talk.offered) == bool(talk.can.buttons)
    await talk.takes_phone()
    await talk.effect_ends("ok")
    assert talk.codes[-1][0] == "tel:+79161234567"
    assert await linked(talk.database, talk.address) == []
    await talk.says(talk.code())
    assert await linked(talk.database, talk.address) == [1]


async def test_the_bill_of_an_account_without_a_phone_asks_for_one(talk, bills):
    await opens(talk, bills["1234567841", "2026-09"].token)
    await talk.answers("yes")
    assert "send" not in talk.offered
    assert [to for to, _ in talk.codes] == ([] if talk.can.buttons else [talk.address])


async def test_declining_consent_ends_it(talk, token):
    await opens(talk, token)
    await talk.answers("no")
    assert (await talk.session()).dialog == ""
    assert not talk.codes


async def test_several_people_of_the_flat_and_again(chat, token):
    for hours, number in enumerate((1, 2, 1)):
        person = Conversation(chat.database, chat.can, f"telegram:{number}").later(hours=hours)
        await opens(person, token)
        if "yes" in person.offered:
            await person.answers("yes")
        if (await person.session()).step == "phone":
            await person.answers("send")
            await person.effect_ends("ok")
            await person.says(person.code())
        assert await linked(chat.database, person.address) == [1]


async def test_who_has_it_already_is_told_so(home, token):
    text = await opens(home, token)
    assert "2 310,90" in text


async def test_whatever_opens_nothing_says_the_same(chat, bills):
    """Old, replaced, of another supplier, garbage: one answer, one number of statements."""
    december = {"days": 30}
    answers = set()
    for number, text in enumerate([*GARBAGE, bills["1234567833", "2026-09"].token]):
        person = Conversation(chat.database, chat.can, f"telegram:{100 + number}").later(**december)
        said = await opens(person, text)
        answers.add((said, tuple(person.offered), person.path))
        assert (await person.session()).dialog == ""
    assert len(answers) == 1
    assert "link" in answers.pop()[1]


async def test_a_replaced_token_opens_nothing(chat, token):
    codes = DatabaseBillCodes(chat.database)
    await codes.finish(await codes.begin("2026-10", KEYS.current))
    assert "не открыла" in await opens(chat, token)


async def test_after_many_misses_even_a_good_one_is_not_looked_at(chat, token):
    limit = chat.desk.open_bill.limits.tokens_missed_day
    for number in range(limit):
        await opens(chat, f"b_{number:022d}")
        chat.later(seconds=61)
    assert "не открыла" in await opens(chat, token)
    assert "*7833" in await opens(Conversation(chat.database, chat.can, "telegram:77"), token)


async def test_old_links_cost_no_tries_of_typed_codes(chat, token):
    """Somebody scans last year's bill five times, then types a code: it is looked at."""
    for number in range(5):
        await opens(chat, f"b_{number:022d}")
    await chat.proves("1234567833")
    assert (await chat.session()).step == "phone"


async def test_a_locked_account_opens_by_its_bill(chat, token):
    """Strangers who guess at an account do not keep its people out."""
    now_ms = int(chat.now.timestamp() * 1000)

    def lock(tx):
        for _ in range(20):
            TxStore(tx).attempts.bump([(Scope.FAILED_ACCOUNT, "1234567833")], now_ms)

    await chat.database.write(Unit(lock))
    assert "*7833" in await opens(chat, token)


async def test_other_words_of_links_are_a_plain_welcome(chat):
    plain = await opens(chat, "")
    assert await opens(chat, "from_site") == plain


async def test_no_token_is_stored(chat, token):
    await opens(chat, token)
    await chat.answers("yes")

    def dump(tx):
        tables = ("inbox", "outbox", "session", "audit_event", "tally", "bill_code")
        return " ".join(str(row) for table in tables for row in tx.all(f"SELECT * FROM {table}"))

    assert token not in await chat.database.read(dump)


async def test_the_bill_of_a_renumbered_account_leads_to_its_new_number(talk, token):
    """The paper was printed before the renumbering: its link goes on, and names today's number."""

    def renumber(tx):
        tx.run(
            "UPDATE account_card SET number = '5550001111', old_account = '1234567833' WHERE account_id = 1"
        )
        tx.run("INSERT INTO account_alias (number, account_id) VALUES ('5550001111', 1)")

    await talk.database.write(Unit(renumber))
    first = await opens(talk, token)
    assert "*1111" in first
    assert "*7833" not in first
    await talk.answers("yes")
    await talk.takes_phone()
    await talk.effect_ends("ok")
    assert "*1111" in await talk.says(talk.code())
    assert await linked(talk.database, talk.address) == [1]
