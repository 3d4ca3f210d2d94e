"""A pasted QR of a bill: it opens what is linked, and tells nothing of what is not."""

from __future__ import annotations

import pytest

from storage.database import Unit

HEAD = "ST00012|Name=АО Сбыт|PersonalAcc=40702810900000001234|BankName=Банк|BIC=041117801|CorrespAcc=0|"
PAPER = HEAD + "persAcc=1234567833|Sum=121318|PaymPeriod=102026|LastName=ИВАНОВ|PayerAddress=ул. Мира, 1"
STRANGE = PAPER.replace("1234567833", "9999999999")


async def test_a_linked_account_opens_with_the_sum_of_the_paper(home):
    said = (await home.says(PAPER)).splitlines()
    assert said[:3] == [
        "В квитанции счёта *7833 за октябрь: 1 213,18 руб.",
        "Квартира, счёт *7833, на 8 ноября",
        "К оплате до 15 ноября: 2 310,90 руб.",
    ]
    assert "bill-pasted" in home.path


async def test_without_a_month_or_a_sum(home):
    said = await home.says(HEAD + "PersAcc=1234567833|Sum=5")
    assert said.startswith("В квитанции счёта *7833: 0,05 руб.\n")
    assert (await home.says(HEAD + "PersAcc=1234567833")).startswith("Квартира, счёт *7833")


async def test_a_reader_sees_no_sum(home):
    await home.database.write(Unit(lambda tx: tx.run("UPDATE link SET role = 'reader'")))
    said = await home.says(PAPER)
    assert "руб." not in said
    assert "Квартира, счёт *7833" in said


async def test_a_guest_begins_to_link_with_the_number_filled_in(talk):
    first = await talk.says(PAPER)
    assert "*7833" in first
    assert talk.offered == ["yes", "no"]
    second = await talk.answers("yes")
    assert "link.receipt" in talk.path
    for said in (first, second):
        assert not {"1 213,18", "1213,18", "2 310,90", "Квартира", "ИВАНОВ", "Мира"} & set(said.split())
        assert "руб" not in said


async def test_an_account_that_is_not_theirs_is_answered_like_one_that_does_not_exist(home):
    theirs = await home.says(PAPER.replace("1234567833", "1234567841"))
    session = await home.session()
    assert (session.dialog, session.step) == ("link", "receipt")
    await home.says("отмена")
    nobodys = await home.says(STRANGE)
    assert theirs.replace("*7841", "*9999") == nobodys
    assert "руб" not in theirs


async def test_a_pasted_bill_answers_the_question_for_the_number(chat):
    await chat.says("подключить")
    await chat.answers("yes")
    assert (await chat.session()).step == "account"
    await chat.says(PAPER)
    assert (await chat.session()).step == "receipt"
    assert (await chat.session()).data["number"] == "1234567833"


async def test_a_bill_without_a_number_says_so(talk):
    said = await talk.says(HEAD + "Sum=100|LastName=ИВАНОВ")
    assert "номера" in said
    assert "link" in talk.offered


@pytest.mark.parametrize("text", ["ST00012", "ST00012|1234567833", "ST0001"])
async def test_other_texts_are_no_bill(home, text):
    await home.says(text)
    assert "bill-pasted" not in home.path
