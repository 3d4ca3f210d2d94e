"""Everything else that people, the bot and the clock do on the page."""

from __future__ import annotations

import urllib.request

import pytest
from playwright.sync_api import expect

from tests.page.people import add_person, say, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
INSIDE_THE_SHEET = """(sheet) => [...sheet.querySelectorAll("text")].map((text) => text.getBBox())
    .every((box) => box.x >= 0 && box.x + box.width <= sheet.viewBox.baseVal.width)"""


def started(page) -> int:
    """A new person who pressed «Запустить»; the chat's identifier."""
    add_person(page)
    page.locator("#start-button").click()
    wait_for(page, "личный кабинет")
    return int(page.url.rpartition("=")[2])


def tool(page, label: str) -> None:
    page.locator("#tools-button").click()
    page.locator("#tools").get_by_role("button", name=label, exact=True).click()


@pytest.mark.usefixtures("clock_back")
def test_the_clock_moves_forward_only(open_page, sandbox):
    page = open_page()
    before = sandbox.call("/control/clock")["now_ms"]
    page.get_by_role("button", name="+1 час").click()
    page.get_by_role("button", name="+1 день").click()
    page.wait_for_timeout(300)
    moved = sandbox.call("/control/clock")["now_ms"] - before
    assert HOUR_MS + DAY_MS <= moved < HOUR_MS + DAY_MS + 60_000
    page.get_by_text("До даты").click()
    page.locator("#clock-to").fill("2026-11-01T10:00")
    page.get_by_role("button", name="Перевести").click()
    expect(page.locator("#clock-note")).to_contain_text("только вперёд")
    page.locator("#clock-to").fill("2026-11-28T09:30")
    page.get_by_role("button", name="Перевести").click()
    expect(page.locator("#clock-day")).to_have_text("28 ноября 2026")
    expect(page.locator("#clock-time")).to_contain_text("09:30")


def test_what_is_not_text_is_sent_and_shown(open_page):
    page = open_page()
    started(page)
    for label, shown in {
        "Фото": "img.photo",
        "Наклейка": ".sticker",
        "Голосовое": ".wave",
        "Документ": "a.attachment[target=_blank]:has-text('справка.pdf')",
        "Чужой контакт": ".mine .attachment:has-text('+79990000001')",
        "Место на карте": ".mine .attachment:has-text('Место на карте')",
        "Альбом из трёх фото": ".mine:nth-last-child(-n+4) img.photo",
    }.items():
        tool(page, label)
        expect(page.locator(f"#messages {shown}").first).to_be_visible()
    page.wait_for_timeout(300)
    broken = page.evaluate(
        "[...document.querySelectorAll('#messages img')].filter((one) => !one.naturalWidth).length"
    )
    assert broken == 0


def test_an_edit_is_shown_in_place(open_page):
    page = open_page()
    started(page)
    say(page, "балнс")
    expect(page.locator("#messages .mine").last).to_contain_text("балнс")
    count = page.locator("#messages .mine").count()
    tool(page, "Изменить последнее сообщение")
    expect(page.locator("#say")).to_have_value("балнс")
    page.locator("#say").fill("баланс")
    page.keyboard.press("Enter")
    expect(page.locator("#messages .mine").last).to_contain_text("изменено")
    expect(page.locator("#messages .mine").last).to_contain_text("баланс")
    assert page.locator("#messages .mine").count() == count


def test_blocking_closes_the_chat_and_a_restart_opens_it(open_page):
    page = open_page()
    started(page)
    tool(page, "Заблокировать бота")
    expect(page.locator("#compose")).to_be_hidden()
    expect(page.locator("#start-button")).to_have_text("Разблокировать бота")
    page.locator("#start-button").click()
    expect(page.locator("#compose")).to_be_visible()
    expect(page.locator("#messages .mine").last).to_contain_text("/start")


def test_a_group_says_it_once_and_who_writes_can_be_chosen(open_page):
    page = open_page()
    started(page)
    tool(page, "Группа с ботом")
    expect(page.locator("#chat-title")).to_have_text("Соседи по подъезду")
    page.locator("#sender").select_option(index=1)
    name = page.locator("#sender option").nth(1).inner_text()
    say(page, "/start")
    expect(page.locator("#messages .mine .sender").last).to_have_text(name)


