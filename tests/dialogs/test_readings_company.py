"""Several people around one account: who has a reading ended by another one is told of it, once."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.consents import SMS_NOTICES, Basis, ConsentText, Given, Proof, Terms
from core.notifications.groups import Calendar, Calendars
from core.readings.receipts import receipt_of
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.billed import billed
from tests.dialogs.metered import HOUSE, TWO, all_entries, past, sender
from tests.dialogs.people import hears


@pytest.fixture
async def metered(supplied):
    return await billed(supplied, past)


async def phones(database):
    """Each with a phone of their own, as linking leaves it."""
    await database.write(
        Unit(lambda tx: tx.run("UPDATE link SET phone = '+7902111000' || subscriber_id WHERE id > 0"))
    )


@pytest.fixture
async def both(metered):
    """The owner has sent 15 420, and somebody invited sends 15 480."""
    owner = await sender(metered)
    helper = await sender(metered, address="telegram:2", role="reader")
    await phones(metered)
    await owner.says("15420")
    assert "15 420" in await helper.says("15480")
    return owner, helper


async def test_whose_reading_is_replaced_hears_by_whom_with_what_and_what_to_do(both):
    owner, helper = both
    assert helper.others == []  # asked so far, nothing is replaced
    await helper.presses("reading-yes")
    [_, entry] = await receipts(owner)
    assert hears(owner, helper).splitlines() == [
        "Ваше показание за ноябрь заменил другой человек, счёт *7874.",
        f"Было 15 420, стало 15 480. Номер {entry}.",
        "Прислано через Telegram, телефон +7 902 ***-00-02.",
        (
            "Если это неверно, пришлите своё число. Если вы такого человека не знаете, позвоните:"
            " 8 800 100-20-30, ежедневно 8-20."
        ),
    ]
    assert owner.offered == ["readings", "people", "menu"]


async def test_it_is_told_once_and_nobody_hears_of_what_they_did_themselves(both):
    owner, helper = both
    await helper.presses("reading-yes")
    assert len(helper.others) == 1
    await helper.says("15490")
    assert helper.others == []
    assert [state for state, _ in await all_entries(owner)] == ["replaced", "replaced", "accepted"]


async def test_a_number_that_answers_the_notice_is_of_that_meter(both):
    owner, helper = both
    await helper.presses("reading-yes")
    [(_, reply)] = helper.others
    assert reply.about.startswith("a5.m")
    await owner.says("15500")
    await owner.presses("reading-yes")
    assert "заменил владелец" in hears(helper, owner)
    assert "00-01" in helper.text  # owners are known to all


async def test_of_a_reader_another_reader_learns_the_role_only(metered):
    one = await sender(metered, address="telegram:3", role="reader")
    other = await sender(metered, address="telegram:2", role="payer")
    await phones(metered)
    await one.says("15420")
    await other.says("15480")
    await other.presses("reading-yes")
    assert "заменил плательщик" in hears(one, other)
    assert "***" not in one.text


async def test_whose_reading_is_taken_back_hears_it(both):
    owner, helper = both
    await helper.says("15420")  # the same: the answer has buttons about the owner's
    await helper.presses("reading-drop")
    await helper.presses("yes")
    [first, *_] = await receipts(owner)
    assert hears(owner, helper).splitlines()[:3] == [
        "Ваше показание за ноябрь отозвал другой человек, счёт *7874.",
        f"Было 15 420, номер {first}. В расчёт не пойдёт.",
        "Отозвано через Telegram, телефон +7 902 ***-00-02.",
    ]
    await owner.says("15500")
    await owner.presses("reading-drop")
    await owner.presses("yes")
    assert owner.others == []  # one's own


async def test_a_doubted_one_that_waited_is_over_and_its_sender_hears_it(metered):
    owner = await sender(metered)
    helper = await sender(metered, address="telegram:2", role="reader")
    await owner.says("99420")
    assert "Записано" in await helper.says("15480")
    assert "Было 99 420, стало 15 480" in hears(owner, helper)


@pytest.mark.parametrize("stopped", ["muted", "blocked", "unlinked"])
async def test_who_wants_no_messages_or_has_the_account_no_more_gets_none(both, stopped):
    owner, helper = both
    change = {
        "muted": "UPDATE address SET muted = 1 WHERE address = 'telegram:1'",
        "blocked": "UPDATE address SET state = 'blocked' WHERE address = 'telegram:1'",
        "unlinked": "UPDATE link SET active = 0 WHERE address = 'telegram:1'",
    }[stopped]
    await owner.database.write(Unit(lambda tx: tx.run(change)))
    assert "Записано" in await helper.presses("reading-yes")
    assert helper.others == []


async def test_at_night_it_waits_for_the_morning_and_is_one_that_we_begin(both):
    owner, helper = both
    helper.now = datetime(2026, 11, 18, 20, 30, tzinfo=UTC)  # 23:30 of the supplier
    await helper.presses("reading-yes")
    sql = "SELECT not_before_ms, topic, priority FROM outbox WHERE address = 'telegram:1' ORDER BY id DESC"
    row = (await owner.database.read(lambda tx: tx.all(sql)))[0]
    assert row == (
        int(datetime(2026, 11, 19, 6, tzinfo=UTC).timestamp()) * 1000,
        "start:readingcompany-replaced",
        1,
    )


async def test_the_night_is_that_of_the_group(metered):
    groups = Calendars(Calendar(ZoneInfo("Europe/Moscow")), {"A": Calendar(ZoneInfo("Asia/Kamchatka"))})
    owner = await sender(metered, calendars=groups)
    helper = await sender(metered, address="telegram:2", role="reader", calendars=groups)
    await owner.says("15420")
    await helper.says("15480")
    await helper.presses("reading-yes")  # noon in Moscow, 21 there
    sql = "SELECT not_before_ms FROM outbox WHERE address = 'telegram:1' ORDER BY id DESC"
    row = (await owner.database.read(lambda tx: tx.all(sql)))[0]
    assert row == (int(datetime(2026, 11, 18, 21, tzinfo=UTC).timestamp()) * 1000,)


@pytest.mark.parametrize("wanted", [True, False])
async def test_by_sms_it_is_one_part_and_only_with_a_consent(metered, wanted):
    owner = await sender(metered, "short", HOUSE)
    if wanted:
        proof = Proof(owner.address, 1, "да", ConsentText("слова"))
        given = Given(1, SMS_NOTICES, Terms("2026-11", Basis.CONSENT), 1, proof)
        await metered.write(Unit(lambda tx: TxStore(tx).consents.keep(given)))
    helper = await sender(metered, "rich", HOUSE, address="telegram:2", role="owner")
    await owner.says(f"{TWO} 5300 2200")
    await helper.says(f"{TWO} 5310 2200")
    await helper.presses("reading-yes")
    said = "*7841: ваше показание за 11.2026 заменил владелец. Стало 5310/2200"
    assert hears(owner, helper) == (said if wanted else "")


@pytest.mark.parametrize("deed", ["заменил", "отозвал"])
async def test_by_sms_it_is_a_person_who_did_it(metered, deed):
    """«заменил другой» read like another reading."""
    owner = await sender(metered, "short", HOUSE)
    proof = Proof(owner.address, 1, "да", ConsentText("слова"))
    given = Given(1, SMS_NOTICES, Terms("2026-11", Basis.CONSENT), 1, proof)
    await metered.write(Unit(lambda tx: TxStore(tx).consents.keep(given)))
    helper = await sender(metered, "rich", HOUSE, address="telegram:2", role="reader")
    await owner.says(f"{TWO} 5300 2200")
    await helper.says(f"{TWO} 5300 2200" if deed == "отозвал" else f"{TWO} 5310 2200")
    await helper.presses("reading-drop" if deed == "отозвал" else "reading-yes")
    if deed == "отозвал":
        await helper.presses("yes")
    assert hears(owner, helper).startswith(f"*7841: ваше показание за 11.2026 {deed} другой человек. ")


async def test_the_chat_that_is_named_is_the_one_it_came_by(both):
    """Somebody linked in Telegram who sends by SMS sent by SMS."""
    owner, helper = both
    sql = "UPDATE reading_entry SET address = 'tel:+79021110002' WHERE subscriber_id = 2"
    await owner.database.write(Unit(lambda tx: tx.run(sql)))
    await helper.presses("reading-yes")
    assert "Прислано по SMS, телефон +7 902 ***-00-02." in hears(owner, helper).splitlines()


async def receipts(talk):
    """Numbers of all that was ever written down, oldest first."""
    rows = await talk.database.read(lambda tx: tx.all("SELECT id FROM reading_entry ORDER BY id"))
    return [receipt_of(row[0]) for row in rows]
