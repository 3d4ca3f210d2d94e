"""Linking where the chat may neither show nor ask a phone."""

from __future__ import annotations

import re

from bot.dialogs.model import Kind
from core.privacy import Sensitivity
from tests.policy.sentinels import leaks
from tests.policy.strict import StrictChat

KEPT = (Sensitivity.PHONE, Sensitivity.MONEY, Sensitivity.PERSONAL, Sensitivity.OWN)


async def view_of(http, link):
    """Open a link as a person does; the path of the view."""
    answer = await http.post(link, allow_redirects=False)
    assert answer.status == 303
    return link.rpartition("/")[0] + "/" + answer.headers["Location"]


async def test_the_phone_on_record_is_shown_and_confirmed_on_the_page(chat, http):
    await chat.proves("1234567833")
    assert "916" not in chat.said
    assert "на номер, который указан в договоре. В этом чате его не показываем" in chat.said
    view = await view_of(http, chat.urls[-1])
    page = await (await http.get(view)).text()
    assert "+7 916 ***-45-67" in page
    taken = await http.post(view, data={"choice": "send"})
    assert (taken.status, "Ответ принят" in await taken.text()) == (200, True)
    assert chat.codes[-1][0] == "tel:+79161234567"
    assert "на ваш номер. В этом чате его не показываем" in chat.said
    await chat.effect_ends("ok")
    await chat.says(chat.code())
    assert any(b"*7833" in body for body in chat.recorder.bodies)
    assert all(leaks(body, KEPT) == [] for body in chat.recorder.bodies)


async def test_a_phone_that_billing_does_not_know_is_typed_on_the_page(chat, http):
    await chat.proves("1234567841")
    assert "в этом чате не спрашиваем. Введите его на закрытой странице" in chat.said
    assert b"request_contact" not in b"".join(chat.recorder.bodies)
    view = await view_of(http, chat.urls[-1])
    page = await (await http.get(view)).text()
    assert 'type="tel"' in page
    assert "Нажмите кнопку" not in page
    wrong = await http.post(view, data={"text": "12345"})
    assert wrong.status == 422
    page = await wrong.text()
    assert "Такой номер не подходит" in page
    assert 'value="12345"' in page
    assert not chat.codes
    taken = await http.post(view, data={"text": "8 (902) 111-22-33"})
    assert "Ответ принят" in await taken.text()
    assert chat.codes[-1][0] == "tel:+79021112233"
    await chat.effect_ends("ok")
    await chat.says(chat.code())
    assert "9021112233" not in re.sub(r"\D", "", str(chat.recorder.bodies))
    assert len(await chat.rows("SELECT id FROM link WHERE active = 1")) == 1


async def test_a_phone_typed_in_the_chat_is_not_read_and_not_repeated(chat, http):
    await chat.proves("1234567841")
    for tell in (chat.says("8 902 111-22-33"), chat.shares("+79021112233")):
        await tell
        assert not chat.codes
        assert "Это сообщение не прочитано" in chat.said
        assert "9021112233" not in re.sub(r"\D", "", str(chat.recorder.bodies))
    view = await view_of(http, chat.urls[-1])  # each time a new link came with the question
    assert 'type="tel"' in await (await http.get(view)).text()


async def test_an_answer_to_a_question_that_is_gone_is_not_taken(chat, http):
    await chat.proves("1234567841")
    view = await view_of(http, chat.urls[-1])
    await chat.says("отмена")
    answer = await http.post(view, data={"text": "89021112233"})
    assert (answer.status, chat.codes) == (404, [])


async def test_an_answer_is_taken_once(chat, http):
    await chat.proves("1234567841")
    view = await view_of(http, chat.urls[-1])
    await http.post(view, data={"text": "89021112233"})
    again = await http.post(view, data={"text": "89021112299"})
    assert (again.status, len(chat.codes)) == (404, 1)


async def test_a_choice_that_was_not_offered_is_none(chat, http):
    await chat.proves("1234567833")
    view = await view_of(http, chat.urls[-1])
    assert (await http.post(view, data={"choice": "yes"})).status == 404
    assert (await http.post(view, data={"text": "89021112233"})).status == 404
    assert not chat.codes


async def test_a_late_message_is_not_quoted(home):
    sent_at = home.now
    home.later(minutes=20)
    await home._happens(Kind.TEXT, text="Зинаида Самоцветова, 89163334455", sent_at=sent_at)
    assert "Отвечаем на сообщение, которое вы прислали 8 ноября в 12:00" in home.said
    assert leaks(home.recorder.bodies[-1], KEPT) == []


async def test_the_open_mode_still_asks_in_the_chat(supplied):
    chat = StrictChat(supplied, mode="open")
    await chat.proves("1234567841")
    assert "Укажите мобильный телефон" in chat.said
    assert b"request_contact" in chat.recorder.bodies[-1]
    await chat.says("8 902 111-22-33")
    assert chat.codes[-1][0] == "tel:+79021112233"
    assert "+7 902 ***-22-33" in chat.said
    assert not chat.urls


async def test_a_sum_that_proves_an_account_is_asked_on_the_page(chat, http):
    """The last payment as a second fact: payment data, so not in the chat."""
    for text in ("подключить", "согласен", "1234567833"):
        await chat.says(text)
    await chat.presses("no-receipt")
    await chat.presses("meter")
    await chat.says("20007833")
    assert "Введите его на закрытой странице" in chat.said
    assert "сумма последнего платежа" not in chat.said
    await chat.says("700,00")
    assert "Это сообщение не прочитано" in chat.said
    view = await view_of(http, chat.urls[-1])
    assert 'type="text"' in await (await http.get(view)).text()
    assert "Ответ принят" in await (await http.post(view, data={"text": "700,00"})).text()
    assert (await chat.session()).step in {"phone", "meter"}