def test_what_the_bot_does_is_seen_at_once(open_page, sandbox):
    page = open_page()
    chat = started(page)
    sandbox.as_bot("sendChatAction", chat_id=chat, action="typing")
    expect(page.locator("#chat-status")).to_have_text("печатает…")
    sent = sandbox.as_bot("sendMessage", chat_id=chat, text="<b>раз</b> &amp; два", parse_mode="HTML")
    expect(page.locator("#messages .theirs .words").last).to_have_text("раз & два")
    expect(page.locator("#messages .theirs b").last).to_have_text("раз")
    count = page.locator("#messages .theirs").count()
    sandbox.as_bot("editMessageText", chat_id=chat, message_id=sent["message_id"], text="поправлено")
    expect(page.locator("#messages .theirs").last).to_contain_text("поправлено")
    expect(page.locator("#messages .theirs").last).to_contain_text("изменено")
    assert page.locator("#messages .theirs").count() == count
    sandbox.as_bot("deleteMessage", chat_id=chat, message_id=sent["message_id"])
    expect(page.locator("#messages .theirs")).to_have_count(count - 1)


def test_files_of_the_bot_are_shown(open_page, sandbox):
    page = open_page()
    chat = started(page)
    tool(page, "Фото")
    tool(page, "Документ")
    expect(page.locator("#messages .mine a.attachment[target=_blank]")).to_be_visible()
    media = [one["media"] for one in sandbox.call(f"/control/chats/{chat}")["messages"] if one["media"]]
    files = {one["kind"]: one["file_id"] for one in media}
    sandbox.as_bot("sendPhoto", chat_id=chat, photo=files["photo"], caption="график")
    sandbox.as_bot("sendDocument", chat_id=chat, document=files["document"], caption="счёт")
    expect(page.locator("#messages .theirs img.photo")).to_be_visible()
    expect(page.locator("#messages .theirs a.attachment[target=_blank]")).to_be_visible()
    expect(page.locator("#messages .theirs").last).to_contain_text("счёт")


def test_another_chat_counts_what_came_unseen(open_page, sandbox):
    page = open_page()
    chat = started(page)
    page.locator(".person").first.click()
    sandbox.as_bot("sendMessage", chat_id=chat, text="вам письмо")
    mark = page.locator(f'.person[data-chat="{chat}"]')
    expect(mark.locator(".badge")).to_have_text("1")
    expect(mark).to_contain_text("вам письмо")
    mark.click()
    expect(mark.locator(".badge")).to_have_count(0)


def test_inside_tells_the_way_of_a_message(open_page):
    page = open_page()
    started(page)
    page.locator('[data-tab="inside"]').click()
    say(page, "подключить")
    wait_for(page, "согласие")
    way = page.locator(".way", has_text="текст «подключить»")
    for words in (
        "Бот забрал",
        "Записано в базу",
        "Telegram узнал",
        "Один ход разговора",
        "Ответ в чат: отправлено",
    ):
        expect(way).to_contain_text(words)
    expect(page.locator("#inside-now")).to_contain_text("Идёт «подключение счёта»: ждёт согласия")


def test_the_bill_follows_the_account(open_page):
    page = open_page()
    page.locator("#account").select_option("2900007777")
    expect(page.locator(".paper-svg .p-code")).to_have_text("777777")
    expect(page.locator(".paper-svg")).to_contain_text("полупик")
    page.get_by_role("button", name="сентябрь").click()
    expect(page.locator(".paper-svg .p-code")).to_have_text("667777")
    add_person(page)
    page.locator("#start-button").click()
    wait_for(page, "личный кабинет")
    page.locator("#put-number").click()
    expect(page.locator("#say")).to_have_value("2900007777")
    page.locator("#put-code").click()
    expect(page.locator("#say")).to_have_value("667777")


def test_every_named_account_has_a_bill_that_can_be_drawn(open_page):
    page = open_page()
    numbers = page.locator("#account option").evaluate_all("all => all.map((one) => one.value)")
    assert len(numbers) >= 39
    for number in numbers:
        page.locator("#account").select_option(number)
        expect(page.locator(".paper-svg")).to_contain_text(number)
        assert page.locator(".paper-svg").evaluate(INSIDE_THE_SHEET), number


def test_a_phone_that_is_off_gets_nothing(open_page, sandbox):
    page = open_page()
    number = page.locator("#sms-number").input_value()
    page.locator("#sms-on").uncheck()
    page.wait_for_timeout(200)
    assert sandbox.call(f"/control/phones/{urllib.request.quote(number)}")["reachable"] is False
    page.locator("#sms-on").check()
