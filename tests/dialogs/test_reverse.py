"""Reverse confirmation: the person texts the code of the chat from the phone."""

from __future__ import annotations

import re

import pytest

from core.limits import Limits
from tests.dialogs.facts import FLAT, NO_PHONE, begins, office_code, sets_phone, talk_with, with_facts

PHONE = "+79161234567"
NUMBER = "+7 900 000-00-00"


@pytest.fixture
async def facts(supplied):
    return await with_facts(supplied)


def reverse(facts, address="telegram:1", **given):
    form = "short" if address.startswith("tel:") else "full"
    return talk_with(facts, address=address, form=form, reverse=True, reverse_phone=NUMBER, **given)


@pytest.fixture
async def waiting(facts):
    """A chat that shows a code and waits for its SMS."""
    chat = reverse(facts)
    await begins(chat, FLAT)
    await chat.says("482133")
    await chat.presses("send")
    assert chat.path == ("link.reverse",)
    return chat


def shown(chat):
    return re.search(r"код (\d{6})", chat.text, re.IGNORECASE)[1]


async def test_the_whole_way(facts, waiting):
    assert NUMBER in waiting.text
    assert "Мы не просим данные карты" in waiting.text
    assert not waiting.codes
    phone = reverse(facts, f"tel:{PHONE}")
    assert "Номер подтвержден" in await phone.says(shown(waiting))
    assert (await waiting.hears()).startswith("Готово: счёт *7833 подключён.")
    assert not (await waiting.session()).dialog
    rows = await facts.read(lambda tx: tx.all("SELECT phone, address FROM link"))
    assert rows == [(PHONE, "telegram:1")]


@pytest.mark.parametrize("words", ["Код: {}", "код {}.", "мой код {} спасибо"])
async def test_words_around_the_code(facts, waiting, words):
    phone = reverse(facts, f"tel:{PHONE}")
    code = shown(waiting)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    assert "не подошел" not in await phone.says(words.format(wrong))  # no try either
    assert "Номер подтвержден" in await phone.says(words.format(code))


async def test_the_second_fact_is_always_asked(facts):
    chat = reverse(facts)
    await begins(chat, FLAT)
    assert chat.path == ("link.receipt",)


async def test_another_phone_proves_nothing(facts, waiting):
    other = reverse(facts, "tel:+79021112233")
    await other.says(shown(waiting))
    assert "подтвержден" not in other.text
    assert await waiting.hears() == ""
    assert await facts.read(lambda tx: tx.all("SELECT id FROM link")) == []


async def test_a_wrong_code_proves_nothing_and_tries_end(facts, waiting):
    phone = reverse(facts, f"tel:{PHONE}", limits=Limits(code_tries=3, failure_waits=(0,)))
    good = shown(waiting)
    for step in range(1, 4):
        assert "не подошел" in await phone.says(f"{(int(good) + step) % 10**6:06d}")
    assert (await waiting.hears()).startswith("Этот код больше не действует.")
    assert waiting.path[-1] == "link.phone"
    await phone.says(good)
    assert "подтвержден" not in phone.text
    assert await waiting.hears() == ""


async def test_after_wrong_codes_not_even_the_right_one_counts_for_a_while(facts, waiting):
    phone = reverse(facts, f"tel:{PHONE}")
    good = shown(waiting)
    for step in (1, 2):
        assert "не подошел" in await phone.says(f"{(int(good) + step) % 10**6:06d}")
    assert "через 1 мин" in await phone.says(good)
    assert "через 1 мин" in await phone.says(f"мой код {good}")
    assert await waiting.hears() == ""
    phone.later(seconds=31)
    assert "Номер подтвержден" in await phone.says(good)


async def test_a_late_phone_leaves_a_newer_linking_alone(facts, waiting):
    code = shown(waiting)
    await waiting.says("отмена")
    await waiting.says("подключить")
    await waiting.presses("afresh")
    await waiting.says(NO_PHONE)
    await waiting.says("482133")
    assert (await waiting.session()).step == "phone"
    await waiting.says("меню")
    await reverse(facts, f"tel:{PHONE}").says(code)
    assert "*7833 подключён" in await waiting.hears()
    assert "*7841" in await waiting.says("подключить")
    assert waiting.path[-1] == "link.resume"


