"""A number sent as a reply to a message of ours is of the account and meter that message was about."""

from __future__ import annotations

import pytest

from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.billed import billed
from tests.dialogs.metered import GARAGE, HOUSE, ONE, OTHER, TWO, journal, past, sender


@pytest.fixture
async def talk(supplied):
    """A house with two meters and a garage with one."""
    return await sender(await billed(supplied, past), "rich", HOUSE, GARAGE)


async def sent(talk, reference):
    """The channel sent what the last turn said, under this reference."""
    sql = (
        "UPDATE outbox SET state = 'sent', reference = :reference"
        " WHERE id = (SELECT max(id) FROM outbox WHERE address = :address)"
    )
    await talk.database.write(Unit(lambda tx: tx.run(sql, reference=reference, address=talk.address)))


async def test_a_reply_to_a_receipt_is_of_its_meter(talk):
    await talk.says(f"{OTHER} 1100")
    await sent(talk, "41")
    await talk.says(f"{ONE} 15420")
    await sent(talk, "42")
    assert "По какому счёту" in await talk.says("1105")
    await talk.says("отмена")
    assert "Записано: 1 105" in await talk.says("1105", replies_to="41")
    assert "Записано: 15 425" in await talk.says("15425", replies_to="42")
    assert [entry.shown for entry in await journal(talk, HOUSE, OTHER)] == [(1105,)]
    assert [entry.shown for entry in await journal(talk)] == [(15_425,)]


async def test_a_reply_to_the_question_about_another_meter(talk):
    await talk.says("показания")
    await talk.presses("a5")
    await sent(talk, "51")
    await talk.says(f"{TWO} 5350")
    assert "ночн" in talk.text
    assert "Записано: 15 420" in await talk.says("15420", replies_to="51")
    assert await journal(talk, HOUSE, TWO) == ()


async def test_a_named_meter_and_other_messages_win_over_the_reply(talk):
    await talk.says(f"{OTHER} 1100")
    await sent(talk, "41")
    assert "Записано: 15 420" in await talk.says(f"{ONE} 15420", replies_to="41")
    assert "По какому счёту" in await talk.says("15430", replies_to="999")
    other = await sender(talk.database, "rich", GARAGE, HOUSE, address="telegram:2")
    assert "По какому счёту" in await other.says("1110", replies_to="41")


async def test_an_account_that_is_no_longer_linked(talk):
    await talk.says(f"{ONE} 15420")
    await sent(talk, "41")
    await talk.database.write(
        Unit(lambda tx: tx.run("UPDATE link SET active = 0 WHERE account_id = :a", a=GARAGE))
    )
    assert "не подключён" in await talk.says("15430", replies_to="41")


async def test_a_new_number_answers_the_doubt_in_hand(talk):
    await talk.says(f"{OTHER} 9100; {TWO} 9350 2200")
    await talk.says("да")
    await talk.says("5350 2200")
    assert [entry.shown for entry in await journal(talk, HOUSE, TWO)] == [(5350, 2200)]


async def test_no_reply_no_statement(talk):
    await talk.says(f"{ONE} 15420")
    assert not [one for one in talk.statements if "reference = " in one]
    await talk.says("15430", replies_to="41")
    assert len([one for one in talk.statements if "reference = " in one]) == 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_the_look_up_goes_by_its_index(talk):
    sql = (
        "EXPLAIN QUERY PLAN SELECT about FROM outbox WHERE address = 'a' AND reference = 'b' AND about <> ''"
    )
    plan = await talk.database.read(lambda tx: tx.all(sql))
    assert "outbox_about" in str(plan)
    assert await talk.database.read(lambda tx: TxStore(tx).outbox.about("telegram:1", "")) == ""
