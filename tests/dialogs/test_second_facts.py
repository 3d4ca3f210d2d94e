"""The meter and the last payment, the code of the office: what is taken, and what is told of the rest."""

from __future__ import annotations

import pytest

from core.linking import receipt_digest
from storage.database import Unit
from tests.dialogs.facts import (
    CLOSED,
    FLAT,
    OLD,
    RENUMBERED,
    begins,
    office_code,
    only,
    talk_with,
    with_facts,
)
from tests.dialogs.supplier import KEYS, MONTHS

OTHER_PHONE = "tel:+79020000000"
"""A phone that billing does not know: who texts from the known one is not asked about it."""


@pytest.fixture
async def facts(supplied):
    return await with_facts(supplied)


@pytest.mark.parametrize(
    "serial", ["АБ-0012345", "аб 0012345", "AБ0012345", "0012345", "12345", "№ 0012345", "счётчик 00-123-45"]
)
@pytest.mark.parametrize("paid", ["700", "700,00", "700.00 руб.", "700 р", "500,00"])
async def test_meter_and_payment_as_people_type_them(facts, serial, paid):
    chat = talk_with(facts, **only("meter_and_payment"))
    await begins(chat)
    assert chat.path[-1:] == ("link.meter",)
    assert "сумма последнего платежа" in await chat.says(serial)
    assert "+7 916 ***-45-67" in await chat.says(paid)


@pytest.mark.parametrize("both", ["АБ0012345 700,00", "0012345; 700", "12345 500.00 руб."])
async def test_meter_and_payment_in_one_message(facts, both):
    chat = talk_with(facts, **only("meter_and_payment"))
    await begins(chat)
    await chat.says(both)
    assert chat.path == ("link.phone",)


@pytest.mark.parametrize(
    ("serial", "paid"), [("555000111", "700"), ("12346", "700"), ("12345", "700,01"), ("12345", "123,45")]
)
async def test_a_removed_meter_another_meter_another_sum_are_refused_alike(facts, serial, paid):
    chat = talk_with(facts, **only("meter_and_payment"))
    await begins(chat)
    await chat.says(serial)
    text = await chat.says(paid)
    assert text.startswith("Номер счёта, счётчик и сумма не подошли друг к другу.")
    await chat.says("12345")
    assert "Попыток было много" not in await chat.says("700")
    assert chat.path == ("link.phone",)


async def test_only_the_last_payment_counts_where_it_is_set_so(facts):
    chat = talk_with(facts, last_payments=1, **only("meter_and_payment"))
    await begins(chat)
    await chat.says("12345")
    assert "не подошли" in await chat.says("500,00")
    chat.later(minutes=1)
    await chat.says("12345")
    await chat.says("700,00")
    assert chat.path == ("link.phone",)


@pytest.mark.parametrize("text", ["какая сумма?", "платил вчера", "-5"])
async def test_text_that_is_no_sum_is_no_attempt(facts, text):
    chat = talk_with(facts, **only("meter_and_payment"))
    await begins(chat)
    await chat.says("12345")
    await chat.says(text)
    tallies = await facts.read(lambda tx: tx.all("SELECT * FROM tally WHERE scope LIKE 'failed%'"))
    assert tallies == []


async def test_office_code_links_and_is_good_once(facts):
    chat = talk_with(facts, **only("office_code"))
    code = await office_code(chat)
    await begins(chat)
    assert chat.path == ("link.office",)
    await chat.says(f"{code[:4]} {code[4:]}")
    await chat.presses("send")
    await chat.effect_ends("ok")
    assert "подключён" in await chat.says(chat.code())
    await chat.says("отключить счет")
    await chat.presses("yes")
    await begins(chat)
    assert "код из офиса не подошли" in await chat.says(code)


async def test_office_code_is_good_once_where_nothing_is_remembered(facts):
    chat = talk_with(facts, resume_minutes=0, **only("office_code"))
    code = await office_code(chat)
    await begins(chat)
    await chat.says(code)
    await chat.presses("send")
    await chat.effect_ends("ok")
    assert "подключён" in await chat.says(chat.code())
    await chat.says("отключить счет")
    await chat.presses("yes")
    await begins(chat)
    assert "код из офиса не подошли" in await chat.says(code)


async def test_office_code_in_use_is_its_users_only(facts):
    chat = talk_with(facts, **only("office_code"))
    code = await office_code(chat)
    await begins(chat)
    await chat.says(code)
    other = talk_with(facts, address="telegram:2", **only("office_code"))
    await begins(other)
    assert "не подошли" in await other.says(code)
    await chat.says("отмена")
    await chat.says("подключить")
    await chat.presses("afresh")
    await chat.says(FLAT)
    await chat.says(code)
    assert chat.path == ("link.phone",)


async def test_office_code_expires_and_a_new_one_voids_the_old(facts):
    chat = talk_with(facts, **only("office_code"))
    old = await office_code(chat)
    new = await office_code(chat)
    await begins(chat)
    assert "не подошли" in await chat.says(old)
    chat.later(days=3, seconds=1)
    await begins(chat)
    assert "не подошли" in await chat.says(new)