async def test_a_late_phone_voids_no_code_of_the_office_of_another_account(facts, waiting):
    code = shown(waiting)
    await waiting.says("отмена")
    await waiting.says("подключить")
    await waiting.presses("afresh")
    await waiting.says(f"{NO_PHONE} {await office_code(waiting, NO_PHONE)}")
    assert (await waiting.session()).step == "phone"
    await reverse(facts, f"tel:{PHONE}").says(code)
    await waiting.hears()
    now_ms = int(waiting.now.timestamp() * 1000)
    alive = await facts.read(lambda tx: tx.one("SELECT expires_ms FROM office_code WHERE account_id = 2"))
    assert alive[0] > now_ms


async def test_too_late(facts, waiting):
    phone = reverse(facts, f"tel:{PHONE}").later(seconds=301)
    await phone.says(shown(waiting))
    assert "подтвержден" not in phone.text


async def test_a_code_counts_once(facts, waiting):
    phone = reverse(facts, f"tel:{PHONE}")
    code = shown(waiting)
    await phone.says(code)
    await waiting.hears()
    phone.later(minutes=1)
    await phone.says(code)
    assert await waiting.hears() == ""


async def test_billing_changes_its_phone_meanwhile(facts, waiting):
    await sets_phone(waiting, 1, "+79990001122")
    phone = reverse(facts, f"tel:{PHONE}")
    await phone.says(shown(waiting))
    assert "Номер в договоре только что изменился" in await waiting.hears()
    assert await facts.read(lambda tx: tx.all("SELECT id FROM link")) == []


async def test_the_code_typed_into_the_chat_is_no_proof(facts, waiting):
    assert f"на номер {NUMBER}" in await waiting.says(shown(waiting))
    assert (await waiting.session()).step == "reverse"


async def test_the_chat_went_elsewhere_and_is_told(facts, waiting):
    code = shown(waiting)
    await waiting.says("баланс")
    await waiting.says("отмена")
    await reverse(facts, f"tel:{PHONE}").says(code)
    assert "подключён" in await waiting.hears()


async def test_a_phone_that_links_itself_by_sms(facts):
    phone = reverse(facts, f"tel:{PHONE}")
    await begins(phone, FLAT)
    await phone.says("482133")
    text = await phone.answers("send")
    code = re.search(r"\d{6}", text)[0]
    linked = await phone.says(code)
    said = "Готово. *7833 08.11: к оплате 2310,90 руб., просрочено 1250,40 руб."  # of no other chat
    assert linked == f"{said} SMS о показаниях и оплате включит слово НАПОМИНАТЬ."


async def test_an_open_question_of_the_phone_goes_first_but_for_the_very_code(facts, waiting):
    phone = reverse(facts, f"tel:{PHONE}")
    await begins(phone, NO_PHONE)
    wrong = f"{(int(shown(waiting)) + 1) % 10**6:06d}"
    assert "не подошли" in await phone.says(wrong)  # an answer to its own question
    await phone.says(shown(waiting))
    assert "подтвержден" in phone.text
    assert (await phone.session()).step == "receipt"


async def test_new_code_and_the_way_back(waiting):
    first = shown(waiting)
    await waiting.presses("resend")
    assert waiting.path == ("link.phone",)
    waiting.later(seconds=61)
    await waiting.presses("send")
    assert shown(waiting) != first
    await waiting.presses("no-receipt")
    await waiting.presses("back")
    assert waiting.path == ("link.reverse",)


async def test_nobody_listens_where_codes_go_out(facts):
    chat = talk_with(facts)
    await begins(chat, FLAT)
    await chat.says("482133")
    await chat.presses("send")
    await chat.effect_ends("ok")
    phone = talk_with(facts, address=f"tel:{PHONE}", form="short")
    await phone.says(chat.code())
    assert "подтвержден" not in phone.text
    assert await chat.hears() == ""


async def test_a_forged_button_links_nothing(facts, waiting):
    from bot.dialogs.model import Kind

    verification = (await waiting.session()).data["verification"]
    await waiting._happens(Kind.CHOICE, choice="phone-heard", text=str(verification))
    assert await facts.read(lambda tx: tx.all("SELECT id FROM link")) == []