async def test_office_code_is_of_its_account_and_no_other(facts):
    chat = talk_with(facts, **only("office_code"))
    code = await office_code(chat, "1234567841")
    await begins(chat)
    assert "не подошли" in await chat.says(code)


async def test_office_code_is_kept_as_a_digest(facts):
    chat = talk_with(facts, **only("office_code"))
    code = await office_code(chat)
    rows = await facts.read(lambda tx: tx.all("SELECT * FROM office_code"))
    assert code not in str(rows)
    audited = await facts.read(lambda tx: tx.one("SELECT kind, account_id FROM audit_event"))
    assert audited == ("office-code-issued", 1)


async def test_the_code_that_is_sent_may_be_of_another_fact_than_the_open_one(facts):
    chat = talk_with(facts)
    code = await office_code(chat)
    await begins(chat)
    assert chat.path == ("link.receipt",)
    await chat.says(code)
    assert chat.path == ("link.phone",)


async def test_facts_that_are_not_offered_are_not_taken(facts):
    chat = talk_with(facts, **only("receipt_code"))
    code = await office_code(chat)
    await begins(chat)
    assert "нужно 6" in await chat.says(code)
    await chat.says("12345 700,00")
    assert chat.path == ()
    await chat.presses("no-receipt")
    assert chat.offered == ["back", "menu"]


@pytest.mark.parametrize("form", ["full", "short"])
@pytest.mark.parametrize("fact", ["482133", "OFFICE", "0012345 700,00", "АБ0012345 700,00"])
async def test_everything_in_one_message(facts, form, fact):
    address = OTHER_PHONE if form == "short" else "telegram:1"
    chat = talk_with(facts, form=form, address=address)
    await begins(chat)
    await chat.says("отмена")
    fact = fact.replace("OFFICE", await office_code(chat))
    await chat.says(f"ЛС {FLAT} {fact}")
    assert chat.path[-1] == "link.phone", chat.text


@pytest.mark.parametrize("form", ["full", "short"])
@pytest.mark.parametrize("fact", ["OFFICE", "0012345 700,00", "АБ-0012345 500,00"])
async def test_any_fact_in_one_message_waits_for_the_consent_under_seal(facts, form, fact):
    chat = talk_with(facts, form=form, address=OTHER_PHONE if form == "short" else "telegram:1")
    fact = fact.replace("OFFICE", await office_code(chat))
    await chat.says(f"ЛС {FLAT} {fact}")
    kept = str((await chat.session()).data).replace(FLAT, "")
    assert not any(part in kept for part in fact.split())
    await chat.answers("yes")
    assert chat.path[-1] == "link.phone", chat.text


@pytest.mark.parametrize("number", [OLD, RENUMBERED])
async def test_a_renumbered_account_says_its_new_number(facts, number):
    chat = talk_with(facts)
    await begins(chat, number)
    text = await chat.says("482133")
    assert chat.path == ("link.phone",)
    assert ("Номер этого счёта изменился, теперь он *7890." in text) == (number == OLD)
    await chat.presses("send")
    await chat.effect_ends("ok")
    assert chat.codes[0][1]["number"] == RENUMBERED
    assert "Готово: счёт *7890 подключён." in await chat.says(chat.code())


@pytest.mark.parametrize("number", [OLD, RENUMBERED])
@pytest.mark.parametrize("printed", [OLD, RENUMBERED])
async def test_a_bill_proves_a_renumbered_account_whichever_number_it_shows(facts, number, printed):
    def reprint(tx):
        for month in MONTHS:
            digest = receipt_digest(KEYS, printed, month, "135790")
            tx.run(
                "UPDATE receipt_code SET digest = :digest WHERE account_id = 6 AND period = :month",
                digest=digest,
                month=month,
            )

    await facts.write(Unit(reprint))
    chat = talk_with(facts)
    await begins(chat, number)
    await chat.says("135790")
    assert chat.path == ("link.phone",)


async def test_a_closed_account_is_told_after_the_proof_and_by_policy(facts):
    chat = talk_with(facts)
    seen = await begins(chat, CLOSED)
    seen += await chat.says("000000")
    assert "закрыт" not in seen
    chat.later(minutes=1)
    assert "закрыт, подключить его нельзя" in await chat.says("482133")
    assert not (await chat.session()).dialog
    allowed = talk_with(facts, address="telegram:2", closed_linkable=True)
    await begins(allowed, CLOSED)
    await allowed.says("482133")
    assert allowed.path == ("link.phone",)


async def test_an_account_that_left_billing_is_as_closed(facts):
    chat = talk_with(facts)
    await begins(chat, CLOSED)
    await facts.write(_without_card(4))
    assert "подключить его нельзя" in await chat.says("482133")


def _without_card(account_id):
    return Unit(lambda tx: tx.run("DELETE FROM account_card WHERE account_id = :id", id=account_id))
